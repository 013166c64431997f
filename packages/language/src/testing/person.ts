// One person's state in memory, as flat as the real one: cells in one buffer behind a DataView, found by a directory, and
// chunks apart from it where the test wants them. It moves every cell on each `allocate`, and scrambles what it leaves, so
// that an offset kept too long shows at once.
import { assert } from '@touchstone/base'
import { type PersonState, TraitKind } from '../incremental/cells.ts'
import { TestChunks } from './chunks.ts'

interface Place {
  at: number
  size: number
}

interface TraitValue {
  happened: number
  hash: bigint
  kind: TraitKind
  number: number
  text: string
}

/** Facts that are late by no more than this disturb nothing. */
const LATE = 3_000

const NONE: TraitValue = { happened: -Infinity, hash: 0n, kind: TraitKind.MISSING, number: 0, text: '' }

export class TestPerson implements PersonState {
  bytes = new Uint8Array(0)
  view = new DataView(this.bytes.buffer)
  id: number
  firstSeen = Infinity
  settled = -Infinity
  disturbances = 0
  readonly chunks: TestChunks | undefined
  readonly #places = new Map<number, Place>()
  readonly #traits = new Map<number, TraitValue>()
  #shift = 0

  /** Without `withChunks`, whole histories lie in the cells. */
  constructor(id = 1, withChunks = false) {
    this.id = id
    this.chunks = withChunks ? new TestChunks() : undefined
  }

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
    const kept = this.#kept()
    this.#places.set(node, place)
    place.size = length
    this.#move(kept)
    return place.at
  }

  /** Between two facts a person may be written down and read again: nothing is where it was. */
  rest(): void {
    this.chunks?.close()
    this.#move(this.#kept())
  }

  #kept(): Map<number, Uint8Array> {
    return new Map([...this.#places].map(([id, { at, size }]) => [id, this.bytes.slice(at, at + size)]))
  }

  #move(kept: ReadonlyMap<number, Uint8Array>): void {
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
    const number = typeof value === 'number' || typeof value === 'boolean' ? Number(value) : 0
    const kind = kindOf(value)
    const text = kind === TraitKind.OTHER ? JSON.stringify(value) : kind === TraitKind.STRING ? (value as string) : ''
    this.#keep(trait, { happened, hash, kind, number, text })
  }

  /** A fact of the person happened then. */
  see(happened: number): void {
    if (happened <= this.settled) this.disturb()
    this.firstSeen = Math.min(this.firstSeen, happened)
    this.settled = Math.max(this.settled, happened - LATE)
  }

  /** Something of the person's past becomes known, or is about to. */
  disturb(): void {
    this.disturbances++
  }

  /** Takes in the traits and the first fact of a person who turned out to be the same; their cells are merged by the nodes. */
  absorb(other: TestPerson): void {
    this.disturb()
    this.see(other.firstSeen)
    for (const [trait, value] of other.#traits) this.#keep(trait, value)
  }

  #keep(trait: number, value: TraitValue): void {
    const present = this.#traits.get(trait) ?? NONE
    if (present.happened < value.happened || (present.happened === value.happened && present.hash <= value.hash)) this.#traits.set(trait, value)
  }

  traitKind(trait: number): TraitKind {
    return this.#trait(trait).kind
  }

  traitNumber(trait: number): number {
    return this.#trait(trait).number
  }

  traitText(trait: number): string {
    return this.#trait(trait).text
  }

  traitCompare(trait: number, other: Uint8Array): number {
    const own = new TextEncoder().encode(this.#trait(trait).text)
    const length = Math.min(own.length, other.length)
    for (let index = 0; index < length; index++) {
      const difference = (own[index] as number) - (other[index] as number)
      if (difference !== 0) return difference
    }
    return own.length - other.length
  }

  #trait(trait: number): TraitValue {
    return this.#traits.get(trait) ?? NONE
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
