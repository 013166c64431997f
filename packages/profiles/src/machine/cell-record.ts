// A record of cells: fixed fields at the start, a directory of cells sorted by key, and the cells' bytes. It lies in a slot
// of the stream's record cache and is changed in place; nothing here allocates per change.
//
//    4 u32 used bytes                                        64 directory: capacity × 12 bytes
//   56 u16 cells · 58 u16 directory capacity                    u32 key · u32 offset · u32 length
//   60 u32 bytes of given-up cells (garbage)                    … cells, in the order they were made
//
// A cell that outgrows its place moves to the end and leaves garbage (see pack-record.ts). Offsets count from the start.
import { assert } from '@touchstone/base'
import type { RecordCache, Slot } from '@touchstone/stream'

export const HEAD = 64
export const ENTRY = 12
const FIRST_CAPACITY = 8
/** A power of two. */
const HINTS = 64

/** Bytes of a record without cells. */
export const EMPTY_RECORD = HEAD + FIRST_CAPACITY * ENTRY

/** Writes the fields of a record without cells; all others are 0. */
export function clearRecord(cache: RecordCache, slot: Slot): void {
  cache.bytes.fill(0, slot.start, slot.start + EMPTY_RECORD)
  cache.view.setUint32(slot.start + 4, EMPTY_RECORD, true)
  cache.view.setUint16(slot.start + 58, FIRST_CAPACITY, true)
}

export class CellRecord {
  readonly #cache: RecordCache
  /** Where keys lay lately: many conditions ask for the same few cells of one record. The directory has the last word. */
  readonly #hints = new Uint16Array(HINTS)
  #slot!: Slot

  constructor(cache: RecordCache) {
    this.#cache = cache
  }

  /** Points at the record in `slot`. */
  at(slot: Slot): this {
    this.#slot = slot
    return this
  }

  get slot(): Slot {
    return this.#slot
  }
  get view(): DataView {
    return this.#cache.view
  }
  get bytes(): Buffer {
    return this.#cache.bytes
  }
  get start(): number {
    return this.#slot.start
  }
  get used(): number {
    return this.view.getUint32(this.start + 4, true)
  }
  get cellCount(): number {
    return this.view.getUint16(this.start + 56, true)
  }

  keyAt(index: number): number {
    return this.view.getUint32(this.start + HEAD + index * ENTRY, true)
  }
  /** Absolute byte offset of the cell in the directory's place `index`. */
  offsetAt(index: number): number {
    return this.start + this.view.getUint32(this.start + HEAD + index * ENTRY + 4, true)
  }
  lengthAt(index: number): number {
    return this.view.getUint32(this.start + HEAD + index * ENTRY + 8, true)
  }

  /** Place of `key` in the directory, or where it would go, as −1 − place. */
  indexOf(key: number): number {
    const view = this.view
    const directory = this.start + HEAD
    const count = view.getUint16(this.start + 56, true)
    const hint = (key ^ (key >>> 24)) & (HINTS - 1)
    const guess = this.#hints[hint]!
    if (guess < count && view.getUint32(directory + guess * ENTRY, true) === key) return guess
    let low = 0
    let high = count - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = view.getUint32(directory + middle * ENTRY, true)
      if (found === key) {
        this.#hints[hint] = middle
        return middle
      }
      if (found < key) low = middle + 1
      else high = middle - 1
    }
    return -1 - low
  }

  findCell(key: number): number {
    const index = this.indexOf(key)
    return index < 0 ? -1 : this.offsetAt(index)
  }
  cellSize(key: number): number {
    const index = this.indexOf(key)
    return index < 0 ? 0 : this.lengthAt(index)
  }

  /** Creates, grows or shrinks the cell `key`; keeps what fits, new bytes are 0. Answers its offset; others may have moved. */
  allocateCell(key: number, length: number): number {
    let index = this.indexOf(key)
    if (index < 0) {
      index = this.#insert(-1 - index, key)
    } else {
      const old = this.lengthAt(index)
      if (length <= old) {
        this.#setEntry(index, length)
        this.#addGarbage(old - length)
        return this.offsetAt(index)
      }
    }
    return this.#extend(index, length)
  }

  removeCell(key: number): void {
    const index = this.indexOf(key)
    if (index < 0) return
    this.#addGarbage(this.lengthAt(index))
    const count = this.cellCount
    const from = this.start + HEAD + (index + 1) * ENTRY
    this.bytes.copyWithin(from - ENTRY, from, this.start + HEAD + count * ENTRY)
    this.view.setUint16(this.start + 56, count - 1, true)
  }

  #extend(index: number, length: number): number {
    const old = this.lengthAt(index)
    const isLast = old > 0 && this.offsetAt(index) + old === this.start + this.used
    const need = isLast ? length - old : length
    this.#ensure(this.used + need)
    const used = this.used
    const to = this.start + used
    if (!isLast) {
      const from = this.offsetAt(index)
      if (old > 0) this.bytes.copyWithin(to, from, from + old)
      this.view.setUint32(this.start + HEAD + index * ENTRY + 4, used, true)
      this.#addGarbage(old)
    }
    const kept = isLast ? 0 : old
    this.bytes.fill(0, to + kept, to + need)
    this.view.setUint32(this.start + 4, used + need, true)
    this.#setEntry(index, length)
    return this.offsetAt(index)
  }

  #setEntry(index: number, length: number): void {
    this.view.setUint32(this.start + HEAD + index * ENTRY + 8, length, true)
  }
  #addGarbage(bytes: number): void {
    this.view.setUint32(this.start + 60, this.view.getUint32(this.start + 60, true) + bytes, true)
  }

  #insert(place: number, key: number): number {
    const count = this.cellCount
    if (count === this.view.getUint16(this.start + 58, true)) this.#widen()
    const at = this.start + HEAD + place * ENTRY
    this.bytes.copyWithin(at + ENTRY, at, this.start + HEAD + count * ENTRY)
    this.view.setUint32(at, key, true)
    this.view.setUint32(at + 4, 0, true)
    this.view.setUint32(at + 8, 0, true)
    this.view.setUint16(this.start + 56, count + 1, true)
    return place
  }

  /** Makes the directory larger; the cells move up. */
  #widen(): void {
    const capacity = this.view.getUint16(this.start + 58, true)
    const added = Math.min(Math.max(4, capacity >> 2), 65_535 - capacity)
    assert(added > 0, 'a person has fewer than 65,535 cells')
    const used = this.used
    this.#ensure(used + added * ENTRY)
    const cells = this.start + HEAD + capacity * ENTRY
    this.bytes.copyWithin(cells + added * ENTRY, cells, this.start + used)
    for (let i = 0; i < this.cellCount; i++) {
      const at = this.start + HEAD + i * ENTRY + 4
      this.view.setUint32(at, this.view.getUint32(at, true) + added * ENTRY, true)
    }
    this.view.setUint32(this.start + 4, used + added * ENTRY, true)
    this.view.setUint16(this.start + 58, capacity + added, true)
  }

  #ensure(length: number): void {
    if (length > this.#slot.capacity) this.#cache.grow(this.#slot, length, this.used)
  }
}
