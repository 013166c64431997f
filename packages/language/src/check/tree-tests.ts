// What values are put to, and how they are reached; see tree.ts.
import type { Millis } from '@touchstone/base'

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Scalar = string | number | boolean

/** A way into a JSON object: names of own members, and `LIST`, which enters every element of a list. */
export type Path = readonly (string | typeof LIST)[]
export const LIST = 0

/**
 * What a JSON value is put to. A missing value (none, or null) makes every test but `exists` unknown, and so does one
 * of a type that the test does not speak of. Strings compare by code point; numbers as doubles.
 */
export type Test = CompareTest | InTest | TextTest | ListTest | ExistsTest | WhenTest

/** `value` decides the type it speaks of; a boolean only with `=` and `!=`. */
export interface CompareTest {
  readonly kind: 'compare'
  readonly operator: Comparison
  readonly value: Scalar
}

/** Speaks of the types of its values: unknown where none of `values` has the subject's. */
export interface InTest {
  readonly kind: 'in'
  /** One or more, distinct. */
  readonly values: readonly Scalar[]
}

/** `contains` speaks of texts (a part) and of lists (an element that is this text); the others of texts. Never of an empty `value`. */
export interface TextTest {
  readonly kind: 'text'
  readonly match: 'contains' | 'starts' | 'ends'
  readonly value: string
}

/** Speaks of lists: whether any, or all, of `values` are among the elements (same type, equal). */
export interface ListTest {
  readonly kind: 'list'
  readonly quantifier: 'any' | 'all'
  /** One or more, distinct. */
  readonly values: readonly Scalar[]
}

/** Never unknown. A list or an object exists too. */
export interface ExistsTest {
  readonly kind: 'exists'
}

/**
 * Speaks of instants: event times, and texts that write one (see moment.ts). With v the instant in milliseconds and
 * b = T where `base` is `now` and 0 where it is `epoch`: true when b + `after` < v ≤ b + `upTo`.
 */
export interface WhenTest {
  readonly kind: 'when'
  readonly base: 'now' | 'epoch'
  /** Milliseconds, or -Infinity. */
  readonly after: Millis
  /** Milliseconds, or Infinity. */
  readonly upTo: Millis
}
