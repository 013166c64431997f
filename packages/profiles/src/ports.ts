// What this room needs of others; the server plugs it.
import type { Clock, Result } from '@touchstone/base'
import type { Parameters, Row } from '@touchstone/warehouse'
import type { ProfileReader } from './read-profile.ts'

/** Runs one SELECT in the warehouse. */
export type QueryHistory = (sql: string, parameters: Parameters) => Promise<Result<readonly Row[]>>

/** The highest log position up to which every fact is in the warehouse. */
export type HistoryThrough = () => number

/** The names that staff gave to segments, by registry id; an unknown id is left out. */
export type SegmentNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

export interface PersonalValue {
  /** Where the value was given, e.g. `traits.email`. */
  readonly path: string
  readonly value: unknown
}

/** The plain personal values that the vault keeps for these ids of one person (the canonical one first). */
export type PersonalValues = (people: readonly number[]) => Promise<Result<readonly PersonalValue[]>>

export interface ProfilePorts {
  readonly profiles: ProfileReader
  readonly clock: Clock
  readonly queryHistory: QueryHistory
  readonly historyThrough: HistoryThrough
  readonly segmentNames: SegmentNames
  readonly personalValues: PersonalValues
}
