// When an event happened.
//
//   1. receivedAt         our clock, one value per request
//   2. originalTimestamp  the event's own `originalTimestamp`, else its `timestamp`, else receivedAt
//   3. sentAt             the event's own, else the envelope's, else receivedAt
//   4. timestamp          receivedAt − (sentAt − originalTimestamp)
//
// So an import keeps its history (old original, sent now) and a wrong device clock is taken out, because both of the
// sender's instants are wrong by the same amount. What comes out in the future becomes receivedAt.
//
// One exception to step 2: RudderStack's Node SDK writes `originalTimestamp` = now on every event and leaves a
// caller's own instant in `timestamp`. Its events are known by `_metadata.nodeVersion` beside both fields (Segment's
// SDK has the first and never an `originalTimestamp`); there the caller's instant counts.
import type { Millis } from '@touchstone/base'
import { parseInstant } from '@touchstone/vocabulary'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import { quote } from './quote.ts'

export interface Stamps {
  readonly timestamp: Millis
  readonly originalTimestamp: Millis
  readonly sentAt: Millis
}

export function stampTimes(event: PlainObject, envelopeSentAt: unknown, receivedAt: Millis): Stamps | Refusal {
  const { timestamp: own, originalTimestamp: original } = event
  const field = original != null && !(own != null && isRudderNode(event)) ? 'originalTimestamp' : 'timestamp'
  const originalTimestamp = readInstant(field, event[field], receivedAt)
  if (originalTimestamp instanceof Refusal) return originalTimestamp
  const sentAt = readInstant('sentAt', event.sentAt ?? envelopeSentAt, receivedAt)
  if (sentAt instanceof Refusal) return sentAt
  if (originalTimestamp < 0) return new Refusal('timestamp.before-1970', `expected ${field} since 1970, got ${quote(event[field])}`)
  if (sentAt < 0) return new Refusal('timestamp.before-1970', `expected sentAt since 1970, got ${quote(event.sentAt ?? envelopeSentAt)}`)
  const timestamp = Math.min(receivedAt, receivedAt - (sentAt - originalTimestamp))
  if (timestamp < 0) {
    const shown = new Date(Math.max(timestamp, -62e12)).toISOString()
    const given = `${quote(event[field])} sent at ${quote(event.sentAt ?? envelopeSentAt)}`
    return new Refusal('timestamp.before-1970', `expected an instant since 1970, got ${given}, which is ${shown}`)
  }
  return { timestamp, originalTimestamp, sentAt }
}

function isRudderNode(event: PlainObject): boolean {
  return isPlainObject(event._metadata) && typeof event._metadata.nodeVersion === 'string'
}

const REASONS = {
  timestamp: 'timestamp.unreadable',
  originalTimestamp: 'original-timestamp.unreadable',
  sentAt: 'sent-at.unreadable',
} as const

function readInstant(field: keyof typeof REASONS, value: unknown, otherwise: Millis): Millis | Refusal {
  if (value == null) return otherwise
  const instant = parseInstant(value)
  if (instant !== undefined) return instant
  const seconds = typeof value === 'number' && value > 0 && value < 1e11 ? '; a number is read as milliseconds, this looks like seconds' : ''
  const expected = `expected ${field} as ISO 8601 (2024-05-05T10:11:12.123Z) or milliseconds since 1970`
  return new Refusal(REASONS[field], `${expected}, got ${quote(value)}${seconds}`)
}
