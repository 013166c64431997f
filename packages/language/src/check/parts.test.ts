// What is told from a condition alone, held against the oracle: what it listens to, and its value for someone without any
// of that. And the small questions that other rooms ask of it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type NaiveFact, evaluateNaively } from '../naive/evaluate.ts'
import { parseCondition } from '../parse-condition.ts'
import { condition } from '../testing/generators.ts'
import { history } from '../testing/histories.ts'
import { Truth } from '../truth.ts'
import { isDynamic, splitFilter } from './dynamic.ts'
import { emptyMayBeTrue, emptyValue } from './empty.ts'
import { leavesOf, listens, partsOf, patternsOf } from './listens.ts'
import { pastRefusal } from './past.ts'
import { latestNeeded, thresholdOf } from './threshold.ts'
import type { Comparison, Condition, Filter } from './tree.ts'
import { unknownNames } from './unknown-names.ts'

function rootOf(text: string): Condition {
  const checked = parseCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value.root
}

/** The history without what the condition does not listen to; when something happened stays. */
function heard(root: Condition, facts: readonly NaiveFact[]): NaiveFact[] {
  const { events, traits } = listens({ root })
  return facts.map((fact) => ({
    ...fact,
    event: events.includes(fact.event) ? fact.event : 'something else',
    traits: Object.fromEntries(Object.entries(fact.traits).filter(([name]) => traits.includes(name))),
  }))
}

describe('listens', () => {
  it('names events and traits once, in the order of the text', () => {
    const cases: [string, string[], string[]][] = [
      ['did "B" and a = 1 or not (sum("A".x) > 1 and did "B" and b exists and a in (1))', ['B', 'A'], ['a', 'b']],
      ['a < trait("b") and c anniversary today in their zone', [], ['a', 'b', 'c', 'timezone']],
      ['did "A" where (x = trait("a")) today in their zone', ['A'], ['a', 'timezone']],
      ['hour(their zone) = 1 and count("A" where hour(their zone) = 1) > count("B")', ['A', 'B'], ['timezone']],
      ['"A" then "B" without "C" and not "D" within 1 day after', ['A', 'B', 'C', 'D'], []],
      ['entered (a = 1) in last 1 day or did "A" for 1 day', ['A'], ['a']],
      ['last("A") exists or first("B".x) = 1 or top 1% by count("C") or random share 1% of "s"', ['A', 'B', 'C'], []],
    ]
    for (const [text, events, traits] of cases) assert.deepEqual(listens({ root: rootOf(text) }), { events, traits }, text)
  })

  it('names everything that can change the value', () => {
    fc.assert(
      fc.property(condition(fc), history(fc, 12), (root, facts) => {
        const asOf = facts.at(-1)?.appended ?? 0
        const known = { person: 7, asOf, thresholds: () => 1 }
        assert.equal(evaluateNaively({ root }, { ...known, facts: heard(root, facts) }), evaluateNaively({ root }, { ...known, facts }))
      }),
      { numRuns: 800 },
    )
  })

  it('leads to parts and leaves', () => {
    const root = rootOf('a = 1 and not (b = 2 or c = 3) for 1 day')
    assert.deepEqual(partsOf(root).map(({ kind }) => kind), ['test', 'not'])
    assert.equal(leavesOf(root).length, 3)
    const [sequence] = leavesOf(rootOf('"A" then "B" without "C" and not "D" within 1 day after'))
    assert.deepEqual(patternsOf(sequence).map(({ event }) => event), ['A', 'B', 'C', 'D'])
  })
})

