// What this room needs of others; the server plugs it.
import type { Clock, Millis, Result } from '@touchstone/base'
import type { CheckOptions } from '@touchstone/language'
import type { SegmentControl } from '@touchstone/vocabulary'
import type { Parameters, QueryLimits, Row } from '@touchstone/warehouse'
import type { SegmentStates } from './live-state.ts'
import type { SegmentStore } from './store.ts'

/** Appends a control record; resolves once it is durable, with its log position. */
export type AppendControl = (control: SegmentControl) => Promise<Result<{ readonly position: number }>>

/** Appends a SEED record with this payload; resolves once it is durable, with its log position. */
export type AppendSeeds = (payload: Uint8Array) => Promise<Result<{ readonly position: number }>>

/** How far the log and the engine are. `time` is the append time of the record at the position; 0 for none. */
export type EngineProgress = () => {
  readonly log: { readonly position: number; readonly time: Millis }
  readonly engine: { readonly position: number; readonly time: Millis }
}

/** Runs one SELECT in the warehouse. */
export type QueryHistory = (sql: string, parameters: Parameters, limits?: QueryLimits) => Promise<Result<readonly Row[]>>

/** The highest log position up to which every fact and every membership change is in the warehouse. */
export type HistoryThrough = () => number

/** Runs a job inside the warehouse's child; messages come one after the other, each waits for the one before. */
export type RunJob = (job: string, argument: unknown, onMessage: (message: unknown) => Promise<void>) => Promise<Result<unknown>>

export interface SegmentPorts {
  readonly store: SegmentStore
  readonly states: SegmentStates
  readonly clock: Clock
  readonly appendControl: AppendControl
  readonly engineProgress: EngineProgress
  readonly queryHistory: QueryHistory
  readonly historyThrough: HistoryThrough
  /** How far the backfill of the version at `position` is, 0 to 1; undefined while it is not running. */
  readonly backfillProgress: (position: number) => number | undefined
  /** When the threshold of a rank was computed last, and how often it is; undefined where nobody does. */
  readonly thresholdRefresh?: (key: string) => { readonly at: Millis | undefined; readonly every: Millis } | undefined
  /** How long a replaced version stands by, so that staff can go back to it at once; 24 unless given. */
  readonly standbyHours?: number
  /** Whether any fact has given people a trait of this name; nobody can tell unless given. */
  readonly isGivenTrait?: (name: string) => Promise<Result<boolean>>
  /** What conditions may not ask; the language's own rules when it is not given. */
  readonly conditionRules?: CheckOptions
}
