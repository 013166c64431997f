// The partial states of many people at once, for the job that reads history. All cells lie in one buffer, each in a
// place that doubles when it is outgrown: what is given up along the way is at most as much as what is kept, and all of
// it goes when the next stretch of people begins. Nodes are numbered as in the segment's program: 0, 1, 2 …
import type { Cells } from '@touchstone/language'

const FIRST_BYTES = 1024 * 1024

/** Per node and person: where the cell starts (-1: none), and its length. */
const PLACE = 2

export class HistoryCells implements Cells {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  view: DataView = viewOf(this.bytes)
  readonly #nodes: number
  #people = new Map<number, Float64Array>()
  #current: Float64Array
  #used = 0

  constructor(nodes: number) {
    this.#nodes = nodes
    this.#current = new Float64Array(0)
  }

  /** Points at the cells of this person. */
  of(person: number): this {
    let places = this.#people.get(person)
    if (places === undefined) {
      places = new Float64Array(PLACE * this.#nodes).fill(-1)
      this.#people.set(person, places)
    }
    this.#current = places
    return this
  }

  find(node: number): number {
    return this.#current[PLACE * node]!
  }

  size(node: number): number {
    return this.find(node) < 0 ? 0 : this.#current[PLACE * node + 1]!
  }

  allocate(node: number, length: number): number {
    const at = this.find(node)
    const kept = Math.min(this.size(node), length)
    this.#current[PLACE * node + 1] = length
    if (at >= 0 && kept === length) return at
    if (this.#used + length > this.bytes.length) this.#grow(this.#used + length)
    const to = this.#used
    if (kept > 0) this.bytes.copy(this.bytes, to, at, at + kept)
    this.bytes.fill(0, to + kept, to + length)
    this.#used += length
    this.#current[PLACE * node] = to
    return to
  }

  /** The person's cell of a node, a view of the buffer; undefined where there is none. */
  cell(node: number): Uint8Array | undefined {
    const at = this.find(node)
    return at < 0 ? undefined : this.bytes.subarray(at, at + this.size(node))
  }

  /** Everyone with a cell, ascending. */
  people(): Float64Array {
    return Float64Array.from(this.#people.keys()).sort()
  }

  clear(): void {
    this.#people = new Map()
    this.#used = 0
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, length))
    this.bytes.copy(grown, 0, 0, this.#used)
    this.bytes = grown
    this.view = viewOf(grown)
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
