import type { Clock, Result } from '@touchstone/base'
import type { Appended, RecordBatch } from '@touchstone/stream'
import type { HashIdentifier } from '@touchstone/vocabulary'

/**
 * Adds the records to the log, all or none. Resolves when they are durable; fails with `stream.full` (nothing was
 * kept, try again later) or another `stream.…` code.
 */
export type AppendRecords = (batch: RecordBatch) => Promise<Result<Appended>>

/** Seals bytes for the way through the log. `context` is authenticated, not stored: opening needs the same bytes. */
export interface Sealer {
  seal(plaintext: Uint8Array, context: Uint8Array): Uint8Array
}

/** The other way round; every use is a reveal and belongs behind a permission. */
export type OpenSealed = (sealed: Uint8Array, context: Uint8Array) => Result<Uint8Array> | Promise<Result<Uint8Array>>

export interface IntakePorts {
  readonly append: AppendRecords
  readonly clock: Clock
  readonly sealer: Sealer
  /** Keyed hash of a personal identifier, `h:` + 22 base64url characters. */
  readonly hashIdentifier: HashIdentifier
  /** A new unique id for events that bring none. */
  randomId(): string
  /** Told of defects of ours, so that the operator hears of them. */
  report?(error: unknown): void
}
