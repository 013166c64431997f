import type { Millis } from '@touchstone/base'
import type { FactType } from '@touchstone/vocabulary'

/** Which call of the Segment API: one event of a type, or many. `import` is `batch` by another name. */
export type CallKind = FactType | 'batch' | 'import'

export interface Call {
  readonly kind: CallKind
  /** The source that the write key belongs to. */
  readonly source: string
  /** The body as `JSON.parse` gave it. It is read, never changed. */
  readonly body: unknown
  /** When the request arrived, by our clock; one value for all its events. */
  readonly receivedAt: Millis
  /** The sender's address, kept (sealed) only for client-side libraries that want it filled in. */
  readonly ip?: string
}

export interface Accepted {
  /** Events that became facts. */
  readonly facts: number
  /** Entries that went to quarantine; a batch that is too long makes few entries of many events. */
  readonly quarantined: number
  /** Log position of the call's first record; 0 when the call had no event at all. */
  readonly position: number
}

/** Why an event is no fact: a stable reason code, and a sentence that says what was expected and quotes what came. */
export class Refusal {
  readonly reason: string
  readonly message: string
  constructor(reason: string, message: string) {
    this.reason = reason
    this.message = message
  }
}

export type PlainObject = Record<string, unknown>

/** An object of JSON: neither null nor a list. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
