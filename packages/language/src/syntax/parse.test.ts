import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Limit } from '../limits.ts'
import { anySyntax } from '../testing/syntax-generator.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import { parse } from './parse.ts'
import { printSyntax } from './print.ts'
import type { SyntaxNode } from './tree.ts'

function tree(text: string): unknown {
  const syntax = parse(text)
  assert.ok(syntax.ok, `${text}: ${syntax.ok || syntax.failure.message}`)
  return withoutSpans(syntax.value.root)
}

const trait = (name: string) => ({ kind: 'trait', name })
const text = (value: string) => ({ type: 'string', value })
const number = (value: number) => ({ type: 'number', value })
const days = (amount: number) => ({ amount, unit: 'day' })
const event = (name: string, filter?: unknown) => ({ event: { name }, filter })
const tested = (name: string, test: unknown) => ({ kind: 'test', subject: trait(name), test })
const compare = (operator: string, value: unknown) => ({ kind: 'compare', operator, value })
const did = (pattern: unknown, more: object = {}) => ({ kind: 'did', negated: false, pattern, times: undefined, window: undefined, ...more })
const count = (window?: unknown) => ({ kind: 'aggregate', function: 'count', pattern: event('X'), path: [], window })
const property = (name: string, test: unknown) => ({ kind: 'property', path: [{ name }], test })
const step = (pattern: unknown, within?: unknown, without?: unknown) => ({ pattern, within, without })

describe('traits', () => {
  it('comparison, list, existence, parts of texts and lists', () => {
    assert.deepEqual(tree('plan != "free"'), tested('plan', compare('!=', text('free'))))
    assert.deepEqual(tree('age>=-2.5'), tested('age', compare('>=', number(-2.5))))
    assert.deepEqual(tree('active == TRUE'), tested('active', compare('=', { type: 'boolean', value: true })))
    assert.deepEqual(tree('a = trait("b c")'), tested('a', compare('=', trait('b c'))))
    assert.deepEqual(tree('a IN ("DE", 3, false)'), tested('a', { kind: 'in', negated: false, values: [text('DE'), number(3), { type: 'boolean', value: false }] }))
    assert.deepEqual(tree('a not in ("DE")'), tested('a', { kind: 'in', negated: true, values: [text('DE')] }))
    assert.deepEqual(tree('a exists'), tested('a', { kind: 'exists', negated: false }))
    assert.deepEqual(tree('a does not exist'), tree('a not exists'))
    assert.deepEqual(tree('a not contains "x"'), tested('a', { kind: 'text', negated: true, match: 'contains', value: text('x') }))
    assert.deepEqual(tree('a ends with "x"'), tested('a', { kind: 'text', negated: false, match: 'ends', value: text('x') }))
    assert.deepEqual(tree('a contains all ("x", 1)'), tested('a', { kind: 'list', negated: false, quantifier: 'all', values: [text('x'), number(1)] }))
  })

  it('dates', () => {
    assert.deepEqual(tree('a before "2026-01-31"'), tested('a', { kind: 'moment', side: 'before', moment: { kind: 'date', text: '2026-01-31' } }))
    assert.deepEqual(tree('a after 7 days ago'), tested('a', { kind: 'moment', side: 'after', moment: { kind: 'ago', duration: days(7) } }))
    assert.deepEqual(tree('a before 1 day from now'), tested('a', { kind: 'moment', side: 'before', moment: { kind: 'from-now', duration: days(1) } }))
    assert.deepEqual(tree('a after now'), tested('a', { kind: 'moment', side: 'after', moment: { kind: 'now' } }))
    assert.deepEqual(tree('a not in next 30 days'), tested('a', { kind: 'near', negated: true, side: 'next', duration: days(30) }))
    assert.deepEqual(tree('a anniversary today in their zone else "UTC"'), {
      kind: 'anniversary', trait: trait('a'), duration: undefined, zone: { kind: 'person', otherwise: { name: 'UTC' } },
    })
    assert.deepEqual(tree('a anniversary in next 7 days'), { kind: 'anniversary', trait: trait('a'), duration: days(7), zone: undefined })
  })

  it('names with any character, and names that are words of the language elsewhere', () => {
    assert.deepEqual(tree('trait("plan \\"name\\" \\\\ \\n \\u00e9 🛒") = 1'), tested('plan "name" \\ \n é 🛒', compare('=', number(1))))
    assert.deepEqual(tree('trait ( "in" ) exists'), tested('in', { kind: 'exists', negated: false }))
    for (const name of ['count', 'first', 'top', 'hour', 'entered', 'left', 'random', 'segment', 'today', 'between', 'then', 'where', 'any', 'for', 'last', 'trait', 'anniversary']) {
      assert.deepEqual(tree(`${name} = 1`), tested(name, compare('=', number(1))))
      assert.deepEqual(tree(`${name} in last 1 day`), tested(name, { kind: 'near', negated: false, side: 'last', duration: days(1) }))
    }
  })
})

