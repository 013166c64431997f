import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseCondition, parseStoredCondition } from '../parse-condition.ts'
import { condition } from '../testing/generators.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import { isoText } from './iso-text.ts'
import { momentOf } from '../moment.ts'
import { type LeafCondition, aggregatesOf, leavesOf, patternsOf } from './listens.ts'
import { aggregateText, conditionText, eventsText, filterText, patternText, rankText, testText } from './text.ts'
import type { Condition, Events } from './tree.ts'

function rootOf(text: string): Condition {
  const checked = parseStoredCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value.root
}

describe('the text of a checked condition', () => {
  it('checks to the same condition, whatever it is', () => {
    fc.assert(
      fc.property(condition(fc), (root) => {
        const text = conditionText(root)
        assert.deepEqual(withoutSpans(rootOf(text)), withoutSpans(root), text)
        assert.equal(conditionText(rootOf(text)), text)
      }),
      { numRuns: 4_000 },
    )
  })

  it('of its parts fits where such parts stand', () => {
    const same = (found: unknown, expected: unknown): void => assert.deepEqual(withoutSpans(found), withoutSpans(expected))
    const chosenBy = (text: string): Events | undefined => {
      const root = rootOf(text)
      return root.kind === 'measure' ? root.aggregate.events : undefined
    }
    const tryLeaf = (leaf: LeafCondition): void => {
      for (const aggregate of aggregatesOf(leaf)) {
        const again = rootOf(`${aggregateText(aggregate)} = 1`)
        same(again.kind === 'measure' && again.aggregate, aggregate)
        same(chosenBy(`did ${eventsText(aggregate.events)}`), aggregate.events)
      }
      for (const { event, filter } of patternsOf(leaf)) {
        same(chosenBy(`did ${patternText({ event, filter })} in last 1 day`)?.filter, filter)
        if (filter !== undefined) same(chosenBy(`count("X" where ${filterText(filter)}) > 1`)?.filter, filter)
      }
      if (leaf.kind === 'rank') same(rootOf(rankText(leaf)), leaf)
      if (leaf.kind !== 'test') return
      const again = rootOf(`${leaf.subject.kind === 'event-time' ? 'first("X")' : 'a'} ${testText(leaf.test)}`)
      same(again.kind === 'test' && again.test, leaf.test)
    }
    fc.assert(fc.property(condition(fc), (root) => leavesOf(root).forEach(tryLeaf)), { numRuns: 1_500 })
  })

  it('has one spelling for what has several', () => {
    const one = (text: string): string => {
      const checked = parseCondition(text)
      assert.ok(checked.ok, text)
      return conditionText(checked.value.root)
    }
    const cases: [string, string][] = [
      ['count("X") in last 2 weeks >= 1', 'did "X" in last 14 days'],
      ['did not "X" 1 time in last 3600 seconds', 'not did "X" in last 1 hour'],
      ['not (plan in ("a"))', 'plan not in ("a")'],
      ['not a before "2026-01-01"', 'not a before "2026-01-01"'],
      ['not a in last 7 days', 'a not in last 7 days'],
      ['a contains 3', 'a contains any (3)'],
      ['did "X" 3 times', 'count("X") >= 3'],
      ['avg("X".a) > min("X".a) ', 'average("X".a) > minimum("X".a)'],
      ['count("X") > 1 * count("Y") today in zone "UTC"', 'count("X") > count("Y") today'],
      ['nth("X", 1) exists', 'first("X") exists'],
      ['did "X" where (any p (any q (a = 1)))', 'did "X" where p[].q[].a = 1'],
      ['did "X" where (not any p (a in (1)))', 'did "X" where (not p[].a in (1))'],
      ['did "X" where (any p (not a in (1)))', 'did "X" where p[].a not in (1)'],
      ['did "X" where (all p (all q (a = 1)))', 'did "X" where all p[].q (a = 1)'],
      ['a before "2026-01-31 01:00:00.000+01:00"', 'a before "2026-01-31"'],
      ['a before "2026-01-31 01:00:30.0019+00:00"', 'a before "2026-01-31T01:00:30.001Z"'],
      ['hour("UTC") in (0, 1, 2)', 'hour() <= 2'],
      ['hour() in (21, 22, 23)', 'hour() >= 21'],
      ['weekday() not in ("sat", "sun")', 'weekday() not in ("saturday", "sunday")'],
      ['weekday() in ("mon", "tue", "wed", "thu", "fri", "sat")', 'weekday() != "sunday"'],
      ['random share 0% to 10% of "x"', 'random share 10% of "x"'],
      ['a = 1 for 1 week', 'a = 1 for 7 days'],
    ]
    for (const [text, expected] of cases) assert.equal(one(text), expected)
  })

  it('writes every instant that can be written', () => {
    const first = momentOf('1900-01-01T00:00+14:00')
    const last = momentOf('2299-12-31T23:59:59.999-14:00')
    assert.ok(first !== undefined && last !== undefined)
    fc.assert(fc.property(fc.oneof(fc.integer({ min: first, max: last }), fc.constantFrom(first, last, 0, -1, Date.UTC(1900, 0, 1) - 1, Date.UTC(2300, 0, 1))), (at) => assert.equal(momentOf(isoText(at)), at)))
    assert.equal(isoText(Date.UTC(2026, 0, 31)), '2026-01-31')
  })
})
