// The parts of a checked tree that choose events and make numbers of them; see tree.ts.
import type { Millis } from '@touchstone/base'
import type { Comparison, Path, Test } from './tree-tests.ts'

/**
 * A number made of chosen events. A value is a JSON number with |v| ≤ 1e12; anything else contributes nothing. Each
 * contributes the whole number floor(v × 1e6 + 0.5) in double arithmetic: sums are exact integers, and minima and maxima
 * are of these. A path with `LIST` contributes every value it reaches.
 *
 * count: the chosen events, 0 for none. sum: 0 for none. average, minimum, maximum: unknown for none. distinct: how many
 * different scalars (texts, numbers, booleans; `1` and `"1"` differ) the path reaches, 0 for none. gap: the mean time
 * between one chosen event and the next, in days: (latest − earliest) / (n − 1) / 86,400,000 in milliseconds, as doubles in
 * this order; unknown for fewer than two.
 *
 * As a double: count and distinct are n; a sum is double(millionths) / 1e6, where double(m) of the exact integer m is
 * q × 2^32 + r with q = floor(m / 2^32) and 0 ≤ r < 2^32; an average is double(sum) / n / 1e6; a minimum m / 1e6; a gap is one.
 */
export interface Aggregate {
  readonly function: 'count' | 'sum' | 'average' | 'minimum' | 'maximum' | 'distinct' | 'gap'
  readonly events: Events
  /** Empty for a count and a gap; else one step or more. */
  readonly path: Path
}

/**
 * The text that weighs most among those that the path reaches in the chosen events. A text counts where it has 1 to 100
 * bytes of UTF-8; anything else contributes nothing. Time is cut into half-lives that begin at whole multiples of
 * `halfLife` since 1970, so half-life b is that of the instants with floor(t / halfLife) = b; where `halfLife` is Infinity
 * all time is one. With B the latest half-life that has such a text, each occurrence in half-life b weighs 2^(20 − (B − b))
 * where B − b ≤ 20, else nothing. A half-life with more than 200 different texts weighs nothing at all. Of texts that weigh
 * the same the first by code point is meant; missing where nothing weighs anything.
 *
 * Weights are whole numbers, the same in any order and in every engine; a steady 2^(−age / halfLife) would be rounded by
 * each in its own way. And the order of two texts is that of any later instant: nothing changes by time alone.
 *
 * The filter and the test are static; the window is all time.
 */
export interface FavouriteSubject {
  readonly kind: 'favourite'
  readonly events: Events
  readonly path: Path
  readonly halfLife: Millis
}

/** Which of a person's facts are taken in: those of `event`, in `window`, for which `filter` is true (unknown is not). */
export interface Events {
  readonly event: string
  readonly window: Window
  readonly filter: Filter | undefined
}

export type Filter = FilterAll | FilterAny | FilterNot | FilterTest | FilterElement | FilterPair | FilterClock

export interface FilterAll {
  readonly kind: 'all'
  readonly items: readonly Filter[]
}

export interface FilterAny {
  readonly kind: 'any'
  readonly items: readonly Filter[]
}

export interface FilterNot {
  readonly kind: 'not'
  readonly item: Filter
}

/** The property at `path`, which has no `LIST` step, put to a static test (`when` only with base `epoch`). An empty path is the element at hand. */
export interface FilterTest {
  readonly kind: 'test'
  readonly path: Path
  readonly test: Test
}

/**
 * Elements of the list at `path` (no `LIST` step): any is true where one element makes `filter` true, false where every
 * one makes it false (so for an empty list), else unknown; all likewise, true for an empty list. Unknown where there is
 * no list. In `filter`, paths start at the element.
 */
export interface FilterElement {
  readonly kind: 'element'
  readonly quantifier: 'any' | 'all'
  readonly path: Path
  readonly filter: Filter
}

/**
 * The property against the person's trait as it is at T. Both missing or of different types: unknown. Texts and
 * booleans know `=` and `!=` only (any other comparison of them is unknown). Never inside `FilterElement`, and at most one per filter, as the
 * filter itself or an item of its outermost `all`.
 */
export interface FilterPair {
  readonly kind: 'pair'
  readonly path: Path
  readonly operator: Comparison
  readonly trait: string
}

/** The hour or weekday of the event's own time. Never inside `FilterElement`. With the person's zone: as `FilterPair`, at most one of the two per filter. */
export interface FilterClock {
  readonly kind: 'clock'
  readonly unit: 'hour' | 'weekday'
  readonly zone: Zone
  /** Hours 0 to 23; weekdays 1 (Monday) to 7. Distinct, ascending, one or more. */
  readonly values: readonly number[]
}

/** Which event, with a static filter. */
export interface Pattern {
  readonly event: string
  readonly filter: Filter | undefined
}

/**
 * `person`: the zone named by the trait `timezone` at T, where it is a text that names one of `ZONES`; else the zone
 * `otherwise`; where that is undefined too, what asks is unknown.
 */
export type Zone = { readonly kind: 'named'; readonly zone: string } | { readonly kind: 'person'; readonly otherwise: string | undefined }

/** The trait that names a person's zone. */
export const ZONE_TRAIT = 'timezone'

export type Window = AllTime | RollingWindow | CalendarWindow | AbsoluteWindow

export interface AllTime {
  readonly kind: 'all-time'
}

/** (T − length, T − until] at the instant T; `until` is 0 for a window that ends now. 0 ≤ until < length. */
export interface RollingWindow {
  readonly kind: 'rolling'
  readonly length: Millis
  readonly until: Millis
}

/**
 * The calendar period of T in the zone (`this`, so far), or the whole one before it (`last`). Weeks start on Monday.
 * A measure over a window of the person's zone is unknown where the zone is.
 */
export interface CalendarWindow {
  readonly kind: 'calendar'
  readonly period: Period
  readonly which: 'this' | 'last'
  readonly zone: Zone
}

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** from ≤ t < to; ±Infinity for an open end. */
export interface AbsoluteWindow {
  readonly kind: 'absolute'
  readonly from: Millis
  readonly to: Millis
}
