// What outbox entries mean for PostgreSQL: personal values go from the facts' sealed blobs into the vault, sealed again
// for their person; refused events go into the quarantine's table, and two who may be one person into the review queue. A merge changes nothing there: the vault is read by all
// ids of a person. All of it may be done again without harm, so there is no cursor to keep.
import type { Giver, SealedFact, SealedFields, TransitSealer, Vault, VaultValue } from '@touchstone/governance'
import type { Quarantine } from '@touchstone/intake'
import type { ReviewQueue } from '@touchstone/profiles'
import type { Registry } from '@touchstone/registry'
import type { LogReader, LogRecord } from '@touchstone/stream'
import { decodeImages, type Images } from '@touchstone/profiles'
import { FactView, RecordKind, decodeOutcomes, hashToInteger, type Outcomes } from '@touchstone/vocabulary'
import type { OutboxConsumer } from './outbox-pump.ts'

export interface RegistryFeedPorts {
  readonly log: LogReader
  readonly registry: Registry
  readonly vault: Vault
  readonly sealed: SealedFields
  readonly quarantine: Pick<Quarantine, 'project'>
  readonly review: Pick<ReviewQueue, 'take'>
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
    const amended: Images[] = []
    this.#read(outcomes, values, facts, refused, amended)
    const settled = await Promise.allSettled(refused)
    for (const one of settled) if (one.status === 'rejected') throw one.reason
    const { registry, vault, sealed, review } = this.#ports
    await vault.upsertMany(values, registry)
    await this.#amend(outcomes, amended)
    await sealed.count(facts)
    await review.take(outcomes.held)
  }

  /** Values go to the people whose facts brought them, and those that were taken back count no more. */
  async #amend({ moves }: Outcomes, amended: readonly Images[]): Promise<void> {
    if (amended.length === 0) return
    const { registry, vault } = this.#ports
    const owners = new Map<number, number>()
    const people = new Set<number>()
    const gone = new Map<number, Set<string>>()
    for (const images of amended) {
      for (let i = 0; i < images.moves.length; i += 3) {
        people.add(images.moves[i + 1]!)
        owners.set(images.moves[i]!, images.moves[i + 2]!)
      }
      for (const [fact, person, trait] of images.retractions) {
        people.add(person)
        gone.set(fact, (gone.get(fact) ?? new Set()).add(trait === '*' ? trait : `traits.${trait}`))
      }
    }
    for (const { fact, stored, person } of moves) {
      people.add(stored)
      owners.set(fact, person)
    }
    people.delete(0)
    if (owners.size > 0) {
      // A fact that is nobody's, a duplicate after all, leaves its values where they are: its twin brought the same.
      const moved = await vault.reassign([...people], (position) => owners.get(position) || undefined, registry)
      if (!moved.ok) throw new Error(`${moved.failure.code}: ${moved.failure.message}`)
    }
    if (gone.size > 0) await vault.retract([...people], (position, field) => gone.get(position)?.has('*') === true || gone.get(position)?.has(field) === true, registry)
  }

  #read({ from, persons, images }: Outcomes, values: VaultValue[], facts: SealedFact[], refused: Promise<void>[], amended: Images[]): void {
    const last = from + persons.length - 1
    let next = from
    while (persons.length > 0 && next <= last) {
      next = this.#ports.log.read(next, last, READ_BYTES, (record) => {
        if (record.position > last) return
        if (record.kind === RecordKind.IMAGES && images.some(({ position }) => position === record.position)) amended.push(decodeImages(Buffer.from(record.bytes.subarray(record.start, record.end)), 0, record.end - record.start)!)
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