describe('events', () => {
  it('did, with filters, times and windows', () => {
    assert.deepEqual(tree('did not "X" where (a = 1) 3 times in last 1 day'), did(event('X', property('a', compare('=', number(1)))), { negated: true, times: number(3), window: { kind: 'last', duration: days(1) } }))
    assert.deepEqual(tree('did "X" where a = 1 3 times'), did(event('X', property('a', compare('=', number(1)))), { times: number(3) }))
    assert.deepEqual(tree('did "X" where due in last 7 days in last 1 day'), did(event('X', property('due', { kind: 'near', negated: false, side: 'last', duration: days(7) })), { window: { kind: 'last', duration: days(1) } }))
    assert.deepEqual(tree('did "X" where a = 1 and b = 2'), { kind: 'and', items: [did(event('X', property('a', compare('=', number(1))))), tested('b', compare('=', number(2)))] })
    for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'year']) {
      for (const written of [unit, `${unit}s`, unit.toUpperCase()]) assert.deepEqual(tree(`did "X" in last 2 ${written}`), did(event('X'), { window: { kind: 'last', duration: { amount: 2, unit } } }))
    }
  })

  it('windows', () => {
    const window = (written: string) => (tree(`did "X" ${written}`) as { window: unknown }).window
    const zone = { kind: 'named', zone: { name: 'Europe/Berlin' } }
    assert.deepEqual(window('from 14 days ago to 7 days ago'), { kind: 'ago', from: days(14), to: days(7) })
    assert.deepEqual(window('today'), { kind: 'calendar', which: 'this', period: 'day', zone: undefined })
    assert.deepEqual(window('yesterday in zone "Europe/Berlin"'), { kind: 'calendar', which: 'last', period: 'day', zone })
    assert.deepEqual(window('last quarter in their zone'), { kind: 'calendar', which: 'last', period: 'quarter', zone: { kind: 'person', otherwise: undefined } })
    assert.deepEqual(window('since "a"'), { kind: 'dates', from: { name: 'a' }, to: undefined })
    assert.deepEqual(window('until "b"'), { kind: 'dates', from: undefined, to: { name: 'b' } })
    assert.deepEqual(window('between "a" and "b"'), { kind: 'dates', from: { name: 'a' }, to: { name: 'b' } })
  })

  it('aggregates against numbers and each other', () => {
    const last = { kind: 'last', duration: days(90) }
    assert.deepEqual(tree('count("X") in last 90 days >= 3'), { kind: 'measure', left: count(last), divisor: undefined, operator: '>=', right: number(3) })
    assert.deepEqual(tree('count("X") > 2 * count("X") in last 90 days'), { kind: 'measure', left: count(), divisor: undefined, operator: '>', right: { kind: 'scaled', factor: number(2), aggregate: count(last) } })
    assert.deepEqual(tree('count("X") > count("X")'), { kind: 'measure', left: count(), divisor: undefined, operator: '>', right: { kind: 'scaled', factor: undefined, aggregate: count() } })
    assert.deepEqual(tree('count("X") / count("X") in last 90 days < 0.1'), { kind: 'measure', left: count(), divisor: count(last), operator: '<', right: number(0.1) })
    const path = [{ name: 'cart' }, { name: undefined }, { name: 'odd name' }, { name: 'in' }]
    for (const [written, called] of [['avg', 'average'], ['min', 'minimum'], ['max', 'maximum'], ['distinct', 'distinct'], ['sum', 'sum']]) {
      assert.deepEqual(tree(`${written}("X".cart[]."odd name".in) < 10`), { kind: 'measure', left: { ...count(), function: called, path }, divisor: undefined, operator: '<', right: number(10) })
    }
    assert.deepEqual(tree('top 0.5% by count("X")'), { kind: 'rank', end: 'top', percent: number(0.5), aggregate: count() })
  })

  it('the first and the last, as times and as values', () => {
    const subject = (which: string, more: object = {}) => ({ kind: 'event-subject', which, rank: undefined, pattern: event('X'), path: [], window: undefined, halfLife: undefined, ...more })
    const path = [{ name: 'p' }]
    const near = { kind: 'near', negated: false, side: 'last', duration: days(7) }
    assert.deepEqual(tree('first("X") in last 7 days'), { kind: 'test', subject: subject('first'), test: near })
    assert.deepEqual(tree('nth("X", 3) before now'), { kind: 'test', subject: subject('nth', { rank: number(3) }), test: { kind: 'moment', side: 'before', moment: { kind: 'now' } } })
    assert.deepEqual(tree('last("X".p) in last 7 days = "a"'), { kind: 'test', subject: subject('last', { path, window: { kind: 'last', duration: days(7) } }), test: compare('=', text('a')) })
    assert.deepEqual(tree('last("X".p) in last 7 days'), { kind: 'test', subject: subject('last', { path }), test: near })
    assert.deepEqual(tree('last("X".p) this week in ("a")'), { kind: 'test', subject: subject('last', { path, window: { kind: 'calendar', which: 'this', period: 'week', zone: undefined } }), test: { kind: 'in', negated: false, values: [text('a')] } })
  })

  it('filters', () => {
    const a = property('a', compare('=', number(1)))
    const filter = (written: string) => (tree(`did "X" where (${written})`) as { pattern: { filter: unknown } }).pattern.filter
    assert.deepEqual(filter('a = 1 or a = 1 and not a = 1'), { kind: 'or', items: [a, { kind: 'and', items: [a, { kind: 'not', item: a }] }] })
    assert.deepEqual(filter('any cart.products (a = 1)'), { kind: 'element', quantifier: 'any', path: [{ name: 'cart' }, { name: 'products' }], filter: a })
    assert.deepEqual(filter('all "in" (a = 1)'), { kind: 'element', quantifier: 'all', path: [{ name: 'in' }], filter: a })
    assert.deepEqual(filter('products[].sku = "A"'), { kind: 'property', path: [{ name: 'products' }, { name: undefined }, { name: 'sku' }], test: compare('=', text('A')) })
    assert.deepEqual(filter('any in (1)'), property('any', { kind: 'in', negated: false, values: [number(1)] }))
    assert.deepEqual(filter('hour(their zone) < 9'), { kind: 'clock', unit: 'hour', zone: { kind: 'person', otherwise: undefined }, test: compare('<', number(9)) })
    assert.deepEqual(filter('hour = 1'), property('hour', compare('=', number(1))))
    assert.deepEqual(filter('c = trait("f")'), property('c', compare('=', trait('f'))))
  })

  it('sequences', () => {
    const sequence = (steps: unknown[], absences: unknown[] = [], window?: unknown) => ({ kind: 'sequence', steps, absences, window })
    const hour = { amount: 1, unit: 'hour' }
    assert.deepEqual(tree('"A" then "B" within 1 hour without "C" then "D"'), sequence([step(event('A')), step(event('B'), hour, event('C')), step(event('D'))]))
    assert.deepEqual(tree('"A" and not "B" within 1 hour after in last 1 day'), sequence([step(event('A'))], [{ pattern: event('B'), within: hour }], { kind: 'last', duration: days(1) }))
    // An `and not` without a `within` is the condition's.
    const two = { kind: 'and', items: [sequence([step(event('A')), step(event('B'))]), { kind: 'not', item: sequence([step(event('C')), step(event('D'))]) }] }
    assert.deepEqual(tree('"A" then "B" and not "C" then "D"'), two)
    assert.deepEqual(tree('"A" then "B" in last 1 day and not "C" then "D"'), { ...two, items: [{ ...two.items[0], window: { kind: 'last', duration: days(1) } }, two.items[1]] })
    assert.deepEqual(tree('"A" then "B" and not did "C"'), { kind: 'and', items: [sequence([step(event('A')), step(event('B'))]), { kind: 'not', item: did(event('C')) }] })
  })
})

