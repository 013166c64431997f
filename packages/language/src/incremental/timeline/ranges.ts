// Questions about a range of keys, lo ≤ key < hi: how many entries, what their values come to, which is the next. A block
// that lies in the range as a whole is answered by its summary, so a question opens two paths at most.
import type { Cells } from '../cells.ts'
import type { Reading } from '../reading.ts'
import { keyAt, lowerBound, markAt, valueAt } from './entries.ts'
import { BASE, DEPTH, type Layout, ROOT_COUNT, Summary } from './layout.ts'
import { ROOT, childReaching, chunksOf, field, list, openList } from './summaries.ts'

/** Adds what the entries of the range come to. */
export function addRange(layout: Layout, cells: Cells, at: number, lo: number, hi: number, into: Reading): void {
  const depth = cells.bytes[at + DEPTH]
  if (depth > 0) addBlocks(layout, cells, at, ROOT, depth, lo, hi, into)
  addEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), lo, hi, into)
}

/** Adds the base: entries so old that they were added up. All of them are before every range that can be asked about. */
export function addBase(layout: Layout, cells: Cells, at: number, into: Reading): void {
  const { view } = cells
  const count = view.getFloat64(at + BASE, true)
  if (count === 0) return
  if (!layout.isSummed) into.count += count
  else into.add(count, view.getFloat64(at + BASE + 8, true), view.getFloat64(at + BASE + 16, true), view.getFloat64(at + BASE + 24, true), view.getFloat64(at + BASE + 32, true))
}

function addBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, lo: number, hi: number, into: Reading): void {
  openList(layout, cells, at, parent)
  const { count } = list
  for (let index = childReaching(layout, lo); index < count; index++) {
    const summary = list.at + layout.summary * index
    const { view } = list
    const first = view.getFloat64(summary + Summary.FIRST_KEY, true)
    if (first >= hi) return
    if (first >= lo && view.getFloat64(summary + Summary.LAST_KEY, true) < hi) {
      const entries = view.getFloat64(summary + Summary.COUNT, true)
      if (!layout.isSummed) into.count += entries
      else into.add(entries, view.getFloat64(summary + Summary.HIGH, true), view.getFloat64(summary + Summary.LOW, true), view.getFloat64(summary + Summary.MINIMUM, true), view.getFloat64(summary + Summary.MAXIMUM, true))
      continue
    }
    const chunk = view.getFloat64(summary + Summary.CHUNK, true)
    if (level > 1) addBlocks(layout, cells, at, chunk, level - 1, lo, hi, into)
    else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      addEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), lo, hi, into)
    }
    openList(layout, cells, at, parent)
  }
}

function addEntries(layout: Layout, view: DataView, first: number, count: number, lo: number, hi: number, into: Reading): void {
  if (count === 0) return
  const from = lo <= keyAt(view, first) ? 0 : lowerBound(layout, view, first, count, lo)
  const to = keyAt(view, first + layout.entry * (count - 1)) < hi ? count : lowerBound(layout, view, first, count, hi)
  if (from >= to) return
  if (!layout.isSummed) {
    into.count += to - from
    return
  }
  for (let index = from; index < to; index++) into.addValue(view.getFloat64(first + layout.entry * index + 8, true))
}

/** The smallest key that is not below `key`; Infinity where there is none. */
export function nextKey(layout: Layout, cells: Cells, at: number, key: number): number {
  let parent = ROOT
  for (let level = cells.bytes[at + DEPTH]; level >= 1; level--) {
    openList(layout, cells, at, parent)
    const index = childReaching(layout, key)
    if (index === list.count) break
    const first = field(layout, index, Summary.FIRST_KEY)
    if (first >= key) return first
    parent = field(layout, index, Summary.CHUNK)
    if (level > 1) continue
    const chunks = chunksOf(cells)
    const block = chunks.open(parent)
    const entries = block + layout.leafEntries
    return keyAt(chunks.view, entries + layout.entry * lowerBound(layout, chunks.view, entries, chunks.view.getUint32(block, true), key))
  }
  const { view } = cells
  const tail = at + layout.tail
  const count = view.getUint32(at, true)
  if (count === 0 || keyAt(view, tail + layout.entry * (count - 1)) < key) return Infinity
  return keyAt(view, tail + layout.entry * lowerBound(layout, view, tail, count, key))
}

/** How many entries there are. */
export function countAll(layout: Layout, cells: Cells, at: number): number {
  let count = cells.view.getUint32(at, true)
  const blocks = cells.view.getUint16(at + ROOT_COUNT, true)
  for (let index = 0; index < blocks; index++) count += cells.view.getFloat64(at + layout.root + layout.summary * index + Summary.COUNT, true)
  return count
}

/** How many entries have a key below `key`. */
export function countBefore(layout: Layout, cells: Cells, at: number, key: number): number {
  let before = 0
  let parent = ROOT
  for (let level = cells.bytes[at + DEPTH]; level >= 1; level--) {
    openList(layout, cells, at, parent)
    const index = childReaching(layout, key)
    for (let whole = 0; whole < index; whole++) before += field(layout, whole, Summary.COUNT)
    // Only in the root: below it, the list was chosen because it reaches the key.
    if (index === list.count) break
    if (field(layout, index, Summary.FIRST_KEY) >= key) return before
    parent = field(layout, index, Summary.CHUNK)
    if (level > 1) continue
    const chunks = chunksOf(cells)
    const block = chunks.open(parent)
    return before + lowerBound(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), key)
  }
  return before + lowerBound(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), key)
}

/** The entry that `select` found. */
export const selected = { key: 0, value: 0, mark: 0 }

/** Finds the entry with so many before it; false where there are not so many. */
export function select(layout: Layout, cells: Cells, at: number, index: number): boolean {
  if (index < 0) return false
  let left = index
  let parent = ROOT
  for (let level = cells.bytes[at + DEPTH]; level >= 1; level--) {
    openList(layout, cells, at, parent)
    let child = 0
    for (; child < list.count; child++) {
      const count = field(layout, child, Summary.COUNT)
      if (left < count) break
      left -= count
    }
    if (child === list.count) break
    parent = field(layout, child, Summary.CHUNK)
    if (level > 1) continue
    const chunks = chunksOf(cells)
    const block = chunks.open(parent)
    return take(layout, chunks.view, block + layout.leafEntries + layout.entry * left)
  }
  if (left >= cells.view.getUint32(at, true)) return false
  return take(layout, cells.view, at + layout.tail + layout.entry * left)
}

function take(layout: Layout, view: DataView, at: number): true {
  selected.key = keyAt(view, at)
  selected.value = valueAt(layout, view, at)
  selected.mark = markAt(layout, view, at)
  return true
}
