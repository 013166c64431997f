import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCondition } from '../parse-condition.ts'
import { withoutSpans } from '../testing/without-spans.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const allTime = { kind: 'all-time' }
const rolling = (length: number, until = 0) => ({ kind: 'rolling', length, until })
const events = (event: string, window: unknown = allTime, filter?: unknown) => ({ event, window, filter })
const test = (trait: string, check: unknown) => ({ kind: 'test', subject: { kind: 'trait', trait }, test: check })
const not = (item: unknown) => ({ kind: 'not', item })
const compare = (operator: string, value: unknown) => ({ kind: 'compare', operator, value })
const count = (of: unknown, operator: string, value: number) => ({ kind: 'measure', aggregate: { function: 'count', events: of, path: [] }, operator, value })
const aggregate = (called: string, of: unknown, path: unknown[] = []) => ({ function: called, events: of, path })
const utc = { kind: 'named', zone: 'UTC' }

function treeOf(text: string): unknown {
  const checked = parseCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return withoutSpans(checked.value.root)
}

function accepts(cases: readonly (readonly [string, unknown])[]): void {
  for (const [text, tree] of cases) assert.deepEqual(treeOf(text), tree, text)
}

describe('check makes of', () => {
  it('traits: tests, with "not" around them', () => {
    accepts([
      ['a = 1', test('a', compare('=', 1))],
      ['a = -0', test('a', compare('=', 0))],
      ['a not in ("x", "x", 1, true)', not(test('a', { kind: 'in', values: ['x', 1, true] }))],
      ['a in (0, -0)', test('a', { kind: 'in', values: [0] })],
      ['a does not exist', not(test('a', { kind: 'exists' }))],
      ['a not starts with "x"', not(test('a', { kind: 'text', match: 'starts', value: 'x' }))],
      ['a contains "x"', test('a', { kind: 'text', match: 'contains', value: 'x' })],
      ['a contains 3', test('a', { kind: 'list', quantifier: 'any', values: [3] })],
      ['a not contains all ("x", "y", "x")', not(test('a', { kind: 'list', quantifier: 'all', values: ['x', 'y'] }))],
      ['a < trait("b c")', { kind: 'pair', left: 'a', operator: '<', right: 'b c' }],
      ['not not a = 1', not(not(test('a', compare('=', 1))))],
    ])
  })

  it('times: instants and distances from now', () => {
    const when = (base: string, after: number, upTo: number) => test('a', { kind: 'when', base, after, upTo })
    const at = Date.UTC(2026, 0, 1)
    accepts([
      ['a before "2026-01-01"', when('epoch', -Infinity, at - 1)],
      ['a after "2026-01-01T01:00+01:00"', when('epoch', at, Infinity)],
      ['a before 7 days ago', when('now', -Infinity, -7 * DAY - 1)],
      ['a after 7 days ago', when('now', -7 * DAY, Infinity)],
      ['a before 2 hours from now', when('now', -Infinity, 2 * HOUR - 1)],
      ['a before now', when('now', -Infinity, -1)],
      ['a after now', when('now', 0, Infinity)],
      ['a before 150 years ago', when('now', -Infinity, -150 * 365 * DAY - 1)],
      ['a in last 30 days', when('now', -30 * DAY, 0)],
      ['a not in next 30 days', not(when('now', 0, 30 * DAY))],
    ])
  })

  it('events: did, counts, windows', () => {
    const calendar = (period: string, which: string, zone: unknown = utc) => ({ kind: 'calendar', period, which, zone })
    const absolute = (from: number, to: number) => ({ kind: 'absolute', from, to })
    const [january, february] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)]
    accepts([
      ['did not "X" in last 2 weeks', not(count(events('X', rolling(14 * DAY)), '>=', 1))],
      ['did "X" where (a = 1) 3 times', count(events('X', allTime, { kind: 'test', path: ['a'], test: compare('=', 1) }), '>=', 3)],
      ['count("X") from 14 days ago to 7 days ago = 0', count(events('X', rolling(14 * DAY, 7 * DAY)), '=', 0)],
      ['count("X") today = 0', count(events('X', calendar('day', 'this')), '=', 0)],
      ['did "X" yesterday in zone "Europe/Berlin"', count(events('X', calendar('day', 'last', { kind: 'named', zone: 'Europe/Berlin' })), '>=', 1)],
      ['did "X" last quarter in their zone', count(events('X', calendar('quarter', 'last', { kind: 'person', otherwise: undefined })), '>=', 1)],
      ['did "X" this week in their zone else "UTC"', count(events('X', calendar('week', 'this', { kind: 'person', otherwise: 'UTC' })), '>=', 1)],
      ['did "X" since "2026-01-01"', count(events('X', absolute(january, Infinity)), '>=', 1)],
      ['did "X" until "2026-02-01"', count(events('X', absolute(-Infinity, february)), '>=', 1)],
      ['did "X" between "2026-01-01" and "2026-02-01"', count(events('X', absolute(january, february)), '>=', 1)],
    ])
  })

  it('numbers: aggregates, relations, ratios, ranks', () => {
    accepts([
      ['avg("X".a.b) >= -1.5', { kind: 'measure', aggregate: aggregate('average', events('X'), ['a', 'b']), operator: '>=', value: -1.5 }],
      ['sum("X".products[].price) > 3', { kind: 'measure', aggregate: aggregate('sum', events('X'), ['products', 0, 'price']), operator: '>', value: 3 }],
      ['count("X") > count("Y")', { kind: 'relation', left: aggregate('count', events('X')), operator: '>', factor: 1, right: aggregate('count', events('Y')) }],
      ['count("X") > -0.5 * max("Y".a)', { kind: 'relation', left: aggregate('count', events('X')), operator: '>', factor: -0.5, right: aggregate('maximum', events('Y'), ['a']) }],
      ['count("X") / distinct("Y".a) <= 0.1', { kind: 'ratio', numerator: aggregate('count', events('X')), denominator: aggregate('distinct', events('Y'), ['a']), operator: '<=', value: 0.1 }],
      ['top 0.29% by count("X")', { kind: 'rank', end: 'top', share: 0.0029, aggregate: aggregate('count', events('X')) }],
      ['bottom 99.99% by min("X".a)', { kind: 'rank', end: 'bottom', share: 0.9999, aggregate: aggregate('minimum', events('X'), ['a']) }],
    ])
  })

  it('first, last and nth: instants without a property, values with one', () => {
    const exists = { kind: 'exists' }
    const time = (from: string, rank: number) => ({ kind: 'event-time', from, rank, events: events('X') })
    accepts([
      ['first("X") exists', { kind: 'test', subject: time('first', 1), test: exists }],
      ['last("X") in last 7 days', { kind: 'test', subject: time('last', 1), test: { kind: 'when', base: 'now', after: -7 * DAY, upTo: 0 } }],
      ['nth("X", 3) does not exist', not({ kind: 'test', subject: time('first', 3), test: exists })],
      ['nth("X", 1) exists', { kind: 'test', subject: time('first', 1), test: exists }],
      ['last("X".a) in last 7 days = "b"', { kind: 'test', subject: { kind: 'event-value', which: 'last', events: events('X', rolling(7 * DAY)), path: ['a'] }, test: compare('=', 'b') }],
      ['first("X".a where b = 1) exists', { kind: 'test', subject: { kind: 'event-value', which: 'first', events: events('X', allTime, { kind: 'test', path: ['b'], test: compare('=', 1) }), path: ['a'] }, test: exists }],
    ])
  })

  it('filters: lists entered, traits and clocks taken in', () => {
    const filtered = (filter: unknown) => count(events('X', allTime, filter), '>=', 1)
    const leaf = (path: unknown[], check: unknown) => ({ kind: 'test', path, test: check })
    const element = (quantifier: string, path: unknown[], filter: unknown) => ({ kind: 'element', quantifier, path, filter })
    const one = compare('=', 1)
    accepts([
      ['did "X" where (p[].sku = 1)', filtered(element('any', ['p'], leaf(['sku'], one)))],
      ['did "X" where (p[].sku not in (1))', filtered(element('any', ['p'], not(leaf(['sku'], { kind: 'in', values: [1] }))))],
      ['did "X" where (a.p[].q[].r = 1)', filtered(element('any', ['a', 'p'], element('any', ['q'], leaf(['r'], one))))],
      ['did "X" where (tags[] = 1)', filtered(element('any', ['tags'], leaf([], one)))],
      ['did "X" where (p[][] = 1)', filtered(element('any', ['p'], element('any', [], leaf([], one))))],
      ['did "X" where (all p[].q (r = 1 or s exists))', filtered(element('all', ['p'], element('all', ['q'], { kind: 'any', items: [leaf(['r'], one), leaf(['s'], { kind: 'exists' })] })))],
      ['did "X" where (not (a = 1 and b = 1))', filtered(not({ kind: 'all', items: [leaf(['a'], one), leaf(['b'], one)] }))],
      ['did "X" where (a before "2026-01-01")', filtered(leaf(['a'], { kind: 'when', base: 'epoch', after: -Infinity, upTo: Date.UTC(2026, 0, 1) - 1 }))],
      ['did "X" where (a = 1 and b = trait("c"))', filtered({ kind: 'all', items: [leaf(['a'], one), { kind: 'pair', path: ['b'], operator: '=', trait: 'c' }] })],
      ['did "X" where (hour(their zone) < 2)', filtered({ kind: 'clock', unit: 'hour', zone: { kind: 'person', otherwise: undefined }, values: [0, 1] })],
      ['did "X" where (not weekday() = "sun" or hour() = 3)', filtered({ kind: 'any', items: [not({ kind: 'clock', unit: 'weekday', zone: utc, values: [7] }), { kind: 'clock', unit: 'hour', zone: utc, values: [3] }] })],
    ])
  })

  it('clocks: lists of hours and weekdays; anniversaries', () => {
    const clock = (unit: string, values: number[], zone: unknown = utc) => ({ kind: 'clock', unit, zone, values })
    accepts([
      ['hour() >= 22', clock('hour', [22, 23])],
      ['hour() != 0', clock('hour', Array.from({ length: 23 }, (_, index) => index + 1))],
      ['hour("Asia/Kathmandu") in (9, 3, 9)', clock('hour', [3, 9], { kind: 'named', zone: 'Asia/Kathmandu' })],
      ['weekday() not in ("Mon", "tuesday", "sun")', clock('weekday', [3, 4, 5, 6])],
      ['weekday(their zone else "UTC") = "fri"', clock('weekday', [5], { kind: 'person', otherwise: 'UTC' })],
      ['birth_day anniversary today', { kind: 'anniversary', trait: 'birth_day', days: 0, zone: utc }],
      ['joined anniversary in next 365 days in their zone', { kind: 'anniversary', trait: 'joined', days: 365, zone: { kind: 'person', otherwise: undefined } }],
    ])
  })

  it('sequences, what held and what moved, shares', () => {
    const pattern = (event: string) => ({ event, filter: undefined })
    const step = (event: string, within = Infinity, without?: unknown) => ({ pattern: pattern(event), within, without })
    accepts([
      [
        '"A" then "B" within 1 hour without "C" and not "D" within 2 hours after in last 7 days',
        { kind: 'sequence', steps: [step('A'), step('B', HOUR, pattern('C'))], absences: [{ pattern: pattern('D'), within: 2 * HOUR }], window: rolling(7 * DAY) },
      ],
      ['"A" and not "B" within 1 day after', { kind: 'sequence', steps: [step('A')], absences: [{ pattern: pattern('B'), within: DAY }], window: allTime }],
      ['a = 1 for 2 weeks', { kind: 'held', item: test('a', compare('=', 1)), duration: 14 * DAY }],
      ['left (a = 1) in last 1 day', { kind: 'moved', direction: 'left', item: test('a', compare('=', 1)), duration: DAY }],
      ['random share 0.29% of "x"', { kind: 'share', salt: 'x', from: 0, to: 29 }],
      ['random share 57.01% to 100% of "x"', { kind: 'share', salt: 'x', from: 5_701, to: 10_000 }],
    ])
  })

  it('the largest that is allowed', () => {
    const list = Array.from({ length: 1000 }, (_, index) => index).join()
    const tests = Array.from({ length: 100 }, () => 'a = 1').join(' or ')
    const texts = [
      'did "X" in last 3650 days', 'did "X" in last 10 years', 'count("X") >= 10000', 'distinct("X".y) <= 10000', 'sum("X".y) > -1e12', `a in (${list})`, 'a in next 73000 days',
      `did "X" where (${tests})`, `"A"${' then "B"'.repeat(9)}${' and not "C" within 1 day after'.repeat(5)} in last 7 days`, 'nth("X", 10000) exists',
      'a = 1 for 3650 days', `sum("X".${Array.from({ length: 20 }, () => 'y').join('.')}) > 1`, 'timezone = "Europe/Berlin"', Array.from({ length: 200 }, () => 'a = 1').join(' or '),
    ]
    for (const text of texts) treeOf(text)
  })
})
