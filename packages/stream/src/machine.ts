import type { Millis } from '@touchstone/base'

/**
 * The stream drives a Machine it does not understand. It gives it records in log order and due timers, and a
 * transaction over named tables of bytes; it commits what the Machine wrote together with timers, outbox and cursor.
 * A Machine is deterministic: same records and timers, same state, same outputs.
 */
export interface LogRecord {
  readonly position: number
  /** Append time, never decreasing; the only time that drives a Machine. */
  readonly time: Millis
  readonly kind: number
  /** The payload: bytes `start` to `end`, valid only during the call. */
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

export interface Machine {
  /** The tables it uses. */
  readonly tables: readonly string[]
  /** Called once, before the first record, with the committed state. */
  open(tx: Transaction): void
  apply(record: LogRecord, tx: Transaction): void
  /** A wake-up of `key` was due at or before `tx.time`. It was removed. A spurious call is harmless. */
  timer(key: number, tx: Transaction): void
  /** Whether background work is waiting. */
  readonly hasWork: boolean
  /** One slice of it (at most about 1,000 people), between batches. */
  work(tx: Transaction): void
  /** The end of a batch: writes back what it cached and returns the outputs of the batch, or undefined for none. */
  flush(tx: Transaction): Uint8Array | undefined
  /** What the batch wrote is in the state now; buffers handed to `put` may be reused. */
  committed(): void
}

/** The keys of one table are all numbers (unsigned, below 2^53), all strings, or all pairs of numbers. */
export type Key = number | string | readonly [number, number]

export interface Entry {
  readonly key: Key
  readonly value: Buffer
}

export interface Transaction {
  /** Append time of the record at hand; for timers and idle work that of the last record processed. */
  readonly time: Millis
  readonly position: number
  /** The value as of now, this batch's writes included; valid until the next call. */
  get(table: string, key: Key): Buffer | undefined
  put(table: string, key: Key, value: Uint8Array): void
  remove(table: string, key: Key): void
  /** Committed entries with from ≤ key < to, in key order (not this batch's writes). */
  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[]
  /** Committed keys from `from` on, in key order (not this batch's writes). */
  keys(table: string, from: Key | undefined, limit: number): Key[]
  /** Asks for `timer(key)` once time has reached `due`. Only a hint to look again; several may be pending. */
  schedule(key: number, due: Millis): void
}
