import { assert } from '@touchstone/base'
import type { AggregateCompare } from './tree.ts'

/** What a comparison of a count asks: whether `from` ≤ count < `to`, or, `negated`, whether not. */
export interface Threshold {
  readonly from: number
  /** Infinity where the count has no upper bound. */
  readonly to: number
  readonly negated: boolean
}

export function thresholdOf({ operator, value }: AggregateCompare): Threshold {
  assert(Number.isInteger(value) && value >= 0, 'a count is compared with a whole number from 0')
  switch (operator) {
    case '>=':
      return { from: value, to: Infinity, negated: false }
    case '<':
      return { from: value, to: Infinity, negated: true }
    case '>':
      return { from: value + 1, to: Infinity, negated: false }
    case '<=':
      return { from: value + 1, to: Infinity, negated: true }
    case '=':
      return { from: value, to: value + 1, negated: false }
    case '!=':
      return { from: value, to: value + 1, negated: true }
  }
}

/** How many of the latest times decide the comparison, whatever its window: 0 where it is the same for everyone. */
export function latestNeeded(leaf: AggregateCompare): number {
  const { from, to } = thresholdOf(leaf)
  return to === Infinity ? from : to
}
