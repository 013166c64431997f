import type { Millis, Result } from '@touchstone/base'
import type { LogRecord } from '../machine.ts'
import type { RecordBatch } from './record-batch.ts'

export interface Appended {
  /** Position of the batch's first record; the others follow without a gap. */
  readonly first: number
  readonly time: Millis
}

/**
 * The log of one partition: the only source of truth. Positions count 1, 2, 3 …; append times never decrease.
 * `append` resolves when the records are durable; it fails with `stream.full` (nothing was kept, try later)
 * or `stream.broken` (the disk lied; the process must be restarted). It never keeps part of a batch.
 */
export interface Log {
  append(batch: RecordBatch): Promise<Result<Appended>>
  /** Appends one empty record of this kind, also while the log refuses others: without ticks no timer would fire. */
  tick(kind: number): Promise<Result<Appended>>
  /** Highest durable position; 0 for an empty log. */
  readonly end: number
  /** Append time of the last durable record; 0 for an empty log. */
  readonly endTime: Millis
  /** Called after each durable block with the new end. */
  onDurable(listener: (end: number) => void): void
  /** Refuses appends from now on with `stream.full` and this reason; undefined takes them again. */
  refuse(reason: string | undefined): void
  state(): { readonly bytes: number; readonly broken: boolean; readonly pendingBytes: number }
  close(): Promise<void>
}

export interface LogReader {
  /**
   * Calls `visit` for the records from `from` on, in order, whole blocks at a time until about `maxBytes` were read or
   * `upTo` is reached, and returns the position after the last one visited. `upTo` must be durable.
   */
  read(from: number, upTo: number, maxBytes: number, visit: (record: LogRecord) => void): number
  close(): void
}