describe('the value without anything to listen to', () => {
  it('is what the oracle says at any time for anybody, where it is known', () => {
    const known = new Set<Truth | undefined>()
    fc.assert(
      fc.property(condition(fc), history(fc, 6), fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(undefined, -1, 0, 1), (root, facts, person, threshold) => {
        const others = facts.map((fact) => ({ ...fact, event: 'something else', traits: {} }))
        if (others.length === 0) return
        const asOf = Math.max(...others.map(({ timestamp }) => timestamp))
        const value = evaluateNaively({ root }, { person, facts: others, asOf, thresholds: () => threshold })
        const empty = emptyValue(root)
        known.add(empty)
        if (empty !== undefined) assert.equal(value, empty)
        if (!emptyMayBeTrue(root)) assert.notEqual(value, Truth.TRUE)
      }),
      { numRuns: 1_500 },
    )
    assert.deepEqual(known, new Set([undefined, Truth.FALSE, Truth.TRUE, Truth.UNKNOWN]))
  })

  it('is not claimed where it depends on the time or the person', () => {
    const cases: [string, Truth | undefined, boolean][] = [
      ['hour() = 3', undefined, true],
      ['hour(their zone) = 3', Truth.UNKNOWN, false],
      ['random share 10% of "x"', undefined, true],
      ['random share 100% of "x"', Truth.TRUE, true],
      ['top 5% by count("X")', undefined, false],
      ['not top 5% by count("X")', undefined, true],
      ['count("X") = 0 for 1 day', undefined, true],
      ['a = 1 for 1 day', Truth.FALSE, false],
      ['left (count("X") = 0) in last 1 day', Truth.FALSE, false],
      ['entered (count("X") = 0) in last 1 day', undefined, true],
      ['a = 1 and hour() = 3', undefined, false],
      ['did "X" and hour() = 3', Truth.FALSE, false],
      ['not did "X" or hour() = 3', Truth.TRUE, true],
      ['count("X") today in their zone = 0', Truth.UNKNOWN, false],
      ['count("X") today in their zone else "UTC" = 0', Truth.TRUE, true],
      ['count("X") <= 2 * sum("Y".a)', Truth.TRUE, true],
      ['average("X".a) > 0', Truth.UNKNOWN, false],
      ['sum("X".a) > -0.0000004', Truth.FALSE, false],
      ['"A" then "B"', Truth.FALSE, false],
    ]
    for (const [text, value, may] of cases) {
      assert.equal(emptyValue(rootOf(text)), value, text)
      assert.equal(emptyMayBeTrue(rootOf(text)), may, text)
    }
  })
})

describe('parts of a condition', () => {
  it('splits a filter into what the event decides and what looks at the person', () => {
    const filterOf = (text: string): Filter | undefined => patternsOf(leavesOf(rootOf(`did "X"${text}`))[0])[0].filter
    const pair = { kind: 'pair', path: ['b'], operator: '=', trait: 'c' }
    const one = { kind: 'test', path: ['a'], test: { kind: 'compare', operator: '=', value: 1 } }
    assert.deepEqual(splitFilter(undefined), { static: undefined, dynamic: undefined })
    assert.deepEqual(splitFilter(filterOf(' where (a = 1 or hour() = 3)')).dynamic, undefined)
    assert.deepEqual(splitFilter(filterOf(' where (b = trait("c"))')), { static: undefined, dynamic: pair })
    assert.deepEqual(splitFilter(filterOf(' where (b = trait("c") and a = 1)')), { static: one, dynamic: pair })
    assert.deepEqual(splitFilter(filterOf(' where (a = 1 and b = trait("c") and a = 1)')), { static: { kind: 'all', items: [one, one] }, dynamic: pair })
    assert.equal(isDynamic(filterOf(' where (hour(their zone) = 3)')), true)
    assert.equal(isDynamic(filterOf(' where (hour("UTC") = 3 and any p (x = 1))')), false)
  })

  it('has a past only where everything in it has one', () => {
    assert.equal(pastRefusal(rootOf('a = 1 and not (did "X" since "2026-01-01" or nth("X", 2) in last 7 days) and random share 1% of "x" and a before "2026-01-01"')), undefined)
    assert.match(pastRefusal(rootOf('a = 1 and not (b = 1 or hour() = 3)'))?.what ?? '', /clock/)
  })

  it('knows how many of the latest events decide a count', () => {
    const operators: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>=']
    for (const operator of operators) {
      for (let value = 0; value <= 4; value++) {
        const { from, to, negated } = thresholdOf({ operator, value })
        const needed = latestNeeded({ operator, value })
        const holds = (count: number): boolean => ({ '=': count === value, '!=': count !== value, '<': count < value, '<=': count <= value, '>': count > value, '>=': count >= value })[operator]
        for (let count = 0; count <= 8; count++) {
          const seen = Math.min(count, needed)
          assert.equal((from <= seen && seen < to) !== negated, holds(count), `${count} ${operator} ${value}`)
        }
      }
    }
  })

  it('names what nothing is known under, with the nearest known name', () => {
    const checked = { root: rootOf('plna = 1 and did "Order Complete" and (plan = 2 or did "Order Completed" where (a = trait("plna")))') }
    assert.deepEqual(unknownNames(checked, { events: ['Order Completed'], traits: ['plan'] }), [
      { kind: 'trait', name: 'plna', span: { start: 0, end: 8 }, suggestion: 'plan' },
      { kind: 'event', name: 'Order Complete', span: { start: 13, end: 33 }, suggestion: 'Order Completed' },
    ])
    assert.deepEqual(unknownNames(checked, {}), [])
  })
})
