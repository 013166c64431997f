// What this room needs of others; the server plugs it.
import type { Clock, Millis, Result } from '@touchstone/base'
import type { Parameters, QueryLimits, Row } from '@touchstone/warehouse'
import type { CataloguePorts } from './catalogue/read-catalogue.ts'
import type { LineagePorts } from './lineage/read-lineage.ts'
import type { ProfileReader } from './read-profile.ts'

/** Runs one SELECT in the warehouse. */
export type QueryHistory = (sql: string, parameters: Parameters) => Promise<Result<readonly Row[]>>

/** Runs one SELECT of one column of doubles in the warehouse. */
export type ReadNumbers = (sql: string, parameters: Parameters, limits: QueryLimits) => Promise<Result<Float64Array>>

/** The highest log position up to which every fact is in the warehouse. */
export type HistoryThrough = () => number

/** The position of the newest record of the log. */
export type LogPosition = () => number

/** The position of the last record that the engine has met, and its append time. */
export type EngineAt = () => { readonly position: number; readonly time: Millis }

/** Who is meant by a segment's id or by a condition in text. */
export interface PeopleFilter {
  readonly segment?: string | undefined
  readonly where?: string | undefined
}

/**
 * They at the instant `now`, as a SELECT of one column `person` (canonical ids, each once) whose parameters do not begin with
 * `people_`; `reading` says in plain English who they are.
 */
export type SelectPeople = (filter: PeopleFilter, now: Millis) => Promise<Result<{ readonly sql: string; readonly parameters: Parameters; readonly reading: string }>>

/** The names that staff gave to segments, by registry id; an unknown id is left out. */
export type SegmentNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

export interface PersonalValue {
  /** Where the value was given, e.g. `traits.email`. */
  readonly path: string
  readonly value: unknown
}

/** The plain personal values that the vault keeps for these ids of one person (the canonical one first). */
export type PersonalValues = (people: readonly number[]) => Promise<Result<readonly PersonalValue[]>>

/** Which fact. `hash` is its 64-bit hash: of two facts of the same instant the greater one is the newer. */
export interface FactMoment {
  readonly happened: Millis
  readonly hash: bigint
  readonly position: number
}

/** A personal value as one giver (a source, with the same identifiers) told it, once or often. */
export interface PastPersonalValue {
  readonly path: string
  readonly value: unknown
  /** Four characters that are the same for the same value of the person's path, and tell nothing else. */
  readonly mark: string
  /** Undefined where an earlier release kept it, which did not remember. */
  readonly source: string | undefined
  readonly first: FactMoment
  readonly last: FactMoment
  /** It was taken back and does not count, whatever its time. */
  readonly isRetracted: boolean
}

/** What the vault remembers of these ids of one person (the canonical one first). */
export type PastPersonalValues = (people: readonly number[]) => Promise<Result<readonly PastPersonalValue[]>>

export interface ProfilePorts {
  readonly profiles: ProfileReader
  readonly clock: Clock
  readonly queryHistory: QueryHistory
  readonly readNumbers: ReadNumbers
  readonly historyThrough: HistoryThrough
  readonly logPosition: LogPosition
  readonly engineAt: EngineAt
  readonly selectPeople: SelectPeople
  readonly segmentNames: SegmentNames
  readonly personalValues: PersonalValues
  readonly pastValues: PastPersonalValues
  readonly catalogue: CataloguePorts
  readonly lineage: LineagePorts
}
