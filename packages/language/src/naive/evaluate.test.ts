// Cases small enough to check by hand, for the oracle that everything else is checked against.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NaiveFact, evaluateNaively, parseCondition } from '../index.ts'

const SECOND = 1000

/** A fact that happened at second `at` and was appended then, unless `fact` says otherwise. */
function fact(at: number, changes: Partial<NaiveFact> = {}): NaiveFact {
  return { event: '', timestamp: at * SECOND, appended: at * SECOND, position: at, hash: BigInt(at), traits: {}, properties: {}, ...changes }
}

function at(second: number, text: string, facts: readonly NaiveFact[], knownAt?: number): string {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return ['false', 'true', 'unknown'][evaluateNaively(checked.value, facts, second * SECOND, knownAt === undefined ? undefined : knownAt * SECOND)]
}

const T = 'one = 1'
const F = 'one = 2'
const U = 'none = 1'
const ONE = [fact(1, { traits: { one: 1 } })]

describe('the oracle', () => {
  it('and, or, not are three-valued', () => {
    const table: [string, string][] = [
      [`${T} and ${T}`, 'true'], [`${T} and ${F}`, 'false'], [`${T} and ${U}`, 'unknown'], [`${F} and ${U}`, 'false'], [`${U} and ${U}`, 'unknown'],
      [`${T} or ${U}`, 'true'], [`${F} or ${U}`, 'unknown'], [`${F} or ${F}`, 'false'], [`${U} or ${U}`, 'unknown'],
      [`not ${T}`, 'false'], [`not ${F}`, 'true'], [`not ${U}`, 'unknown'],
    ]
    for (const [text, value] of table) assert.equal(at(2, text, ONE), value, text)
  })

  it('a trait has its latest value, until null removes it', () => {
    const facts = [fact(1, { traits: { plan: 'a' } }), fact(5, { traits: { plan: 'b' } }), fact(3, { traits: { plan: 'late' } }), fact(9, { traits: { plan: null } })]
    assert.equal(at(4, 'plan = "late"', facts), 'true')
    assert.equal(at(5, 'plan = "b"', facts), 'true')
    assert.equal(at(9, 'plan = "b"', facts), 'unknown')
    assert.equal(at(9, 'plan exists', facts), 'false')
    assert.equal(at(0, 'plan exists', facts), 'false')
    assert.equal(at(8, 'plan exists', facts), 'true')
    const tie = [fact(1, { hash: 7n, traits: { plan: 'high' } }), fact(1, { hash: 2n, traits: { plan: 'low' } })]
    assert.equal(at(1, 'plan = "high"', tie), 'true')
  })

  it('another type is unknown, also for != and in', () => {
    const facts = [fact(1, { traits: { n: 1, s: '1', b: true, list: [1], object: {} } })]
    for (const text of ['n = "1"', 'n != "1"', 's != 1', 'b = 1', 'n = true', 'list = 1', 'object != "x"', 'n in ("1", true)', 'n not in ("1")', 'list in (1)']) {
      assert.equal(at(1, text, facts), 'unknown', text)
    }
    assert.equal(at(1, 'n in ("1", 1)', facts), 'true')
    assert.equal(at(1, 'n not in (2, "1")', facts), 'true')
    assert.equal(at(1, 'list exists and object exists', facts), 'true')
  })

  it('texts compare by code point', () => {
    const facts = [fact(1, { traits: { s: '\u{10000}' } })]
    assert.equal(at(1, 's > "\\ufffd"', facts), 'true')
    assert.equal(at(1, 's > "\\ufffdx"', facts), 'true')
    assert.equal(at(1, 's < "\\ud800\\udc00x"', facts), 'true')
  })

  it('a window leaves its start out and takes its end in', () => {
    const facts = [fact(10, { event: 'X' })]
    assert.equal(at(9, 'did "X" in last 5 seconds', facts), 'false')
    assert.equal(at(10, 'did "X" in last 5 seconds', facts), 'true')
    assert.equal(at(14.999, 'did "X" in last 5 seconds', facts), 'true')
    assert.equal(at(15, 'did "X" in last 5 seconds', facts), 'false')
    assert.equal(at(15, 'did "X"', facts), 'true')
    assert.equal(at(15, 'did not "X" in last 5 seconds', facts), 'true')
  })

  it('sums are exact in millionths and take in numbers only', () => {
    const values = [0.1, 0.2, '5', true, null, [9], { n: 9 }, 1e12 + 1, -1e13]
    const facts = values.map((v, index) => fact(index + 1, { event: 'X', properties: { v, o: { v } } }))
    assert.equal(at(99, 'sum("X".v) = 0.3', facts), 'true')
    assert.equal(at(99, 'sum("X".o.v) = 0.3', facts), 'true')
    assert.equal(at(99, 'sum("X".toString.length) = 0', facts), 'true')
    assert.equal(at(99, 'sum("Y".v) = 0', facts), 'true')
    assert.equal(at(99, 'sum("X".v) = 5e-7', [fact(1, { event: 'X', properties: { v: 0.000001 } })]), 'true')
  })

  it('two pasts: what had happened, and what was known', () => {
    const facts = [fact(10, { event: 'X' }), fact(5, { event: 'X', appended: 20 * SECOND })]
    assert.equal(at(9, 'did "X"', facts), 'true')
    assert.equal(at(9, 'did "X"', facts, 19), 'false')
    assert.equal(at(9, 'did "X"', facts, 20), 'true')
    assert.equal(at(30, 'count("X") = 1', facts, 19), 'true')
  })
})
