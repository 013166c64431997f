// One person's state in memory, as flat as the real one: cells in one buffer behind a DataView, found by a directory.
// It moves every cell on each `allocate`, and scrambles what it leaves, so that an offset kept too long shows at once.
import { assert } from '@touchstone/base'
import { type PersonState, TraitKind } from '../incremental/cells.ts'
import { compareBytes } from '../incremental/trait-leaf.ts'

interface Place {
  at: number
  size: number
}

interface TraitValue {
  happened: number
  hash: bigint
  kind: TraitKind
  number: number
  bytes: Uint8Array
}

export class TestPerson implements PersonState {
  bytes = new Uint8Array(0)
  view = new DataView(this.bytes.buffer)
  readonly #places = new Map<number, Place>()
  readonly #traits = new Map<number, TraitValue>()
  #shift = 0

  find(node: number): number {
    return this.#places.get(node)?.at ?? -1
  }

  size(node: number): number {
    const place = this.#places.get(node)
    assert(place !== undefined, 'only cells that are there have a size')
    return place.size
  }

  allocate(node: number, length: number): number {
    const place = this.#places.get(node) ?? { at: 0, size: 0 }
    const kept = new Map([...this.#places].map(([id, { at, size }]) => [id, this.bytes.slice(at, at + size)]))
    this.#places.set(node, place)
    place.size = length
    this.bytes.fill(0xa5)
    this.#shift = (this.#shift + 3) % 16
    let at = this.#shift
    for (const each of this.#places.values()) at += each.size
    this.bytes = new Uint8Array(at)
    this.view = new DataView(this.bytes.buffer)
    at = this.#shift
    for (const [id, each] of this.#places) {
      each.at = at
      this.bytes.set((kept.get(id) ?? new Uint8Array(0)).subarray(0, each.size), at)
      at += each.size
    }
    return place.at
  }

  /** The cell's bytes, as another process would receive them; undefined where the person has none. */
  cell(node: number): Uint8Array | undefined {
    const place = this.#places.get(node)
    return place && this.bytes.slice(place.at, place.at + place.size)
  }

  /** Takes a cell from another process as it is. */
  receive(node: number, cell: Uint8Array): void {
    const at = this.allocate(node, cell.length)
    this.bytes.set(cell, at)
  }

  /** Takes in the trait of a fact; the latest by (happened, hash) stays. */
  setTrait(trait: number, value: unknown, happened: number, hash: bigint): void {
    const present = this.#traits.get(trait)
    if (present && (present.happened > happened || (present.happened === happened && present.hash > hash))) return
    const number = typeof value === 'number' || typeof value === 'boolean' ? Number(value) : 0
    const bytes = new TextEncoder().encode(typeof value === 'string' ? value : '')
    this.#traits.set(trait, { happened, hash, kind: kindOf(value), number, bytes })
  }

  /** Takes in the traits of a person who turned out to be the same. */
  mergeTraits(other: TestPerson): void {
    for (const [trait, value] of other.#traits) {
      const present = this.#traits.get(trait)
      if (!present || present.happened < value.happened || (present.happened === value.happened && present.hash < value.hash)) {
        this.#traits.set(trait, value)
      }
    }
  }

  traitKind(trait: number): TraitKind {
    return this.#traits.get(trait)?.kind ?? TraitKind.MISSING
  }

  traitNumber(trait: number): number {
    return this.#traits.get(trait)?.number ?? 0
  }

  traitCompare(trait: number, other: Uint8Array): number {
    return compareBytes(this.#traits.get(trait)?.bytes ?? new Uint8Array(0), other)
  }
}

function kindOf(value: unknown): TraitKind {
  if (value === null || value === undefined) return TraitKind.MISSING
  switch (typeof value) {
    case 'string':
      return TraitKind.STRING
    case 'number':
      return TraitKind.NUMBER
    case 'boolean':
      return TraitKind.BOOLEAN
    default:
      return TraitKind.OTHER
  }
}
