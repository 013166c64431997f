// A field was given a class that protects it: from its control record on facts come without its values, and what people
// have of them from before leaves the state, in slices between batches. A trait of that name goes as if it had never come; a
// property of that name goes from within traits that are objects or lists. Someone not reached yet may become part of someone who was:
// so as long as anything is under way, whoever a fact touches is looked at, too.
import type { Transaction } from '@touchstone/stream'
import { TraitKind } from '@touchstone/language'
import { comparableName, isSealed, type FieldClassControl } from '@touchstone/vocabulary'
import { cellNumber, cellSort } from './cell-key.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { closeGaps } from './pack-record.ts'
import type { People } from './people.ts'
import { TRAIT_HEAD, type PersonRecord } from './person-record.ts'

interface Sealing {
  readonly place: FieldClassControl['place']
  /** As names are compared. */
  readonly name: string
  /** People up to this id have been looked at. */
  through: number
}

/** People per slice: live facts wait behind one. */
const SLICE = 200
const KEPT_UNDER = 'sealing'

export class TraitSealing {
  readonly #people: People
  readonly #names: Names
  readonly #evaluation: Evaluation
  readonly #person: PersonRecord
  #waiting: Sealing[] = []
  #isChanged = false

  constructor(people: People, names: Names, evaluation: Evaluation) {
    this.#people = people
    this.#names = names
    this.#evaluation = evaluation
    this.#person = people.newRecord()
  }

  load(tx: Transaction): void {
    const stored = tx.get('profiles_meta', KEPT_UNDER)
    this.#waiting = stored === undefined ? [] : (JSON.parse(stored.toString()) as Sealing[])
  }

  save(tx: Transaction): void {
    if (!this.#isChanged) return
    this.#isChanged = false
    tx.put('profiles_meta', KEPT_UNDER, Buffer.from(JSON.stringify(this.#waiting)))
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  control({ place, name, class: given }: FieldClassControl): void {
    if (given === null || !(isSealed(given) || given === 'secret')) return
    this.#waiting.push({ place, name: comparableName(name), through: 0 })
    this.#isChanged = true
  }

  slice(tx: Transaction): void {
    const sealing = this.#waiting[0]!
    const ids = tx.keys('people', sealing.through + 1, SLICE) as number[]
    for (const id of ids) {
      const slot = this.#people.load(id)
      if (slot === undefined) continue
      if (this.#look(this.#person.at(slot), sealing, tx)) this.#people.cache.markDirty(slot)
      this.#people.chunks.settle()
    }
    if (ids.length < SLICE) this.#waiting.shift()
    else sealing.through = ids.at(-1)!
    this.#isChanged = true
  }

  /** Whom a fact touches while this is under way, before the fact is applied. */
  look(person: PersonRecord, tx: Transaction): void {
    for (const sealing of this.#waiting) this.#look(person, sealing, tx)
  }

  /** Whether the person had something of it, now or before: a record has gaps with what its cells were. */
  #look(person: PersonRecord, sealing: Sealing, tx: Transaction): boolean {
    if (!this.#has(person, sealing)) return closeGaps(person)
    this.#evaluation.advance(person, tx.time, tx)
    this.#evaluation.begin()
    this.#strip(person, sealing)
    this.#evaluation.finish(person, tx.time, 'class', tx)
    closeGaps(person)
    return true
  }

  #has(person: PersonRecord, sealing: Sealing): boolean {
    for (let i = person.cellCount - 1; i >= 0; i--) if (this.#left(person, i, sealing) !== undefined) return true
    return false
  }

  #strip(person: PersonRecord, sealing: Sealing): void {
    for (let i = person.cellCount - 1; i >= 0; i--) {
      const left = this.#left(person, i, sealing)
      if (left === undefined) continue
      const key = person.keyAt(i)
      if (left === '') person.removeCell(key)
      else {
        const head = Buffer.from(person.bytes.subarray(person.offsetAt(i), person.offsetAt(i) + TRAIT_HEAD))
        const at = person.allocateCell(key, TRAIT_HEAD + Buffer.byteLength(left))
        head.copy(person.bytes, at)
        person.bytes.write(left, at + TRAIT_HEAD)
      }
      this.#evaluation.touchTrait(cellNumber(key))
    }
  }

  /** What is to stay of the cell in the directory's place `i`: '' for nothing; undefined where it is to stay as it is. */
  #left(person: PersonRecord, i: number, { place, name }: Sealing): string | undefined {
    const key = person.keyAt(i)
    if (cellSort(key) !== 'trait') return undefined
    const at = person.offsetAt(i)
    const kind = person.bytes[at + 16] as TraitKind
    if (place === 'trait') return kind !== TraitKind.MISSING && comparableName(this.#names.name('trait', cellNumber(key))) === name ? '' : undefined
    if (kind !== TraitKind.OTHER) return undefined
    const text = person.bytes.toString('utf8', at + TRAIT_HEAD, at + person.lengthAt(i))
    const left = JSON.stringify(without(JSON.parse(text), name))
    return left === text ? undefined : left
  }
}

/** A value without fields of this name, which are true or false or null at most. */
function without(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => without(inner, name))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key, inner]) => comparableName(key) !== name || inner === null || typeof inner === 'boolean')
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner, name)]))
}

