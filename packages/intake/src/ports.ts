import type { Clock, Result } from '@touchstone/base'
import type { Appended, RecordBatch } from '@touchstone/stream'
import type { HashIdentifier } from '@touchstone/vocabulary'
import type { Noted } from './plan/violation-tally.ts'

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

/** Where an internet address is. */
export interface Place {
  /** ISO 3166-1, two capitals. */
  readonly country: string
  /** As the database names it, mostly by ISO 3166-2 without the country: `BY`, `CA`. */
  readonly region?: string
}

/** `address` is written in one form (vocabulary, `readAddress`). Undefined where nobody knows. */
export type Locate = (address: string) => Place | undefined

export interface IntakePorts {
  readonly append: AppendRecords
  readonly clock: Clock
  readonly sealer: Sealer
  /** Keyed hash of a personal identifier, `h:` + 22 base64url characters. */
  readonly hashIdentifier: HashIdentifier
  /** A new unique id for events that bring none. */
  randomId(): string
  /** Without it no event has a place but those whose sender says it. */
  readonly locate?: Locate | undefined
  /** Whether the network of a sender's address stays with the fact, sealed. It does, unless told otherwise. */
  readonly keepsNetworks?: boolean
  /** Told of defects of ours, so that the operator hears of them. */
  report?(error: unknown): void
  /** Told of events that are not as their source's plan wants them, once they are durable. */
  readonly noteUnplanned?: (noted: Noted) => void
}
