// The partial states of many people at once, for the job that reads history. All cells lie in one buffer, each in a room
// of a power of two bytes, so that a cell that grows by one entry at a time is copied a few times and not each time; a
// room that is outgrown serves the next cell of its size. All of it goes when the next stretch of people begins. Nodes are
// numbered as in the segment's program: 0, 1, 2 … There are no chunks: whoever takes the cells over cuts them up.
import type { Cells } from '@touchstone/language'

const FIRST_BYTES = 1024 * 1024
/** A larger buffer is given up with its stretch: one person with a long history must not cost memory until the end. */
const KEPT_BYTES = 64 * 1024 * 1024
const SMALLEST_ROOM = 16
const FIRST_PEOPLE = 1024

/** Per person and node: where the cell starts (-1: none), its length, and the bytes of its room. */
const PLACE = 3
const LENGTH = 1
const ROOM = 2

/** A cell would be larger than one SEED record may carry. */
export class HistoryTooLargeError extends Error {
  override readonly name = 'HistoryTooLargeError'
}

export class HistoryCells implements Cells {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  view: DataView = viewOf(this.bytes)
  readonly chunks = undefined
  /** Whose cells these are at the moment. */
  person = 0
  readonly #nodes: number
  readonly #maxCellBytes: number
  /** Where the places of a person's cells start in `#places`. */
  #people = new Map<number, number>()
  #places: Float64Array
  #placed = 0
  #current = -1
  #used = 0
  #free: number[][] = []

  constructor(nodes: number, maxCellBytes: number) {
    this.#nodes = nodes
    this.#maxCellBytes = maxCellBytes
    this.#places = new Float64Array(FIRST_PEOPLE * PLACE * nodes)
  }

  /** Points at the cells of this person. */
  of(person: number): this {
    this.person = person
    this.#current = this.#people.get(person) ?? this.#add(person)
    return this
  }

  #add(person: number): number {
    const first = this.#placed
    const end = (this.#placed += PLACE * this.#nodes)
    if (end > this.#places.length) {
      const grown = new Float64Array(2 * this.#places.length)
      grown.set(this.#places)
      this.#places = grown
    }
    this.#places.fill(-1, first, end)
    this.#people.set(person, first)
    return first
  }

  find(node: number): number {
    return this.#places[this.#current + PLACE * node]!
  }

  size(node: number): number {
    return this.find(node) < 0 ? 0 : this.#places[this.#current + PLACE * node + LENGTH]!
  }

  /** Throws `HistoryTooLargeError`. */
  allocate(node: number, length: number): number {
    if (length > this.#maxCellBytes) throw new HistoryTooLargeError(`a cell of ${length} bytes is needed, ${this.#maxCellBytes} are possible`)
    const place = this.#current + PLACE * node
    const at = this.#places[place]!
    const had = at < 0 ? 0 : this.#places[place + LENGTH]!
    this.#places[place + LENGTH] = length
    if (at >= 0 && length <= this.#places[place + ROOM]!) {
      if (length > had) this.bytes.fill(0, at + had, at + length)
      return at
    }
    let room = SMALLEST_ROOM
    while (room < length) room *= 2
    const to = this.#place(room)
    if (had > 0) this.bytes.copy(this.bytes, to, at, at + had)
    this.bytes.fill(0, to + had, to + length)
    if (at >= 0) (this.#free[Math.log2(this.#places[place + ROOM]!)] ??= []).push(at)
    this.#places[place] = to
    this.#places[place + ROOM] = room
    return to
  }

  #place(room: number): number {
    const free = this.#free[Math.log2(room)]?.pop()
    if (free !== undefined) return free
    const to = this.#used
    if (to + room > this.bytes.length) this.#grow(to + room)
    this.#used += room
    return to
  }

  /** The person's cell of a node, a view of the buffer; undefined where there is none. */
  cell(node: number): Uint8Array | undefined {
    const at = this.find(node)
    return at < 0 ? undefined : this.bytes.subarray(at, at + this.size(node))
  }

  /** Everyone of the stretch, ascending. */
  people(): Float64Array {
    return Float64Array.from(this.#people.keys()).sort()
  }

  clear(): void {
    this.#people = new Map()
    this.#placed = 0
    this.#current = -1
    this.#used = 0
    this.#free = []
    if (this.bytes.length > KEPT_BYTES) {
      this.bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
      this.view = viewOf(this.bytes)
    }
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
