import type { Millis } from '@touchstone/base'
import type { Span } from '../failure.ts'

/**
 * A condition that makes sense: names resolved, types and limits checked, sugar gone (`did "X"` is a count of at least
 * 1, `not in` is a `not` around an `in`). Every target reads this tree and nothing else.
 *
 * How it grows: a new kind of comparison is a new `Condition`; a new aggregate (average, distinct, …) a new member of
 * `Aggregate`; a new way to choose events (calendar windows, property filters) a new `Window` or a field of `Events`.
 */
export interface Checked {
  readonly root: Condition
  readonly cost: Cost
}

export type Condition = All | Any | Not | TraitCompare | TraitIn | TraitExists | AggregateCompare

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

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Scalar = string | number | boolean

/** Unknown where the trait is missing or of another type than `value`. Strings compare by code point. */
export interface TraitCompare {
  readonly kind: 'trait-compare'
  readonly trait: string
  readonly operator: Comparison
  readonly value: Scalar
  readonly span: Span
}

/** Unknown where the trait is missing or none of `values` has its type. */
export interface TraitIn {
  readonly kind: 'trait-in'
  readonly trait: string
  /** One or more, distinct. */
  readonly values: readonly Scalar[]
  readonly span: Span
}

/** Never unknown. */
export interface TraitExists {
  readonly kind: 'trait-exists'
  readonly trait: string
  readonly span: Span
}

/** Never unknown: a count or sum over nothing is 0. */
export interface AggregateCompare {
  readonly kind: 'aggregate-compare'
  readonly aggregate: Aggregate
  readonly operator: Comparison
  readonly value: number
  readonly span: Span
}

export type Aggregate = CountAggregate | SumAggregate

export interface CountAggregate {
  readonly kind: 'count'
  readonly events: Events
}

export interface SumAggregate {
  readonly kind: 'sum'
  readonly events: Events
  /** One or more names, from the properties inwards. */
  readonly path: readonly string[]
}

/** Which of a person's facts an aggregate takes in. */
export interface Events {
  readonly event: string
  readonly window: Window
}

export type Window = AllTime | RollingWindow

export interface AllTime {
  readonly kind: 'all-time'
}

/** (T − length, T] at the instant T. */
export interface RollingWindow {
  readonly kind: 'rolling'
  readonly length: Millis
}

export interface Cost {
  readonly leaves: number
  /**
   * Estimated bytes kept per person, each distinct aggregate once. A count keeps as many times as it needs to know; a
   * sum over a window keeps one entry per event in it, taken as one event a day here.
   */
  readonly state: number
}
