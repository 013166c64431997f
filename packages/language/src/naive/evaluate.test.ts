// Cases small enough to check by hand, for the oracle that everything else is checked against. More of them, for readers
// who are not programmers: docs/semantics.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NaiveFact, evaluateNaively, parseCondition } from '../index.ts'

const SECOND = 1000

/** A fact that happened at second `at` and was appended then, unless `fact` says otherwise. */
function fact(at: number, changes: Partial<NaiveFact> = {}): NaiveFact {
  return { event: '', timestamp: at * SECOND, appended: at * SECOND, position: at, hash: BigInt(Math.floor(at)), traits: {}, properties: {}, ...changes }
}

function at(second: number, text: string, facts: readonly NaiveFact[], knownAt = Infinity): string {
  const checked = parseCondition(text)
  assert.ok(checked.ok, checked.ok ? '' : `${text}: ${checked.failure.message}`)
  return ['false', 'true', 'unknown'][evaluateNaively(checked.value, { person: 1, facts, asOf: second * SECOND, knownAt: knownAt * SECOND })] as string
}

function agrees(second: number, facts: readonly NaiveFact[], expected: Readonly<Record<string, string>>): void {
  for (const [text, value] of Object.entries(expected)) assert.equal(at(second, text, facts), value, text)
}

const T = 'one = 1'
const F = 'one = 2'
const U = 'none = 1'
const ONE = [fact(1, { traits: { one: 1 } })]

describe('logic and traits', () => {
  it('and, or, not are three-valued', () => {
    agrees(2, ONE, {
      [`${T} and ${T}`]: 'true', [`${T} and ${F}`]: 'false', [`${T} and ${U}`]: 'unknown', [`${F} and ${U}`]: 'false', [`${U} and ${U}`]: 'unknown',
      [`${T} or ${U}`]: 'true', [`${F} or ${U}`]: 'unknown', [`${F} or ${F}`]: 'false', [`${U} or ${U}`]: 'unknown',
      [`not ${T}`]: 'false', [`not ${F}`]: 'true', [`not ${U}`]: 'unknown',
    })
  })

  it('a trait has its latest value, until null removes it', () => {
    const facts = [fact(1, { traits: { plan: 'a' } }), fact(5, { traits: { plan: 'b' } }), fact(3, { traits: { plan: 'late' } }), fact(9, { traits: { plan: null } })]
    agrees(4, facts, { 'plan = "late"': 'true' })
    agrees(5, facts, { 'plan = "b"': 'true' })
    agrees(9, facts, { 'plan = "b"': 'unknown', 'plan exists': 'false' })
    agrees(0, facts, { 'plan exists': 'false' })
    agrees(8, facts, { 'plan exists': 'true' })
    agrees(1, [fact(1, { hash: 7n, traits: { plan: 'high' } }), fact(1, { hash: 2n, traits: { plan: 'low' } })], { 'plan = "high"': 'true' })
  })

  it('another type is unknown, also for != and in', () => {
    const facts = [fact(1, { traits: { n: 1, s: '1', b: true, list: [1, 'x'], object: {} } })]
    for (const text of ['n = "1"', 'n != "1"', 's != 1', 'b = 1', 'n = true', 'list = 1', 'object != "x"', 'n in ("1", true)', 'n not in ("1")', 'list in (1)', 'n contains "1"', 'object contains "x"', 'list starts with "x"', 's contains any ("1")', 's = trait("n")', 'list = trait("list")', 'b < trait("b")', 's = trait("none")']) {
      assert.equal(at(1, text, facts), 'unknown', text)
    }
    agrees(1, facts, { 'n in ("1", 1)': 'true', 'n not in (2, "1")': 'true', 'list exists and object exists': 'true', 'b = trait("b") and n <= trait("n") and s >= trait("s")': 'true' })
  })

  it('texts compare by code point', () => {
    agrees(1, [fact(1, { traits: { s: '\u{10000}' } })], { 's > "\\ufffd"': 'true', 's > "\\ufffdx"': 'true', 's < "\\ud800\\udc00x"': 'true' })
  })

  it('parts of texts, and elements of lists', () => {
    agrees(1, [fact(1, { traits: { s: 'DE-AT', l: ['DE', 1, null], e: [] } })], {
      's contains "-"': 'true', 's starts with "DE"': 'true', 's starts with "AT"': 'false', 's ends with "AT"': 'true', 's ends with "XDE-AT"': 'false', 's not contains "x"': 'true',
      'l contains "DE"': 'true', 'l contains "D"': 'false', 'l contains any ("x", 1)': 'true', 'l contains all ("DE", 1)': 'true', 'l contains all ("DE", "1")': 'false', 'e contains any (1)': 'false', 'e contains all (1)': 'false',
    })
  })

  it('texts that write instants', () => {
    const facts = [fact(1, { traits: { d: '1970-01-01T00:01:40Z', w: '1970-01-32' } })]
    agrees(99, facts, { 'd after now': 'true', 'd before now': 'false', 'd in next 1 second': 'true', 'd in last 1 day': 'false' })
    agrees(100, facts, { 'd after now': 'false', 'd before now': 'false', 'd in last 1 second': 'true', 'd in next 1 second': 'false' })
    agrees(101, facts, { 'd in last 1 second': 'false', 'd in last 2 seconds': 'true', 'd before now': 'true', 'd before 1 second ago': 'false', 'd after 2 seconds ago': 'true', 'w before now': 'unknown', 'd after "1970-01-01"': 'true', 'd before "1970-01-01T00:01:40Z"': 'false' })
  })
})

