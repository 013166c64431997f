// A record of the log as it may be shown: nothing of a sealed value but where it was, identifiers masked.
import { FactView, RecordKind, classOfSealed, decodeControl, maskEmails, type FieldClass, type FieldRules } from '@touchstone/vocabulary'
import type { Millis, Result } from '@touchstone/base'
import { maskHash, maskOverridden } from '../mask.ts'
import type { LoggedRecord } from './log-jobs.ts'

/** Opens what travels sealed; the values themselves go no further than this file. */
export type OpenSealed = (sealed: Uint8Array, context: Uint8Array) => Result<Uint8Array>

export const RECORD_KINDS = ['fact', 'refused', 'definition', 'tick', 'seeds', 'images', 'unknown'] as const
export type ShownKind = (typeof RECORD_KINDS)[number]

const KINDS: Readonly<Record<number, ShownKind>> = {
  [RecordKind.TICK]: 'tick',
  [RecordKind.FACT]: 'fact',
  [RecordKind.QUARANTINED]: 'refused',
  [RecordKind.CONTROL]: 'definition',
  [RecordKind.SEED]: 'seeds',
  [RecordKind.IMAGES]: 'images',
}

export interface SealedPlace {
  /** Where the value was given. An address that was part of a name is masked. */
  readonly path: string
  readonly class: FieldClass
}

export interface ShownFact {
  readonly type: string
  readonly event: string
  readonly messageId: string
  readonly source: string
  readonly happened: Millis
  readonly received: Millis
  /** What the sender's clock said, of the event and of the sending. */
  readonly original: Millis
  readonly sent: Millis
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly personal: boolean }[]
  readonly traits: Record<string, unknown>
  readonly properties: Record<string, unknown>
  readonly context: Record<string, unknown>
  readonly sealed: readonly SealedPlace[]
}

export interface ShownRecord {
  readonly position: number
  readonly appended: Millis
  readonly kind: ShownKind
  readonly bytes: number
  readonly fact: ShownFact | null
  /** Of a definition: the control record. Of a refused event: why. Sealed parts are left out. */
  readonly content: Record<string, unknown> | null
}

export function showRecord(record: LoggedRecord, open: OpenSealed, rules: FieldRules): ShownRecord {
  const kind = KINDS[record.kind] ?? 'unknown'
  const bytes = bytesOf(record)
  return {
    position: record.position,
    appended: record.time,
    kind,
    bytes: bytes.length,
    fact: kind === 'fact' ? showFact(new FactView().reset(bytes, 0, bytes.length), open, rules) : null,
    content: kind === 'definition' ? { ...decodeControl(bytes, 0, bytes.length) } : kind === 'refused' ? showRefused(bytes) : null,
  }
}

/** The bytes of a record, as the decoders of vocabulary take them. */
export function bytesOf({ payload }: LoggedRecord): Buffer {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length)
}

function showFact(fact: FactView, open: OpenSealed, rules: FieldRules): ShownFact {
  return {
    type: fact.type,
    event: fact.event,
    messageId: fact.messageId,
    source: fact.source,
    happened: fact.timestamp,
    received: fact.receivedAt,
    original: fact.originalTimestamp,
    sent: fact.sentAt,
    identifiers: fact.identifiers().map(({ type, value }) => (value.startsWith('h:') ? { type, value: maskHash(value), personal: true } : { type, value, personal: false })),
    traits: maskOverridden(JSON.parse(fact.traits) as Record<string, unknown>, 'person', rules),
    properties: maskOverridden(JSON.parse(fact.properties) as Record<string, unknown>, 'other', rules),
    context: maskOverridden(JSON.parse(fact.context) as Record<string, unknown>, 'other', rules),
    sealed: sealedPlaces(fact, open, rules),
  }
}

/** What lies sealed, by its paths; one place of an unknown name when the key is gone. */
function sealedPlaces(fact: FactView, open: OpenSealed, rules: FieldRules): SealedPlace[] {
  if (fact.sealed.length === 0) return []
  const opened = open(fact.sealed, fact.part('messageId'))
  if (!opened.ok) return [{ path: '?', class: 'personal' }]
  const paths = Object.keys(JSON.parse(Buffer.from(opened.value).toString('utf8')) as Record<string, unknown>)
  return paths.map((path) => ({ path: maskEmails(path), class: classOfSealed(path, rules) }))
}

/** The reason is in the clear and holds no personal value; identifiers are there to be erased by, not to be looked at. */
function showRefused(bytes: Buffer): Record<string, unknown> {
  const { sealed: _sealed, identifiers: _identifiers, ...shown } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
  return shown
}
