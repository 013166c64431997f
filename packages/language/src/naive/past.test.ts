// What was held and what was entered or left, against the slowest reading of the definition there is: every millisecond.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Condition, Held, Moved, Window } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { evaluateNaively } from './evaluate.ts'
import type { NaiveFact } from './person.ts'

const span = { start: 0, end: 0 }
const EVENTS = ['A', 'B']

const small = fc.integer({ min: 1, max: 9 })
const window: fc.Arbitrary<Window> = fc.oneof(
  fc.constant<Window>({ kind: 'all-time' }),
  small.map((length): Window => ({ kind: 'rolling', length, until: 0 })),
  fc.tuple(small, small).map(([until, more]): Window => ({ kind: 'rolling', length: until + more, until })),
  fc.tuple(small, small).map(([from, length]): Window => ({ kind: 'absolute', from, to: from + length })),
)
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom(...EVENTS), window, fc.integer({ min: 0, max: 2 }), fc.constantFrom('>=' as const, '=' as const, '<' as const)).map(
    ([event, chosen, value, operator]): Condition => ({ kind: 'measure', aggregate: { function: 'count', events: { event, window: chosen, filter: undefined }, path: [] }, operator, value, span }),
  ),
  fc.constantFrom('x', 'y').map((value): Condition => ({ kind: 'test', subject: { kind: 'trait', trait: 't' }, test: { kind: 'compare', operator: '=', value }, span })),
  fc.tuple(small, fc.constantFrom(1, 2), fc.boolean(), fc.boolean()).map(([length, rank, isLast, isNow]): Condition => {
    const base = isNow ? 'now' : 'epoch'
    const [after, upTo] = isNow ? (isLast ? [-length, 0] : [-Infinity, -length - 1]) : isLast ? [length, Infinity] : [-Infinity, length]
    return { kind: 'test', subject: { kind: 'event-time', from: 'first', rank, events: { event: 'A', window: { kind: 'all-time' }, filter: undefined } }, test: { kind: 'when', base, after, upTo }, span }
  }),
)
const item: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  leaf.map((one): Condition => ({ kind: 'not', item: one, span })),
  fc.tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(leaf, { minLength: 2, maxLength: 3 })).map(([kind, items]): Condition => ({ kind, items, span })),
)
const facts = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom('', ...EVENTS), fc.constantFrom(undefined, 'x', 'y', null)), { maxLength: 6 }).map((made) =>
  made.map(([timestamp, event, t], index): NaiveFact => ({ event, timestamp, appended: timestamp, position: index, hash: BigInt(index), traits: t === undefined ? {} : { t }, properties: {} })),
)

/** Whether the item is true at the instant; before the person's first fact nothing is. */
function isTrue(root: Condition, history: readonly NaiveFact[], at: number): boolean {
  return history.some(({ timestamp }) => timestamp <= at) && evaluateNaively({ root }, { person: 1, facts: history, asOf: at }) === Truth.TRUE
}

describe('the past, millisecond by millisecond', () => {
  it('held: true at every instant of the stretch, which begins after the first fact', () => {
    fc.assert(fc.property(item, facts, small, (of, history, duration) => {
      const root: Held = { kind: 'held', item: of, duration, span }
      for (let at = 0; at < 32; at++) {
        let expected = true
        for (let s = at - duration; s <= at; s++) expected &&= isTrue(of, history, s)
        assert.equal(isTrue(root, history, at), expected, `at ${at}`)
      }
    }), { numRuns: 200 })
  })

  it('entered and left: at some instant, and not just before it', () => {
    fc.assert(fc.property(item, facts, small, fc.constantFrom('entered' as const, 'left' as const), (of, history, duration, direction) => {
      const root: Moved = { kind: 'moved', item: of, duration, direction, span }
      for (let at = 0; at < 32; at++) {
        let expected = false
        for (let s = at - duration + 1; s <= at; s++) {
          const [now, before] = [isTrue(of, history, s), isTrue(of, history, s - 1)]
          expected ||= direction === 'entered' ? now && !before : !now && before
        }
        assert.equal(isTrue(root, history, at), expected, `at ${at}`)
      }
    }), { numRuns: 200 })
  })
})
