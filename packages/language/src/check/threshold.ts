import { assert } from '@touchstone/base'
import type { Comparison } from './tree.ts'

/** What a comparison of a count asks: whether `from` ≤ count < `to`, or, `negated`, whether not. */
export interface Threshold {
  readonly from: number
  /** Infinity where the count has no upper bound. */
  readonly to: number
  readonly negated: boolean
}

/** `value` is a whole number from 0. */
export function thresholdOf({ operator, value }: { readonly operator: Comparison; readonly value: number }): Threshold {
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

/** How many of the latest times (or of the latest distinct values) decide the comparison: 0 where it is the same for everyone. */
export function latestNeeded(measure: { readonly operator: Comparison; readonly value: number }): number {
  const { from, to } = thresholdOf(measure)
  return to === Infinity ? from : to
}
