import { DAY } from '@touchstone/base'

/** What a condition may be at most. Each limit is named in the failure that it causes. */
export const Limit = {
  /** UTF-16 units of text. */
  TEXT: 32_768,
  /** Nested parentheses and `not`s, those of filters included. A syntax tree is at most about three times as high: `or`, `and` and what holds them at every level. */
  DEPTH: 100,
  /** Comparisons, `did`s, `in`s and `exists` of one condition. */
  LEAVES: 200,
  /** Values of one `in (…)`. */
  LIST: 1_000,
  /** UTF-16 units of a trait's name: live profiles keep no longer ones. */
  TRAIT_NAME: 256,
  /** Names and `[]` of one property path, as in `"Order Completed".cart.total`. */
  PATH: 20,
  /** Milliseconds of one window. */
  WINDOW: 3_650 * DAY,
  /** What a count is compared with. */
  COUNT: 10_000,
  /** What a sum is compared with, and the largest single value that a sum takes in. */
  SUM: 1e12,
  /** Estimated bytes that one condition keeps per person. */
  STATE: 262_144,
  /** Milliseconds that a time counted from now is away from it, as in `before 20 years ago`: 200 years. */
  MOMENT: 73_000 * DAY,
  /** Segments that refer to segments that refer to segments. */
  SEGMENT_DEPTH: 20,
  /** Estimated steps that one condition takes per fact, in units of reading one entry. */
  WORK: 1_000_000,
  /** What a number of distinct values is compared with. */
  DISTINCT: 10_000,
  /** Steps of one sequence. */
  STEPS: 10,
  /** Absences at the end of one sequence. */
  ABSENCES: 5,
  /** Tests in one `where`. */
  FILTER_TESTS: 100,
} as const
