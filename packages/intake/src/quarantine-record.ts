// What the log keeps of events that were refused: the reason in the clear, the events themselves sealed.
import type { Millis } from '@touchstone/base'

export interface QuarantinePayload {
  /** Stable code, `field.problem`. */
  readonly reason: string
  /** What was expected and what came; holds no personal value. */
  readonly message: string
  readonly source: string
  readonly receivedAt: Millis
  /** Of a single event, where it was readable. */
  readonly messageId?: string
  /** `type:value` of every identifier readable in it. */
  readonly identifiers: readonly string[]
  /** How many events the entry holds. */
  readonly events: number
  /** Base64 of the sealed JSON text: one event as an item of a batch has it, or `{"batch": […]}`. */
  readonly sealed: string
  /** Whether the text was cut at its limit, and is no complete JSON any more. */
  readonly cut: boolean
}

const encoder = new TextEncoder()

export function encodeQuarantine(payload: QuarantinePayload): Uint8Array {
  return encoder.encode(JSON.stringify(payload))
}

/** Reads a record's payload, `bytes` from `start` to `end`; the log is trusted to hold what we wrote. */
export function decodeQuarantine(bytes: Buffer, start: number, end: number): QuarantinePayload {
  return JSON.parse(bytes.toString('utf8', start, end)) as QuarantinePayload
}

/** What binds the sealed text to its entry: needed to open it. */
export function quarantineContext(source: string, receivedAt: Millis): Uint8Array {
  return encoder.encode(`quarantine:${source}:${receivedAt}`)
}