describe('people and time', () => {
  it('clocks, held, moved, segments, shares', () => {
    const vip = { kind: 'segment', name: { name: 'VIP' } }
    const gold = tested('plan', compare('=', text('gold')))
    assert.deepEqual(tree('weekday("UTC") not in ("sunday")'), { kind: 'clock', unit: 'weekday', zone: { kind: 'named', zone: { name: 'UTC' } }, test: { kind: 'in', negated: true, values: [text('sunday')] } })
    assert.deepEqual(tree('hour() = 3'), { kind: 'clock', unit: 'hour', zone: undefined, test: compare('=', number(3)) })
    assert.deepEqual(tree('not plan = "gold" for 14 days'), { kind: 'not', item: { kind: 'held', item: gold, duration: days(14) } })
    assert.deepEqual(tree('entered segment("VIP") in last 7 days'), { kind: 'moved', direction: 'entered', item: vip, duration: days(7) })
    assert.deepEqual(tree('left (plan = "gold") in last 7 days'), { kind: 'moved', direction: 'left', item: gold, duration: days(7) })
    assert.deepEqual(tree('random share 10% of "n"'), { kind: 'share', from: undefined, to: number(10), salt: { name: 'n' } })
    assert.deepEqual(tree('random share 10% to 20.5% of "n"'), { kind: 'share', from: number(10), to: number(20.5), salt: { name: 'n' } })
  })

  it('and binds tighter than or, not tighter than both; parentheses decide otherwise', () => {
    const item = (name: string) => tested(name, { kind: 'exists', negated: false })
    assert.deepEqual(tree('a exists or b exists and not c exists'), { kind: 'or', items: [item('a'), { kind: 'and', items: [item('b'), { kind: 'not', item: item('c') }] }] })
    assert.deepEqual(tree('(a exists or b exists) and c exists'), { kind: 'and', items: [{ kind: 'or', items: [item('a'), item('b')] }, item('c')] })
    assert.deepEqual(tree('a exists and b exists and c exists'), { kind: 'and', items: [item('a'), item('b'), item('c')] })
    assert.deepEqual(tree('# who\nDID NOT "X" # really\r\n\tIN LAST 3 Days'), tree('did not "X" in last 3 days'))
  })
})