describe('numbers made of events', () => {
  it('a window leaves its start out and takes its end in', () => {
    const facts = [fact(10, { event: 'X' })]
    agrees(9, facts, { 'did "X" in last 5 seconds': 'false' })
    agrees(10, facts, { 'did "X" in last 5 seconds': 'true', 'did "X" from 5 seconds ago to 1 second ago': 'false' })
    agrees(11, facts, { 'did "X" from 5 seconds ago to 1 second ago': 'true' })
    agrees(14.999, facts, { 'did "X" in last 5 seconds': 'true' })
    agrees(15, facts, { 'did "X" in last 5 seconds': 'false', 'did "X"': 'true', 'did not "X" in last 5 seconds': 'true', 'did "X" since "1970-01-01T00:00:10Z"': 'true', 'did "X" until "1970-01-01T00:00:10Z"': 'false' })
  })

  it('sums are exact in millionths and take in numbers only', () => {
    const values = [0.1, 0.2, '5', true, null, [9], { n: 9 }, 1e12 + 1, -1e13]
    const facts = values.map((v, index) => fact(index + 1, { event: 'X', properties: { v, o: { v } } }))
    agrees(99, facts, { 'sum("X".v) = 0.3': 'true', 'sum("X".o.v) = 0.3': 'true', 'sum("X".toString.length) = 0': 'true', 'sum("Y".v) = 0': 'true', 'average("X".v) = 0.15': 'true', 'minimum("X".v) = 0.1': 'true', 'maximum("X".v) = 0.2': 'true', 'distinct("X".v) = 6': 'true', 'average("Y".v) = 0': 'unknown', 'minimum("X".none) < 1': 'unknown', 'distinct("X".none) = 0': 'true' })
    agrees(99, [fact(1, { event: 'X', properties: { v: 0.000001 } })], { 'sum("X".v) = 5e-7': 'true' })
  })

  it('paths through lists reach many values', () => {
    const facts = [fact(1, { event: 'X', properties: { items: [{ p: 1, t: ['a', 'b'] }, { p: 2, t: ['b'] }, 3], t: 'no list' } })]
    agrees(1, facts, { 'sum("X".items[].p) = 3': 'true', 'distinct("X".items[].t[]) = 2': 'true', 'count("X" where any items (p = 2 and t contains "b")) = 1': 'true', 'count("X" where any items (p = 1 and t contains "c")) = 0': 'true', 'count("X" where all items (p > 0)) = 0': 'true', 'count("X" where t[] = "no list") = 0': 'true' })
  })

  it('a relation and a ratio are in doubles', () => {
    const facts = [fact(1, { event: 'X', properties: { v: 0.1 } }), fact(2, { event: 'X', properties: { v: 0.2 } }), fact(2, { event: 'Y', properties: { v: 0.3 }, hash: 9n })]
    agrees(2, facts, { 'sum("X".v) = sum("Y".v)': 'true', 'count("X") = 2 * count("Y")': 'true', 'count("Y") / count("X") = 0.5': 'true', 'count("X") / count("Z") > 0': 'unknown', 'average("Z".v) < count("X")': 'unknown' })
  })

  it('first and last, in time and of values', () => {
    const facts = [fact(1, { event: 'X', properties: { v: 'a' } }), fact(2, { event: 'X', properties: { v: null } }), fact(3, { event: 'X', properties: { v: 'c' } }), fact(4, { event: 'X' })]
    agrees(4, facts, { 'first("X".v) = "a"': 'true', 'last("X".v) = "c"': 'true', 'last("X".v) in last 1 second exists': 'false', 'first("X") in last 3 seconds': 'false', 'last("X") in last 1 second': 'true', 'nth("X", 2) in last 3 seconds': 'true', 'nth("X", 5) exists': 'false', 'nth("X", 5) before now': 'unknown' })
  })

  it('a filter may look at the person', () => {
    const facts = [fact(1, { event: 'X', properties: { c: 'a' } }), fact(2, { event: 'X', properties: { c: 'b' } }), fact(3, { traits: { f: 'a' } }), fact(9, { traits: { f: 'b' } })]
    agrees(2, facts, { 'count("X" where c = trait("f")) = 0': 'true' })
    agrees(3, facts, { 'count("X" where c = trait("f")) in last 5 seconds = 1': 'true', 'count("X" where c < trait("f")) = 0': 'true' })
    agrees(8, facts, { 'did "X" where (c = trait("f")) in last 7 seconds': 'false' })
    agrees(9, facts, { 'last("X" where c = trait("f")) in last 8 seconds': 'true' })
  })
})

