// The live records of a partition in one off-heap buffer, changed in place. JavaScript objects for the same state spend
// most of the time in the garbage collector; here a record is a range of bytes and costs nothing while nobody looks.
//
// Records lie in slots of a power of two bytes. A slot that is given up goes on the free list of its size. When the
// buffer is three quarters full at the end of a batch, everything (clean by then) is forgotten and read again on demand:
// simpler than an eviction policy, and a forgotten record costs one read of the store, about a microsecond.
import { assert } from '@touchstone/base'

const SMALLEST = 512
/** One record; a person's whole live state. An assertion, not a working limit: Machines bound what they keep. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024

export class RecordCache {
  readonly #capacity: number
  readonly #slots = new Map<number, Slot>()
  readonly #dirty = new Set<number>()
  #free: number[][] = []
  #top = 0
  bytes: Buffer
  view: DataView

  /** `capacity` in bytes; room for one batch on top is added. */
  constructor(capacity: number) {
    this.#capacity = Math.max(capacity, 4 * 1024 * 1024)
    const buffer = new ArrayBuffer(this.#capacity)
    this.bytes = Buffer.from(buffer)
    this.view = new DataView(buffer)
  }

  get count(): number {
    return this.#slots.size
  }
  get usedBytes(): number {
    return this.#top
  }

  find(id: number): Slot | undefined {
    return this.#slots.get(id)
  }

  /** A slot of at least `length` bytes for a record that has none; its content is undefined. */
  create(id: number, length: number): Slot {
    assert(!this.#slots.has(id), `record ${id} is not in the cache yet`)
    const slot = new Slot(id, 0, 0)
    this.#place(slot, length)
    this.#slots.set(id, slot)
    return slot
  }

  /** Moves a record to a slot of at least `length` bytes, keeping its first `keep`. Its start changes. */
  grow(slot: Slot, length: number, keep: number): void {
    const { start, capacity } = slot
    this.#place(slot, length)
    this.bytes.copy(this.bytes, slot.start, start, start + keep)
    ;(this.#free[Math.log2(capacity)] ??= []).push(start)
  }

  markDirty(slot: Slot): void {
    this.#dirty.add(slot.id)
  }

  remove(slot: Slot): void {
    this.#slots.delete(slot.id)
    this.#dirty.delete(slot.id)
    ;(this.#free[Math.log2(slot.capacity)] ??= []).push(slot.start)
  }

  /** The changed records in ascending order of id; they count as clean afterwards. */
  takeDirty(): Slot[] {
    const ids = Float64Array.from(this.#dirty).sort()
    this.#dirty.clear()
    return Array.from(ids, (id) => this.#slots.get(id)!)
  }

  /** At the end of a batch, when all is clean and written: makes room for the next one. */
  settle(): void {
    assert(this.#dirty.size === 0, 'changed records are written before any is forgotten')
    if (this.#top < 0.75 * this.#capacity) return
    this.#slots.clear()
    this.#free = []
    this.#top = 0
    if (this.bytes.length > this.#capacity) this.#allocate(this.#capacity)
  }

  #place(slot: Slot, length: number): void {
    assert(length <= MAX_RECORD_BYTES, `a record is at most ${MAX_RECORD_BYTES} bytes, this one needs ${length}`)
    let capacity = SMALLEST
    while (capacity < length) capacity *= 2
    slot.capacity = capacity
    const reused = this.#free[Math.log2(capacity)]?.pop()
    if (reused !== undefined) {
      slot.start = reused
      return
    }
    if (this.#top + capacity > this.bytes.length) this.#allocate(Math.max(2 * this.bytes.length, this.#top + capacity))
    slot.start = this.#top
    this.#top += capacity
  }

  #allocate(length: number): void {
    const buffer = new ArrayBuffer(length)
    const bytes = Buffer.from(buffer)
    bytes.set(this.bytes.subarray(0, Math.min(this.#top, length)))
    this.bytes = bytes
    this.view = new DataView(buffer)
  }
}

/** Where a record lies: read `start` anew after anything that may move it. */
export class Slot {
  readonly id: number
  start: number
  capacity: number
  constructor(id: number, start: number, capacity: number) {
    this.id = id
    this.start = start
    this.capacity = capacity
  }
}
