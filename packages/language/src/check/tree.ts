import type { Millis } from '@touchstone/base'
import type { Span } from '../failure.ts'
import type { Aggregate, AllTime, Events, FavouriteSubject, Pattern, RollingWindow, Zone } from './tree-events.ts'
import type { Comparison, Path, Test } from './tree-tests.ts'

export * from './tree-events.ts'
export * from './tree-tests.ts'

/**
 * A condition that makes sense: names resolved, types and limits checked, sugar gone (`did "X"` is a count of at least
 * 1, `not in` is a `not` around an `in`, a segment that was named is its condition). Every target reads this tree and
 * nothing else.
 *
 * Its parts: what is looked at (a trait, the first or last value of a property, a number made of events), the test it
 * is put to, and the window that chooses events. A new test is a `Test`, a new number an `Aggregate`, a new way to
 * choose events a `Window` or a `Filter`; the compiler then names every place that has to answer for it.
 *
 * Instants are whole milliseconds. At the instant T only facts that happened at or before T exist.
 */
export interface Checked {
  readonly root: Condition
  readonly cost: Cost
}

export type Condition = All | Any | Not | ValueTest | TraitPair | Measure | Relation | Ratio | Clock | Anniversary | Sequence | Held | Moved | Share | Rank

/** True where every item is; false where one is; else unknown. */
export interface All {
  readonly kind: 'all'
  readonly items: readonly Condition[]
  readonly span: Span
}

/** True where one item is; false where every item is; else unknown. */
export interface Any {
  readonly kind: 'any'
  readonly items: readonly Condition[]
  readonly span: Span
}

/** Unknown stays unknown. */
export interface Not {
  readonly kind: 'not'
  readonly item: Condition
  readonly span: Span
}

/** A subject put to a test; unknown as the test says. */
export interface ValueTest {
  readonly kind: 'test'
  readonly subject: Subject
  readonly test: Test
  readonly span: Span
}

export type Subject = TraitSubject | EventValueSubject | EventTimeSubject | FavouriteSubject

/** The trait's value in the latest fact that has it, by (happened, hash); missing where that is null. */
export interface TraitSubject {
  readonly kind: 'trait'
  readonly trait: string
}

/**
 * The property of the first or last chosen event, by (happened, hash), among those where it exists and is not null;
 * missing where there is none. Every test of it is unknown where the zone of its window is. `path` has no `LIST` step, the
 * test is static and the filter too (see `isDynamic`).
 */
export interface EventValueSubject {
  readonly kind: 'event-value'
  readonly which: 'first' | 'last'
  readonly events: Events
  readonly path: Path
}

/** When the `rank`-th earliest (`from: 'first'`) or latest (`from: 'last'`) chosen event of all time happened; an instant. */
export interface EventTimeSubject {
  readonly kind: 'event-time'
  readonly from: 'first' | 'last'
  /** 1 is the first or the last itself. */
  readonly rank: number
  /** Its window is all time. */
  readonly events: Events
}

/** Two traits of the same type compared; unknown where one is missing, where types differ, and for lists and objects. Booleans know `=` and `!=` only: any other comparison of them is unknown. */
export interface TraitPair {
  readonly kind: 'pair'
  readonly left: string
  readonly operator: Comparison
  readonly right: string
  readonly span: Span
}

/**
 * A number made of events compared with a literal. A count and a distinct compare with a whole number. Sums, minima and
 * maxima compare in millionths: `value` becomes floor(value × 1e6 + 0.5). An average compares as the doubles
 * double(sum in millionths) / number of values, and floor(value × 1e6 + 0.5).
 */
export interface Measure {
  readonly kind: 'measure'
  readonly aggregate: Aggregate
  readonly operator: Comparison
  readonly value: number
  readonly span: Span
}

/** left (op) factor × right, as doubles (see `Aggregate`); unknown where either is. */
export interface Relation {
  readonly kind: 'relation'
  readonly left: Aggregate
  readonly operator: Comparison
  readonly factor: number
  readonly right: Aggregate
  readonly span: Span
}

