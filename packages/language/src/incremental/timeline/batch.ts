// A timeline out of its bytes, in plain arrays, and back: for merging two and for moving one from its cell into chunks.
// There are two batches, made once, because a merge reads both sides before it writes one.
import type { Cells } from '../cells.ts'
import { keyAt, markAt, valueAt, writeEntry } from './entries.ts'
import { fell } from './expire.ts'
import { type Layout, TAIL } from './layout.ts'
import { plantTree } from './plant.ts'
import { type Visitor, scanRange } from './scan.ts'

/** More than this is given back when a batch was used. */
const KEPT_ENTRIES = 65_536
/** Entries that stay in the tail of a timeline that is written anew. */
const FIRST_TAIL = TAIL / 2

export class Batch implements Visitor {
  keys = new Float64Array(1024)
  values = new Float64Array(1024)
  marks = new Float64Array(1024)
  length = 0
  #layout!: Layout

  read(layout: Layout, cells: Cells, at: number): void {
    this.length = 0
    this.#layout = layout
    if (at >= 0) scanRange(layout, cells, at, -Infinity, Infinity, this)
  }

  visit(view: DataView, at: number): boolean {
    this.push(keyAt(view, at), valueAt(this.#layout, view, at), markAt(this.#layout, view, at))
    return true
  }

  push(key: number, value: number, mark: number): void {
    if (this.length === this.keys.length) this.#resize(2 * this.length)
    this.keys[this.length] = key
    this.values[this.length] = value
    this.marks[this.length++] = mark
  }

  /** What was a long list does not stay in memory. */
  clear(): void {
    this.length = 0
    if (this.keys.length > KEPT_ENTRIES) this.#resize(KEPT_ENTRIES)
  }

  #resize(length: number): void {
    this.keys = resized(this.keys, length)
    this.values = resized(this.values, length)
    this.marks = resized(this.marks, length)
  }
}

function resized(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const other = new Float64Array(length)
  other.set(array.length > length ? array.subarray(0, length) : array)
  return other
}

const batches = [new Batch(), new Batch(), new Batch()] as const

/** All entries of a person's timeline, in order; none where there is no cell. `which`: 0 or 1, of the two that can be at hand. */
export function readTimeline(layout: Layout, cells: Cells, which: 0 | 1): Batch {
  batches[which].read(layout, cells, cells.find(layout.id))
  return batches[which]
}

/** The entries of both, in order; of a key that is unique the bits are united. */
export function united(layout: Layout, a: Batch, b: Batch): Batch {
  const both = batches[2]
  both.length = 0
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const order = i === a.length ? 1 : j === b.length ? -1 : a.keys[i] - b.keys[j] || (layout.isUnique ? 0 : a.values[i] - b.values[j] || a.marks[i] - b.marks[j])
    if (order === 0 && layout.isUnique) both.push(a.keys[i], a.values[i++] | b.values[j++], 0)
    else if (order <= 0) both.push(a.keys[i], a.values[i], a.marks[i++])
    else both.push(b.keys[j], b.values[j], b.marks[j++])
  }
  return both
}

/** Makes the cell's timeline these entries, which are in order. The owner's head and state are 0 then; the base stays. */
export function fillTimeline(layout: Layout, cells: Cells, batch: Batch): void {
  const { id } = layout
  let at = cells.find(id)
  if (at >= 0) fell(layout, cells, at)
  const { length, keys, values, marks } = batch
  const isShort = cells.chunks === undefined || length < TAIL
  const tail = isShort ? length : FIRST_TAIL
  at = cells.allocate(id, isShort ? layout.tail + layout.entry * roomFor(length) : layout.root)
  cells.view.setUint32(at, tail, true)
  for (let index = 0; index < tail; index++) {
    const from = length - tail + index
    writeEntry(layout, cells.view, at + layout.tail + layout.entry * index, keys[from], values[from], marks[from])
  }
  if (isShort) return
  cells.bytes.fill(0, at + layout.head, at + layout.root)
  plantTree(layout, cells, at, batch, length - tail)
}

function roomFor(entries: number): number {
  let room = 1
  while (room < entries) room *= 2
  return room
}
