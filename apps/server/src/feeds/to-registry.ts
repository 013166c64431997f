// What outbox entries mean for PostgreSQL: personal values go from the facts' sealed blobs into the vault, sealed again
// for their person; refused events go into the quarantine's table. A merge changes nothing there: the vault is read by all
// ids of a person. All of it may be done again without harm, so there is no cursor to keep.
import type { Giver, SealedFact, SealedFields, TransitSealer, Vault, VaultValue } from '@touchstone/governance'
import type { Quarantine } from '@touchstone/intake'
import type { Registry } from '@touchstone/registry'
import type { LogReader, LogRecord } from '@touchstone/stream'
import { FactView, RecordKind, decodeOutcomes, hashToInteger, type Outcomes } from '@touchstone/vocabulary'
import type { OutboxConsumer } from './outbox-pump.ts'

export interface RegistryFeedPorts {
  readonly log: LogReader
  readonly registry: Registry
  readonly vault: Vault
  readonly sealed: SealedFields
  readonly quarantine: Pick<Quarantine, 'project'>
  readonly transit: TransitSealer
  /** A sealed blob could not be opened: its values are left out. */
  readonly onUnreadable: (position: number, message: string) => void
}

const READ_BYTES = 1024 * 1024

export class RegistryFeed implements OutboxConsumer {
  readonly name = 'registry'
  /** Strictly one after the other: what is counted of sealed fields is complete up to a position. */
  readonly window = 1
  readonly #ports: RegistryFeedPorts
  readonly #fact = new FactView()

  constructor(ports: RegistryFeedPorts) {
    this.#ports = ports
  }

  async take(_number: number, entry: Buffer): Promise<void> {
    const outcomes = decodeOutcomes(entry)
    const values: VaultValue[] = []
    const facts: SealedFact[] = []
    const refused: Promise<void>[] = []
    this.#read(outcomes, values, facts, refused)
    const settled = await Promise.allSettled(refused)
    for (const one of settled) if (one.status === 'rejected') throw one.reason
    const { registry, vault, sealed } = this.#ports
    await vault.upsertMany(values, registry)
    await sealed.count(facts)
  }

  #read({ from, persons }: Outcomes, values: VaultValue[], facts: SealedFact[], refused: Promise<void>[]): void {
    const last = from + persons.length - 1
    let next = from
    while (persons.length > 0 && next <= last) {
      next = this.#ports.log.read(next, last, READ_BYTES, (record) => {
        if (record.position > last) return
        if (record.kind === RecordKind.QUARANTINED) refused.push(this.#ports.quarantine.project(record))
        else if (record.kind === RecordKind.FACT && persons[record.position - from] !== 0) this.#unseal(record, persons[record.position - from]!, values, facts)
      })
    }
  }

  #unseal(record: LogRecord, person: number, values: VaultValue[], facts: SealedFact[]): void {
    const fact = this.#fact.reset(record.bytes, record.start, record.end)
    const sealed = fact.sealed
    if (sealed.length === 0) return
    const opened = this.#ports.transit.open(sealed, fact.part('messageId'))
    if (!opened.ok) {
      this.#ports.onUnreadable(record.position, opened.failure.message)
      return
    }
    const personal = JSON.parse(Buffer.from(opened.value).toString('utf8')) as Record<string, unknown>
    facts.push({ position: record.position, type: fact.type, event: fact.event, happened: fact.timestamp, paths: Object.keys(personal) })
    const hash = hashToInteger(fact.hashHigh, fact.hashLow)
    const giver: Giver = { source: fact.part('source').toString('utf8'), identifiers: fact.identifierKeys() }
    for (const [field, value] of Object.entries(personal)) {
      values.push({ person, field, value: JSON.stringify(value), giver, happened: fact.timestamp, hash, position: record.position })
    }
  }
}