/** numerator / denominator (op) value, as doubles; unknown where either is, and where the denominator is 0. */
export interface Ratio {
  readonly kind: 'ratio'
  readonly numerator: Aggregate
  readonly denominator: Aggregate
  readonly operator: Comparison
  readonly value: number
  readonly span: Span
}

/** The hour or weekday of T. Unknown where the person's zone is. */
export interface Clock {
  readonly kind: 'clock'
  readonly unit: 'hour' | 'weekday'
  readonly zone: Zone
  readonly values: readonly number[]
  readonly span: Span
}

/**
 * The trait names a day, as `YYYY-MM-DD` (with or without a time of day behind it, which is not looked at) or `MM-DD`:
 * true where its month and day is that of a day from today to `days` days later, today being the day of T in the zone.
 * 29 February is 28 February in other years. Unknown where the trait names no day or the zone is unknown.
 */
export interface Anniversary {
  readonly kind: 'anniversary'
  readonly trait: string
  readonly days: number
  readonly zone: Zone
  readonly span: Span
}

/**
 * True where events e1 … en exist, one for each step, with t1 < t2 < … < tn ≤ T such that each ti ≤ t(i−1) + within;
 * no event of a step's `without` lies strictly between e(i−1) and ei; and for every absence (A, d): tn + d ≤ T and no
 * event of A has tn < t ≤ tn + d. With a window: t1 > T − length. Never unknown. Events at the same instant do not
 * precede one another. Any choice of events counts: starts that repeat or overlap are all tried.
 */
export interface Sequence {
  readonly kind: 'sequence'
  /** One or more; one only with an absence. */
  readonly steps: readonly Step[]
  readonly absences: readonly Absence[]
  /** All time, or rolling with `until` 0. */
  readonly window: AllTime | RollingWindow
  readonly span: Span
}

export interface Step {
  readonly pattern: Pattern
  /** At most so long after the step before; Infinity where there is no limit. Infinity for the first step. */
  readonly within: Millis
  readonly without: Pattern | undefined
}

export interface Absence {
  readonly pattern: Pattern
  readonly within: Millis
}

/**
 * `item` is true at every instant of [T − duration, T], as of each of them with everything known now, and T − duration
 * is no earlier than the person's first fact. Never unknown. `item` holds only what `past.ts` allows.
 */
export interface Held {
  readonly kind: 'held'
  readonly item: Condition
  readonly duration: Millis
  readonly span: Span
}

/**
 * There is an instant s in (T − duration, T] at which `item` is true (for `left`: not true) and just before which it was
 * not (for `left`: it was). Before the person's first fact nothing is true. Never unknown. `item` as in `Held`.
 */
export interface Moved {
  readonly kind: 'moved'
  readonly direction: 'entered' | 'left'
  readonly item: Condition
  readonly duration: Millis
  readonly span: Span
}

/**
 * The person's bucket for `salt` lies in [from, to). The bucket is floor(10,000 × x / 2^32) with x the first 4 bytes, big
 * endian, of SHA-256 of the UTF-8 text `salt` + ":" + the canonical person id in decimal digits: 0 to 9,999. Never unknown.
 */
export interface Share {
  readonly kind: 'share'
  readonly salt: string
  /** Hundredths of a percent. */
  readonly from: number
  readonly to: number
  readonly span: Span
}

/**
 * The aggregate, as a double, is at least (top) or at most (bottom) the threshold. Among the n people who have at least
 * one chosen event (and a value, where it can be unknown), ordered by the value, the threshold is that of the ceil(n × share)-th from the top or bottom;
 * ties are all in. Others are not in: false. Live, the threshold is the last one that was computed; unknown before there is one.
 * The filter and window do not look at the person's traits.
 */
export interface Rank {
  readonly kind: 'rank'
  readonly end: 'top' | 'bottom'
  /** Above 0, below 1, at most 4 decimals. */
  readonly share: number
  readonly aggregate: Aggregate
  readonly span: Span
}

/** What a condition costs, and which part costs most. */
export interface Cost {
  readonly leaves: number
  /** Estimated bytes kept per person, each distinct part once (see cost.ts). */
  readonly state: number
  /** Estimated steps per listening fact, in units of reading one entry. */
  readonly work: number
}
