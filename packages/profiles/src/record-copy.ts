import { assert } from '@touchstone/base'
import { RecordCache, type Slot, type StateReader } from '@touchstone/stream'
import { ChunkCache } from './machine/chunk-cache.ts'
import { PERSON_LAYOUT, PersonRecord } from './machine/person-record.ts'

const RECORD_BYTES = 4 * 1024 * 1024
const CHUNK_BYTES = 4 * 1024 * 1024

/**
 * One person's record at a time, in a buffer of its own. Conditions may tidy cells in place while they look at them, so
 * a reader never lets them see the bytes that the state keeps. Blocks of long histories are copied as they are opened:
 * look at a record in the turn in which its bytes were read, so that its blocks are of the same commit.
 */
export class RecordCopy {
  readonly #cache = new RecordCache(RECORD_BYTES)
  readonly #chunks: ChunkCache
  readonly #record: PersonRecord
  #slot: Slot | undefined

  constructor(state: StateReader) {
    this.#chunks = new ChunkCache(CHUNK_BYTES, (chunk) => state.get('chunks', chunk))
    this.#record = new PersonRecord(this.#cache, this.#chunks)
  }

  /** The record with these bytes; the one of the call before is gone. */
  load(person: number, bytes: Buffer): PersonRecord {
    if (this.#slot !== undefined) this.#cache.remove(this.#slot)
    this.#slot = this.#cache.create(person, bytes.length)
    bytes.copy(this.#cache.bytes, this.#slot.start, 0, bytes.length)
    this.#chunks.clear()
    const record = this.#record.at(this.#slot)
    assert(this.#cache.bytes[record.start] === PERSON_LAYOUT, 'a person\'s record starts with a known layout version')
    assert(record.id === person && record.used === bytes.length, 'a person\'s record lies whole under their own id')
    return record
  }
}
