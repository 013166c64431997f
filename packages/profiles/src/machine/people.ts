// Who is in the state: records by canonical id, aliases of merged ids, identifiers and the people they lead to.
import { assert } from '@touchstone/base'
import type { KnownPerson, LinkGraph } from '@touchstone/identity'
import { RecordCache, type Slot, type Transaction } from '@touchstone/stream'
import { Accounts } from './accounts.ts'
import { absorbedCount, readLinks } from './list-cells.ts'
import { ChunkCache } from './chunk-cache.ts'
import { LinkCache } from './link-cache.ts'
import { packRecord } from './pack-record.ts'
import { PersonRecord } from './person-record.ts'

const LINKS_CACHED = 200_000

/** Of the bytes for people in memory, the part for their long histories. */
const CHUNK_SHARE = 0.25

/** Of an identifier as `type:value`. */
export type IsBlocked = (identifier: string) => boolean

export class People implements LinkGraph {
  readonly cache: RecordCache
  readonly chunks: ChunkCache
  readonly accounts = new Accounts()
  readonly #links = new LinkCache(LINKS_CACHED)
  readonly #known: PersonRecord
  readonly #leaving: PersonRecord
  #isBlocked: IsBlocked | undefined
  #tx!: Transaction

  /** `cacheBytes`: three quarters for records, the rest for the blocks of long histories; each has a least size of its own. */
  constructor(cacheBytes: number) {
    this.cache = new RecordCache((1 - CHUNK_SHARE) * cacheBytes)
    this.chunks = new ChunkCache(CHUNK_SHARE * cacheBytes, (chunk) => this.#tx.get('chunks', chunk))
    this.#known = this.newRecord()
    this.#leaving = this.newRecord()
  }

  begin(tx: Transaction): void {
    this.#tx = tx
    const next = tx.get('profiles_meta', 'next_chunk')
    if (next !== undefined) this.chunks.startAt(Number(next.toString()))
  }

  /** A view that can be pointed at any person here; two people who are looked at together need one each. */
  newRecord(): PersonRecord {
    return new PersonRecord(this.cache, this.chunks)
  }

  /** The slot of a canonical person, read from the state if need be; undefined when there is no such person. */
  load(person: number): Slot | undefined {
    const cached = this.cache.find(person)
    if (cached !== undefined) return cached
    const stored = this.#tx.get('people', person)
    if (stored === undefined) return undefined
    const slot = this.cache.create(person, stored.length)
    stored.copy(this.cache.bytes, slot.start)
    return slot
  }

  create(person: number, time: number): Slot {
    const slot = PersonRecord.create(this.cache, person, time)
    this.cache.markDirty(slot)
    return slot
  }

  /** Removes a person who was merged into `survivor`; the id stays an alias for ever. */
  forget(slot: Slot, survivor: number, absorbed: readonly number[]): void {
    this.accounts.leave(this.#leaving.at(slot), this.#tx)
    this.cache.remove(slot)
    this.#tx.remove('people', slot.id)
    this.alias([slot.id, ...absorbed], survivor)
  }

  /** Removes a person without a successor. */
  remove(slot: Slot, tx: Transaction): void {
    this.accounts.leave(this.#leaving.at(slot), tx)
    this.cache.remove(slot)
    tx.remove('people', slot.id)
  }

  /** From now on these ids stand for `person`. */
  alias(ids: readonly number[], person: number): void {
    const target = Buffer.alloc(8)
    target.writeDoubleLE(person)
    for (const id of ids) this.#tx.put('aliases', id, target)
  }

  /** The id that stands for `person` now. */
  canonical(person: number): number {
    const alias = this.#tx.get('aliases', person)
    return alias === undefined ? person : alias.readDoubleLE(0)
  }

  /**
   * From now on a link of an identifier that is blocked leads nowhere. Rules that block what earlier ones linked are rare: only
   * then is it asked, of a link that was not in use just now. Undefined asks nothing.
   */
  useBlocked(isBlocked: IsBlocked | undefined): void {
    this.#isBlocked = isBlocked
    this.#links.clear()
  }

  find(identifier: string): number {
    const cached = this.#links.get(identifier)
    if (cached !== undefined) return cached
    const stored = this.#tx.get('links', identifier)
    if (stored === undefined || this.#isBlocked?.(identifier) === true) return 0
    const person = stored.readDoubleLE(0)
    this.#links.set(identifier, person)
    return person
  }

  link(identifier: string, person: number): void {
    const value = Buffer.alloc(8)
    value.writeDoubleLE(person)
    this.#tx.put('links', identifier, value)
    this.#links.set(identifier, person)
  }

  unlink(identifier: string): void {
    this.#tx.remove('links', identifier)
    this.#links.delete(identifier)
  }

  known(person: number): KnownPerson {
    const slot = this.load(person)
    assert(slot !== undefined, `a link leads to a person who is there (${person})`)
    const record = this.#known.at(slot)
    return { links: readLinks(record), merges: absorbedCount(record) }
  }

  /** Writes the changed records and blocks. */
  save(record: PersonRecord): void {
    for (const slot of this.cache.takeDirty()) {
      packRecord(record.at(slot))
      this.#tx.put('people', slot.id, this.cache.bytes.subarray(slot.start, slot.start + record.used))
    }
    this.chunks.save(this.#tx)
  }
}
