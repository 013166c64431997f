import { HOUR, MINUTE } from '@touchstone/base'

/** Every bound of comparing lists, with what it protects. */
export const LIMITS = {
  /** Rows of one list. */
  ROWS: 100_000,
  /** Characters of one cell that are looked at; a list with longer ones is likely something else. */
  CELL: 1_000,
  /** Characters of all parts of a list together: they are in memory until the comparison is over. */
  TEXT: 64 * 1024 * 1024,
  /** Lists being received or compared at a time: each has a thread of its own, and there are few processors. */
  OPEN: 2,
  /** A list that nobody adds to for so long is thrown away. */
  IDLE: 10 * MINUTE,
  /** What came of a comparison is sealed, and goes after this. */
  KEPT_FOR: 24 * HOUR,
  /** Known people whose values are opened in one go, some milliseconds of this process. */
  SLICE: 100,
  /** Known people who share anything with the list, and so are compared: their values are in the thread's memory. */
  KNOWN: 500_000,
  /** Pairs that are sealed together, and read together. */
  PART: 500,
  /** Pairs in one answer. */
  PAGE: 500,
  /** Memory of a thread besides the tables of numbers, in megabytes. */
  THREAD_MEMORY: 2_048,
} as const
