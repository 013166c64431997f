// What is known of a condition for someone with none of the events and traits it reads. Their leaves are not all one
// value: a clock depends on the time, a random share on the person. So each part has the set of values it can have, and
// sets are combined by the tables of three-valued logic, as if parts did not depend on one another: a set may be too
// large, never too small.
import { assert } from '@touchstone/base'
import { Truth } from '../truth.ts'
import type { LeafCondition } from './listens.ts'
import type { Aggregate, Comparison, Condition, Events } from './tree.ts'

/** A set of truths, one bit each. */
type Truths = number
const FALSE: Truths = 1 << Truth.FALSE
const TRUE: Truths = 1 << Truth.TRUE
const UNKNOWN: Truths = 1 << Truth.UNKNOWN

/**
 * The value for a person of whom facts are known, but no event and no trait that the condition reads; undefined where
 * that depends on the time or on who it is. See `emptyMayBeTrue`.
 */
export function emptyValue(condition: Condition): Truth | undefined {
  const truths = emptyTruths(condition)
  assert(truths !== 0, 'a condition has some value')
  return Object.values(Truth).find((truth) => truths === 1 << truth)
}

/** Whether such a person can be a member at some time. */
export function emptyMayBeTrue(condition: Condition): boolean {
  return (emptyTruths(condition) & TRUE) !== 0
}

function emptyTruths(condition: Condition): Truths {
  switch (condition.kind) {
    case 'all':
      return conjunction(condition.items.map(emptyTruths))
    case 'any':
      return negation(conjunction(condition.items.map((item) => negation(emptyTruths(item)))))
    case 'not':
      return negation(emptyTruths(condition.item))
    case 'held':
      // Never unknown, and not true for those whose first fact is too recent.
      return emptyTruths(condition.item) & TRUE ? FALSE | TRUE : FALSE
    case 'moved': {
      const item = emptyTruths(condition.item)
      if (condition.direction === 'left' && item === TRUE) return FALSE
      return item & TRUE ? FALSE | TRUE : FALSE
    }
    default:
      return leafTruths(condition)
  }
}

function leafTruths(leaf: LeafCondition): Truths {
  switch (leaf.kind) {
    case 'test':
      if (leaf.subject.kind === 'event-value' && isZoneMissing(leaf.subject.events)) return UNKNOWN
      return leaf.test.kind === 'exists' ? FALSE : UNKNOWN
    case 'pair':
    case 'anniversary':
    case 'ratio':
      return UNKNOWN
    case 'sequence':
      return FALSE
    case 'rank':
      // Unknown while no threshold was computed.
      return FALSE | UNKNOWN
    case 'clock':
      return leaf.zone.kind === 'person' && leaf.zone.otherwise === undefined ? UNKNOWN : FALSE | TRUE
    case 'share':
      return leaf.from === 0 && leaf.to === 10_000 ? TRUE : FALSE | TRUE
    case 'measure': {
      const { aggregate, operator, value } = leaf
      if (!isZero(aggregate)) return UNKNOWN
      // Compared as the nothing it is, in the unit that sums are compared in: millionths.
      return holdsForZero(operator, aggregate.function === 'sum' ? Math.floor(value * 1e6 + 0.5) : value)
    }
    case 'relation':
      return isZero(leaf.left) && isZero(leaf.right) ? holdsForZero(leaf.operator, 0) : UNKNOWN
  }
}

/** Whether the aggregate of no events is 0, not unknown. */
function isZero({ function: called, events }: Aggregate): boolean {
  return (called === 'count' || called === 'sum' || called === 'distinct') && !isZoneMissing(events)
}

/** Without the trait `timezone` a window of the person's zone has no edges. */
function isZoneMissing({ window }: Events): boolean {
  return window.kind === 'calendar' && window.zone.kind === 'person' && window.zone.otherwise === undefined
}

function holdsForZero(operator: Comparison, value: number): Truths {
  const holds = { '=': value === 0, '!=': value !== 0, '<': 0 < value, '<=': 0 <= value, '>': 0 > value, '>=': 0 >= value }[operator]
  return holds ? TRUE : FALSE
}

function negation(truths: Truths): Truths {
  return (truths & UNKNOWN) | (truths & TRUE ? FALSE : 0) | (truths & FALSE ? TRUE : 0)
}

/** FALSE can be where one can be; TRUE where all can be; UNKNOWN where one can be and no other has to be FALSE. */
function conjunction(items: readonly Truths[]): Truths {
  const someFalse = items.some((item) => item & FALSE)
  const noneMustBeFalse = items.every((item) => item !== FALSE)
  const someUnknown = noneMustBeFalse && items.some((item) => item & UNKNOWN)
  const allTrue = items.every((item) => item & TRUE)
  return (someFalse ? FALSE : 0) | (someUnknown ? UNKNOWN : 0) | (allTrue ? TRUE : 0)
}
