// One person in memory whose facts are told again in the order in which they happened: the state of the incremental target
// at any instant of the past, as of that instant. Cells lie in one buffer; one that outgrows its place moves to the end. Long
// histories lie in blocks, as in the live engine, so that the next fact costs the same after many.
import { assert, type Millis } from '@touchstone/base'
import { type FactInput, type PersonState, TraitKind } from '../incremental/cells.ts'
import { compareBytes } from '../incremental/trait-leaf.ts'
import type { NaiveFact } from '../naive/evaluate.ts'
import { PastChunks } from './past-chunks.ts'

const FIRST_BYTES = 4096
const encoder = new TextEncoder()

export class PastPerson implements PersonState {
  readonly id: number
  readonly chunks = new PastChunks()
  firstSeen = Infinity
  readonly settled = -Infinity
  readonly disturbances = 0
  bytes = new Uint8Array(FIRST_BYTES)
  view = new DataView(this.bytes.buffer)
  readonly #places = new Map<number, { at: number; size: number }>()
  readonly #traits = new Map<number, unknown>()
  #used = 0

  constructor(id: number) {
    this.id = id
  }

  find(node: number): number {
    return this.#places.get(node)?.at ?? -1
  }

  size(node: number): number {
    return this.#places.get(node)?.size ?? 0
  }

  allocate(node: number, length: number): number {
    assert(length >= 0, 'a cell has a length')
    const place = this.#places.get(node) ?? { at: 0, size: 0 }
    this.#places.set(node, place)
    if (length > place.size) {
      if (this.#used + length > this.bytes.length) this.#grow(this.#used + length)
      this.bytes.copyWithin(this.#used, place.at, place.at + place.size)
      this.bytes.fill(0, this.#used + place.size, this.#used + length)
      place.at = this.#used
      this.#used += length
    }
    place.size = length
    return place.at
  }

  /** Facts come in order, so the value at hand is the latest. */
  setTrait(trait: number, value: unknown): void {
    this.#traits.set(trait, value)
  }

  traitKind(trait: number): TraitKind {
    const value = this.#traits.get(trait)
    if (value === null || value === undefined) return TraitKind.MISSING
    if (typeof value === 'string') return TraitKind.STRING
    if (typeof value === 'number') return TraitKind.NUMBER
    return typeof value === 'boolean' ? TraitKind.BOOLEAN : TraitKind.OTHER
  }

  traitNumber(trait: number): number {
    return Number(this.#traits.get(trait))
  }

  traitText(trait: number): string {
    const value = this.#traits.get(trait)
    return typeof value === 'string' ? value : JSON.stringify(value)
  }

  traitCompare(trait: number, other: Uint8Array): number {
    return compareBytes(encoder.encode(this.#traits.get(trait) as string), other)
  }

  #grow(length: number): void {
    assert(length > this.bytes.length, 'a buffer grows when it is full')
    const grown = new Uint8Array(2 * length)
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** One fact of the history as a node sees it. */
export class PastFact implements FactInput {
  event = ''
  timestamp: Millis = 0
  hashHigh = 0
  hashLow = 0
  #fact: NaiveFact | undefined

  reset(fact: NaiveFact): this {
    assert(fact.timestamp >= this.timestamp || this.#fact === undefined, 'facts are told in order')
    this.#fact = fact
    this.event = fact.event
    this.timestamp = fact.timestamp
    this.hashHigh = Number(fact.hash >> 32n)
    this.hashLow = Number(fact.hash & 0xffff_ffffn)
    return this
  }

  properties(): Record<string, unknown> {
    return this.#fact?.properties ?? {}
  }

  traits(): Record<string, unknown> {
    return this.#fact?.traits ?? {}
  }
}