describe('printing', () => {
  it('gives the same tree back, and the same text again', () => {
    fc.assert(
      fc.property(anySyntax(fc), (root: SyntaxNode) => {
        const printed = printSyntax({ root, comments: [] })
        fc.pre(printed.length <= Limit.TEXT)
        const again = parse(printed)
        assert.ok(again.ok, `${printed}: ${again.ok || again.failure.message}`)
        assert.deepEqual(withoutSpans(again.value.root), withoutSpans(root))
        assert.equal(printSyntax(again.value), printed)
      }),
      { numRuns: 3_000 },
    )
  })

  it('every part of a tree spans its own text', () => {
    fc.assert(
      fc.property(anySyntax(fc), (root: SyntaxNode) => {
        const printed = printSyntax({ root, comments: [] })
        const parsed = parse(printed)
        fc.pre(parsed.ok)
        for (const node of leavesOf(parsed.value.root)) assert.deepEqual(withoutSpans(tree(printed.slice(node.span.start, node.span.end))), withoutSpans(node))
      }),
      { numRuns: 500 },
    )
  })
})

function leavesOf(node: SyntaxNode): SyntaxNode[] {
  if (node.kind === 'and' || node.kind === 'or') return node.items.flatMap(leavesOf)
  return 'item' in node ? [node, ...leavesOf(node.item)] : [node]
}
