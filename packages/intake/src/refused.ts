// Collects the refused events of one call as quarantine records. The first ones get an entry each; should there be
// hundreds, the rest share entries by reason, so that a call of nonsense costs about as much as a call of sense.
import { RecordKind } from '@touchstone/vocabulary'
import type { RecordBatch } from '@touchstone/stream'
import type { Admission } from './admit.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import { readMessageId, type Envelope } from './parts.ts'
import type { Sealer } from './ports.ts'
import { encodeQuarantine, quarantineContext } from './quarantine-record.ts'
import { rawText, type RawText } from './raw-text.ts'

interface Shared {
  readonly refusal: Refusal
  readonly texts: string[]
  readonly identifiers: Set<string>
  length: number
}

export class RefusedEvents {
  readonly #envelope: Envelope
  readonly #admission: Admission
  readonly #sealer: Sealer
  readonly #batch: RecordBatch
  readonly #context: Uint8Array
  readonly #encoder = new TextEncoder()
  readonly #shared = new Map<string, Shared>()
  #own = 0
  /** Records added to the batch. */
  entries = 0

  constructor(envelope: Envelope, admission: Admission, sealer: Sealer, batch: RecordBatch) {
    this.#envelope = envelope
    this.#admission = admission
    this.#sealer = sealer
    this.#batch = batch
    this.#context = quarantineContext(envelope.source, envelope.receivedAt)
  }

  add(event: unknown, refusal: Refusal): void {
    const alone = standAlone(event, this.#envelope)
    const raw = rawText(alone, LIMITS.rawText)
    const identifiers = this.#admission.identifiersOf(alone)
    if (raw.cut || (this.#own < LIMITS.ownEntries && refusal.reason !== 'batch.too-long')) {
      this.#own++
      const messageId = isPlainObject(event) ? readMessageId(event) : ''
      this.#write(refusal, raw, 1, identifiers, typeof messageId === 'string' && messageId !== '' ? messageId : undefined)
      return
    }
    const open = this.#shared.get(refusal.reason)
    const shared = open ?? { refusal, texts: [], identifiers: new Set<string>(), length: 0 }
    if (open === undefined) this.#shared.set(refusal.reason, shared)
    shared.texts.push(raw.text)
    shared.length += raw.text.length
    for (const identifier of identifiers) shared.identifiers.add(identifier)
    if (shared.length >= LIMITS.sharedEntryText || shared.texts.length >= LIMITS.sharedEntryEvents) this.#writeShared(shared)
  }

  /** Writes what is still waiting to share an entry. */
  finish(): void {
    for (const shared of [...this.#shared.values()]) this.#writeShared(shared)
  }

  #writeShared(shared: Shared): void {
    this.#shared.delete(shared.refusal.reason)
    const text = `{"batch":[${shared.texts.join(',')}]}`
    this.#write(shared.refusal, { text, cut: false }, shared.texts.length, [...shared.identifiers], undefined)
  }

  #write(refusal: Refusal, raw: RawText, events: number, identifiers: readonly string[], messageId: string | undefined): void {
    const { source, receivedAt } = this.#envelope
    const sealed = Buffer.from(this.#sealer.seal(this.#encoder.encode(raw.text), this.#context)).toString('base64')
    const { reason, message } = refusal
    const payload = { reason, message, source, receivedAt, messageId, identifiers, events, sealed, cut: raw.cut }
    this.#batch.add(RecordKind.QUARANTINED, encodeQuarantine(payload))
    this.entries++
  }
}

/** The event as it would be sent without its envelope, so that it can be replayed by itself. */
function standAlone(event: unknown, envelope: Envelope): unknown {
  if (!isPlainObject(event)) return event
  const alone: PlainObject = { ...event }
  if (envelope.type !== undefined) alone.type = envelope.type
  if (alone.sentAt == null && envelope.sentAt != null) alone.sentAt = envelope.sentAt
  for (const field of ['context', 'integrations'] as const) {
    const shared = envelope[field]
    if (shared == null) continue
    if (alone[field] == null) alone[field] = shared
    else if (isPlainObject(shared) && isPlainObject(alone[field])) alone[field] = { ...shared, ...alone[field] }
  }
  return alone
}
