// A link graph in flat arrays, for millions of identifiers: who would be who if some rules had held from the beginning.
//
// Identifiers are numbered once, for all graphs that look at the same facts. A person is a number from 1 in the order in which
// they were created, so the smaller one survives a merge, as in the engine. The identifiers of a person are a chain: the person has
// the first and the last, each identifier the next.
import { assert, type Millis } from '@touchstone/base'
import type { KnownLink, KnownPerson, LinkGraph, Resolution } from '@touchstone/identity'

/** Identifiers of a preview. The process takes about 700 bytes for each, with two graphs: 1.04 GB at 1.4 million. */
export const MAX_PREVIEW_IDENTIFIERS = 3_000_000

export class IdentifierNumbers {
  readonly #numbers = new Map<string, number>()
  readonly names: string[] = ['']

  /** From 1. */
  of(identifier: string): number {
    const known = this.#numbers.get(identifier)
    if (known !== undefined) return known
    const number = this.names.push(identifier) - 1
    this.#numbers.set(identifier, number)
    return number
  }

  find(identifier: string): number {
    return this.#numbers.get(identifier) ?? 0
  }

  get size(): number {
    return this.names.length - 1
  }
}

export class PreviewGraph implements LinkGraph {
  readonly #numbers: IdentifierNumbers
  // By identifier.
  readonly #person = new Growing(Uint32Array)
  readonly #next = new Growing(Uint32Array)
  readonly #linked = new Growing(Float64Array)
  // By person.
  readonly #first = new Growing(Uint32Array)
  readonly #last = new Growing(Uint32Array)
  readonly #size = new Growing(Uint32Array)
  readonly #merged = new Growing(Uint32Array)
  readonly #facts = new Growing(Float64Array)
  #created = 0
  people = 0
  merges = 0

  constructor(numbers: IdentifierNumbers) {
    this.#numbers = numbers
  }

  find(identifier: string): number {
    return this.personOf(this.#numbers.find(identifier))
  }

  /** Of an identifier by number; 0 for one that leads to nobody. */
  personOf(identifier: number): number {
    return this.#person.at(identifier)
  }

  known(person: number): KnownPerson {
    const links: KnownLink[] = this.identifiersOf(person).map((one) => ({ identifier: this.#numbers.names[one]!, linked: this.#linked.at(one) }))
    return { links, merges: this.#merged.at(person) }
  }

  identifiersOf(person: number): number[] {
    const found: number[] = []
    for (let one = this.#first.at(person); one !== 0; one = this.#next.at(one)) found.push(one)
    assert(found.length === this.#size.at(person), 'a chain has as many identifiers as its person')
    return found
  }

  /** Does what was resolved; answers the person. */
  apply({ isNew, person: known, merged, added }: Pick<Resolution, 'isNew' | 'person' | 'merged' | 'added'>, now: Millis): number {
    const person = isNew ? ++this.#created : known
    if (isNew) this.people++
    for (const loser of merged) this.#merge(person, loser)
    assert(person > 0 && person <= this.#created, 'a person is created before anything is linked to them')
    for (const identifier of added) {
      const one = this.#numbers.of(identifier)
      assert(this.#person.at(one) === 0, 'what is added leads to nobody yet')
      this.#person.set(one, person)
      this.#linked.set(one, now)
      this.#append(person, one, one, 1)
    }
    return person
  }

  fact(person: number): void {
    this.#facts.set(person, this.#facts.at(person) + 1)
  }
  factsOf(person: number): number {
    return this.#facts.at(person)
  }
  sizeOf(person: number): number {
    return this.#size.at(person)
  }
  /** Numbers of people go up to here; those of merged ones have no identifiers. */
  get created(): number {
    return this.#created
  }

  #merge(survivor: number, loser: number): void {
    assert(survivor < loser, 'the survivor of a merge has the smaller number')
    for (let one = this.#first.at(loser); one !== 0; one = this.#next.at(one)) this.#person.set(one, survivor)
    if (this.#size.at(loser) > 0) this.#append(survivor, this.#first.at(loser), this.#last.at(loser), this.#size.at(loser))
    for (const values of [this.#first, this.#last, this.#size]) values.set(loser, 0)
    this.#merged.set(survivor, this.#merged.at(survivor) + this.#merged.at(loser) + 1)
    this.#facts.set(survivor, this.#facts.at(survivor) + this.#facts.at(loser))
    this.#facts.set(loser, 0)
    this.people--
    this.merges++
  }

  #append(person: number, first: number, last: number, size: number): void {
    const before = this.#last.at(person)
    if (before === 0) this.#first.set(person, first)
    else this.#next.set(before, first)
    this.#last.set(person, last)
    this.#size.set(person, this.#size.at(person) + size)
  }
}

/** Numbers by index; 0 where nothing was set. */
class Growing<T extends Uint32Array | Float64Array> {
  readonly #make: new (length: number) => T
  #values: T

  constructor(make: new (length: number) => T) {
    this.#make = make
    this.#values = new make(1024)
  }

  at(index: number): number {
    return this.#values[index] ?? 0
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) {
      const grown = new this.#make(2 * Math.max(index, this.#values.length))
      grown.set(this.#values as never)
      this.#values = grown
    }
    this.#values[index] = value
  }
}