describe('time', () => {
  const MARCH = Date.UTC(2026, 2, 29) / SECOND

  it('calendar windows and clocks in zones', () => {
    const facts = [fact(MARCH - 1, { event: 'X', traits: { timezone: 'Europe/Berlin' } })]
    agrees(MARCH, facts, { 'did "X" today': 'false', 'did "X" yesterday': 'true', 'did "X" today in zone "Europe/Berlin"': 'true', 'did "X" today in their zone': 'true', 'hour("UTC") = 0': 'true', 'hour(their zone) = 1': 'true', 'weekday() = "sunday"': 'true' })
    agrees(MARCH + 3600, facts, { 'hour(their zone) = 3': 'true', 'count("X" where hour(their zone) = 0) = 1': 'true' })
    const nowhere = [fact(MARCH - 1, { event: 'X', traits: { timezone: 'Mars' } })]
    agrees(MARCH, nowhere, { 'did "X" today in their zone': 'unknown', 'did "X" today in their zone else "Europe/Berlin"': 'true', 'hour(their zone) = 0': 'unknown', 'count("X" where hour(their zone) = 0) = 0': 'true', 'last("X".v) today in their zone exists': 'unknown', 'last("X".v) today in their zone = 1': 'unknown' })
  })

  it('anniversaries, those of 29 February too', () => {
    const born = (day: string): NaiveFact[] => [fact(1, { traits: { day } })]
    agrees(MARCH, born('1980-03-29T23:00:00+09:00'), { 'day anniversary today': 'true', 'day anniversary in next 3 days': 'true' })
    agrees(MARCH, born('04-01'), { 'day anniversary in next 2 days': 'false', 'day anniversary in next 3 days': 'true', 'day anniversary today in zone "Asia/Tokyo"': 'false' })
    agrees(MARCH, born('soon'), { 'day anniversary today': 'unknown' })
    agrees(Date.UTC(2026, 1, 28) / SECOND, born('02-29'), { 'day anniversary today': 'true' })
    agrees(Date.UTC(2028, 1, 28) / SECOND, born('02-29'), { 'day anniversary today': 'false', 'day anniversary in next 1 day': 'true' })
  })

  it('sequences', () => {
    const of = (text: string): NaiveFact[] => [...text].flatMap((event, index) => (event === '.' ? [] : [fact(index + 1, { event })]))
    agrees(9, of('A.B'), { '"A" then "B"': 'true', '"A" then "B" within 2 seconds': 'true', '"A" then "B" within 1 second': 'false', '"B" then "A"': 'false', '"A" then "A"': 'false', '"A" then "B" in last 8 seconds': 'false', '"A" then "B" in last 9 seconds': 'true' })
    agrees(9, of('AACB'), { '"A" then "B" within 2 seconds without "C"': 'false', '"A" then "B" without "C"': 'false', '"A" then "C" then "B" within 1 second': 'true' })
    agrees(9, of('A.CAB'), { '"A" then "B" within 1 second without "C"': 'true' })
    agrees(3, of('A'), { '"A" and not "B" within 2 seconds after': 'true', '"A" and not "B" within 3 seconds after': 'false' })
    agrees(3, of('A.B'), { '"A" and not "B" within 2 seconds after': 'false' })
    const together = [fact(1, { event: 'A' }), fact(1, { event: 'B', hash: 9n })]
    agrees(1, together, { '"A" then "B"': 'false', '"B" then "A"': 'false' })
  })

  it('two pasts: what had happened, and what was known', () => {
    const facts = [fact(10, { event: 'X' }), fact(5, { event: 'X', appended: 20 * SECOND })]
    assert.equal(at(9, 'did "X"', facts), 'true')
    assert.equal(at(9, 'did "X"', facts, 19), 'false')
    assert.equal(at(9, 'did "X"', facts, 20), 'true')
    assert.equal(at(30, 'count("X") = 1', facts, 19), 'true')
  })
})
