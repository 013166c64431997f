// Summaries: what a block holds, so that whoever asks about a range need not open the blocks that lie in it as a whole.
// Those of one block stand in a list, in the root or in a block of their own. `list` is the list at hand: opening another
// block moves what it points at, so it is opened again after every look into a child.
import { assert } from '@touchstone/base'
import type { Cells, Chunks } from '../cells.ts'
import { addLimbs, addTo } from '../exact.ts'
import { isBefore, keyAt, markAt, valueAt } from './entries.ts'
import { BLOCK_HEAD, type Layout, ROOT_COUNT, Summary } from './layout.ts'

/** The list of summaries that was opened last. */
class List {
  view: DataView = new DataView(new ArrayBuffer(0))
  bytes: Uint8Array = new Uint8Array(0)
  /** Offset of the first summary. */
  at = 0
  count = 0
}

export const list = new List()

/** Chunk number of the root, which is none. */
export const ROOT = 0

export function chunksOf(cells: Cells): Chunks {
  assert(cells.chunks !== undefined, 'who has chunks can read them')
  return cells.chunks
}

/** Opens the list in `chunk`, or the root of the cell at `at`. */
export function openList(layout: Layout, cells: Cells, at: number, chunk: number): void {
  if (chunk === ROOT) {
    list.view = cells.view
    list.bytes = cells.bytes
    list.at = at + layout.root
    list.count = cells.view.getUint16(at + ROOT_COUNT, true)
    return
  }
  const chunks = chunksOf(cells)
  const start = chunks.open(chunk)
  list.view = chunks.view
  list.bytes = chunks.bytes
  list.at = start + BLOCK_HEAD
  list.count = chunks.view.getUint32(start, true)
}

/** Changes the number of summaries in the list that is open. */
export function setListCount(cells: Cells, at: number, chunk: number, count: number): void {
  list.count = count
  if (chunk === ROOT) cells.view.setUint16(at + ROOT_COUNT, count, true)
  else list.view.setUint32(list.at - BLOCK_HEAD, count, true)
}

/** Says that the open list was changed. The root is part of the cell, which is kept anyway. */
export function touchList(cells: Cells, chunk: number): void {
  if (chunk !== ROOT) chunksOf(cells).touch(chunk)
}

/** Where an entry belongs in the open list: the last block that does not begin after it, or the first. */
export function childFor(layout: Layout, key: number, value: number, mark: number): number {
  let low = 0
  let high = list.count - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const at = list.at + layout.summary * middle
    if (isBefore(layout, key, value, mark, list.view, at + Summary.FIRST_KEY, at + Summary.FIRST_VALUE, at + Summary.FIRST_MARK)) high = middle - 1
    else low = middle
  }
  return low
}

