import { DAY } from '@touchstone/base'

/** What a condition may be at most. Each limit is named in the failure that it causes. */
export const Limit = {
  /** UTF-16 units of text. */
  TEXT: 32_768,
  /** Nested parentheses and `not`s. */
  DEPTH: 100,
  /** Comparisons, `did`s, `in`s and `exists` of one condition. */
  LEAVES: 200,
  /** Values of one `in (…)`. */
  LIST: 1_000,
  /** Names of one property path, as in `"Order Completed".cart.total`. */
  PATH: 20,
  /** Milliseconds of one window. */
  WINDOW: 3_650 * DAY,
  /** What a count is compared with. */
  COUNT: 10_000,
  /** What a sum is compared with, and the largest single value that a sum takes in. */
  SUM: 1e12,
  /** Estimated bytes that one condition keeps per person. */
  STATE: 262_144,
} as const
