// A field while its facts are counted, and what is bounded there.
import { SECOND, type Millis } from '@touchstone/base'
import type { Look } from '@touchstone/governance'

/** What a value is. `null` says that it was taken back. */
export const VALUE_KINDS = ['text', 'number', 'boolean', 'object', 'list', 'null'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]

export type FieldPlace = 'event' | 'property' | 'trait'

export const CATALOGUE_LIMITS = {
  /** Fields of one fact that are counted; an event may have more, of which nothing is told. */
  fieldsOfFact: 1_000,
  /** Bytes of a name. Longer ones are not counted. */
  name: 200,
  /** Characters of an example. */
  example: 80,
  /** Fields remembered between entries, so that their names need not be read again. */
  remembered: 50_000,
  /** Of a field of a source one value is looked at in so much time: a check of national numbers takes as long as many facts. */
  lookEvery: 10 * SECOND,
} as const

export interface TalliedField {
  readonly group: FieldGroup
  readonly parent: TalliedField | undefined
  readonly raw: Buffer
  readonly kind: number
  readonly name: string
  /** Like the name, with dots of a name itself written `\\.`. */
  readonly path: string
  /** Another field of the same hash. */
  readonly next: TalliedField | undefined
  /** Whether it is in the rows of the entry at hand. */
  isTouched: boolean
  key: number
  facts: number
  first: number
  last: number
  /** Told once; empty from then on. */
  example: string | undefined
  /** Append time of the fact with which it came into the rows at hand. */
  appended: Millis
  /** When one of its values was last looked at; whether one was for the rows at hand, and what it looked like. */
  lookedAt: Millis
  isSampled: boolean
  looks: readonly Look[]
  masked: string
}

export interface FieldGroup {
  readonly source: string
  readonly place: FieldPlace
  readonly type: string
  readonly event: string
  readonly fields: Map<number, TalliedField>
  itself: TalliedField | undefined
}