/** The first block of the open list that reaches `key` or later; the number of blocks where none does. */
export function childReaching(layout: Layout, key: number): number {
  let low = 0
  let high = list.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (list.view.getFloat64(list.at + layout.summary * middle + Summary.LAST_KEY, true) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** A field of the summary at `index` of the open list. */
export function field(layout: Layout, index: number, offset: number): number {
  return list.view.getFloat64(list.at + layout.summary * index + offset, true)
}

/** Adds an entry to the summary at byte `at`. In lists of unique keys the first value is the union of all bits. */
export function addToSummary(layout: Layout, view: DataView, at: number, key: number, value: number, mark: number): void {
  const count = view.getFloat64(at + Summary.COUNT, true)
  view.setFloat64(at + Summary.COUNT, count + 1, true)
  if (count === 0 || isBefore(layout, key, value, mark, view, at + Summary.FIRST_KEY, at + Summary.FIRST_VALUE, at + Summary.FIRST_MARK)) {
    view.setFloat64(at + Summary.FIRST_KEY, key, true)
    if (!layout.isUnique) view.setFloat64(at + Summary.FIRST_VALUE, value, true)
    if (layout.hasMark) view.setFloat64(at + Summary.FIRST_MARK, mark, true)
  }
  if (count === 0 || !isBefore(layout, key, value, mark, view, at + Summary.LAST_KEY, at + Summary.LAST_VALUE, at + Summary.LAST_MARK)) {
    view.setFloat64(at + Summary.LAST_KEY, key, true)
    view.setFloat64(at + Summary.LAST_VALUE, value, true)
    if (layout.hasMark) view.setFloat64(at + Summary.LAST_MARK, mark, true)
  }
  if (layout.isUnique) view.setFloat64(at + Summary.FIRST_VALUE, count === 0 ? value : view.getFloat64(at + Summary.FIRST_VALUE, true) | value, true)
  if (!layout.isSummed) return
  addTo(view, at + Summary.HIGH, value)
  if (count === 0 || value < view.getFloat64(at + Summary.MINIMUM, true)) view.setFloat64(at + Summary.MINIMUM, value, true)
  if (count === 0 || value > view.getFloat64(at + Summary.MAXIMUM, true)) view.setFloat64(at + Summary.MAXIMUM, value, true)
}

/** Room for one summary outside of any block, while blocks are opened and closed. */
export class LooseSummary {
  readonly bytes = new Uint8Array(Summary.MAXIMUM + 8)
  readonly view = new DataView(this.bytes.buffer)

  /** Sums up the leaf of entries in `chunk`. */
  ofLeaf(layout: Layout, chunks: Chunks, chunk: number): void {
    const start = chunks.open(chunk)
    const { view } = chunks
    const count = view.getUint32(start, true)
    assert(count > 0, 'a leaf is not empty')
    this.bytes.fill(0)
    this.view.setFloat64(Summary.CHUNK, chunk, true)
    const first = start + layout.leafEntries
    for (let index = 0; index < count; index++) {
      const at = first + layout.entry * index
      addToSummary(layout, this.view, 0, keyAt(view, at), valueAt(layout, view, at), markAt(layout, view, at))
    }
  }

  /** Sums up the list of summaries in `chunk`. */
  ofList(layout: Layout, chunks: Chunks, chunk: number): void {
    const start = chunks.open(chunk)
    const { view } = chunks
    const count = view.getUint32(start, true)
    assert(count > 0, 'a list is not empty')
    this.bytes.fill(0)
    for (let index = 0; index < count; index++) addSummary(layout, this.view, 0, view, start + BLOCK_HEAD + layout.summary * index)
    this.view.setFloat64(Summary.CHUNK, chunk, true)
  }

  /** Writes it into the open list. */
  writeTo(layout: Layout, index: number): void {
    list.bytes.set(layout.summary === this.bytes.length ? this.bytes : this.bytes.subarray(0, layout.summary), list.at + layout.summary * index)
  }
}

/** Adds the summary at `from`, of entries that are not before those summed up so far, to the one at `at`. */
function addSummary(layout: Layout, view: DataView, at: number, source: DataView, from: number): void {
  const count = view.getFloat64(at + Summary.COUNT, true)
  view.setFloat64(at + Summary.COUNT, count + source.getFloat64(from + Summary.COUNT, true), true)
  const firstValue = source.getFloat64(from + Summary.FIRST_VALUE, true)
  if (count === 0) {
    view.setFloat64(at + Summary.FIRST_KEY, source.getFloat64(from + Summary.FIRST_KEY, true), true)
    view.setFloat64(at + Summary.FIRST_VALUE, firstValue, true)
    if (layout.hasMark) view.setFloat64(at + Summary.FIRST_MARK, source.getFloat64(from + Summary.FIRST_MARK, true), true)
  } else if (layout.isUnique) view.setFloat64(at + Summary.FIRST_VALUE, view.getFloat64(at + Summary.FIRST_VALUE, true) | firstValue, true)
  view.setFloat64(at + Summary.LAST_KEY, source.getFloat64(from + Summary.LAST_KEY, true), true)
  view.setFloat64(at + Summary.LAST_VALUE, source.getFloat64(from + Summary.LAST_VALUE, true), true)
  if (layout.hasMark) view.setFloat64(at + Summary.LAST_MARK, source.getFloat64(from + Summary.LAST_MARK, true), true)
  if (!layout.isSummed) return
  addLimbs(view, at + Summary.HIGH, source.getFloat64(from + Summary.HIGH, true), source.getFloat64(from + Summary.LOW, true))
  const minimum = source.getFloat64(from + Summary.MINIMUM, true)
  const maximum = source.getFloat64(from + Summary.MAXIMUM, true)
  if (count === 0 || minimum < view.getFloat64(at + Summary.MINIMUM, true)) view.setFloat64(at + Summary.MINIMUM, minimum, true)
  if (count === 0 || maximum > view.getFloat64(at + Summary.MAXIMUM, true)) view.setFloat64(at + Summary.MAXIMUM, maximum, true)
}
