import { assert } from '@touchstone/base'
import { RecordCache, type Slot } from '@touchstone/stream'
import { PERSON_LAYOUT, PersonRecord } from './machine/person-record.ts'

const CAPACITY = 4 * 1024 * 1024

/**
 * One person's record at a time, in a buffer of its own. Conditions may tidy cells in place while they look at them, so
 * a reader never lets them see the bytes that the state keeps.
 */
export class RecordCopy {
  readonly #cache = new RecordCache(CAPACITY)
  readonly #record = new PersonRecord(this.#cache)
  #slot: Slot | undefined

  /** The record with these bytes; the one of the call before is gone. */
  load(person: number, bytes: Buffer): PersonRecord {
    if (this.#slot !== undefined) this.#cache.remove(this.#slot)
    this.#slot = this.#cache.create(person, bytes.length)
    bytes.copy(this.#cache.bytes, this.#slot.start, 0, bytes.length)
    const record = this.#record.at(this.#slot)
    assert(this.#cache.bytes[record.start] === PERSON_LAYOUT, 'a person\'s record starts with a known layout version')
    assert(record.id === person && record.used === bytes.length, 'a person\'s record lies whole under their own id')
    return record
  }
}
