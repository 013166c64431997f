// Taking in one entry. Most are the newest and go to the end of the tail; when the tail is full, what is too old goes,
// then the room grows, then the older half moves into the tree.
import { assert } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import { fillTimeline, readTimeline } from './batch.ts'
import { insertAt, isBefore, keyAt, markAt, placeOf, valueAt } from './entries.ts'
import { dropOld, foldEntry } from './expire.ts'
import { DEPTH, type Layout, ROOT_COUNT, Summary, TAIL } from './layout.ts'
import { insertIntoTree, joinInTree } from './tree.ts'

/** The smallest key in the tree that the last `insertEntry` put there or changed; Infinity where it left the tree alone. */
export const moved = { from: Infinity }

const flushed = new Float64Array(3 * TAIL)

/**
 * Takes in an entry; `edge`: what is not after it may be forgotten, or folded. True if anything changed, which is always
 * so but for bits that were there already.
 */
export function insertEntry(layout: Layout, cells: Cells, key: number, value: number, mark: number, edge: number): boolean {
  moved.from = Infinity
  const { id } = layout
  let at = cells.find(id)
  if (at < 0) at = cells.allocate(id, layout.tail + layout.entry)
  for (;;) {
    if (cells.bytes[at + DEPTH] > 0 && belongsInTree(layout, cells, at, key, value, mark)) return putIntoTree(layout, cells, at, key, value, mark)
    const { view } = cells
    const first = at + layout.tail
    const count = view.getUint32(at, true)
    const place = placeOf(layout, view, first, count, key, value, mark)
    if (layout.isUnique && place > 0 && keyAt(view, first + layout.entry * (place - 1)) === key) {
      const joined = first + layout.entry * (place - 1)
      const present = valueAt(layout, view, joined)
      if ((present | value) === present) return false
      view.setFloat64(joined + 8, present | value, true)
      return true
    }
    if (count < roomOf(layout, cells, at)) {
      insertAt(layout, view, cells.bytes, first, count, place, key, value, mark)
      view.setUint32(at, count + 1, true)
      return true
    }
    at = makeRoom(layout, cells, at, edge)
  }
}

/** Whether an entry stands before the last one of the tree; an equal key, where keys are unique, is in the tree if anywhere. */
function belongsInTree(layout: Layout, cells: Cells, at: number, key: number, value: number, mark: number): boolean {
  const { view } = cells
  const last = at + layout.root + layout.summary * (view.getUint16(at + ROOT_COUNT, true) - 1)
  if (layout.isUnique) return key <= view.getFloat64(last + Summary.LAST_KEY, true)
  return isBefore(layout, key, value, mark, view, last + Summary.LAST_KEY, last + Summary.LAST_VALUE, last + Summary.LAST_MARK)
}

function putIntoTree(layout: Layout, cells: Cells, at: number, key: number, value: number, mark: number): boolean {
  const joined = layout.isUnique ? joinInTree(layout, cells, at, key, value) : 0
  if (joined === 1) return false
  if (key < moved.from) moved.from = key
  if (joined === 0) insertIntoTree(layout, cells, at, key, value, mark)
  return true
}

/** Entries that the tail has room for: the root lies behind it where there is a tree. */
function roomOf(layout: Layout, cells: Cells, at: number): number {
  if (cells.bytes[at + DEPTH] > 0) return TAIL
  return Math.floor((cells.size(layout.id) - layout.tail) / layout.entry)
}

/** Makes room in the tail, which is full. Answers where the cell lies then. */
function makeRoom(layout: Layout, cells: Cells, at: number, edge: number): number {
  if (cells.bytes[at + DEPTH] > 0) {
    dropOld(layout, cells, at, edge)
    return cells.bytes[at + DEPTH] > 0 ? flush(layout, cells, at) : at
  }
  const count = cells.view.getUint32(at, true)
  const dropped = dropFromTail(layout, cells, at, edge)
  // Dropping moves all that stay: it pays for itself where as many go as stay, or where they are few.
  if (dropped > 0) return at
  if (cells.chunks === undefined || count < TAIL) return cells.allocate(layout.id, layout.tail + layout.entry * Math.max(1, 2 * count))
  const batch = readTimeline(layout, cells, 0)
  fillTimeline(layout, cells, batch)
  moved.from = -Infinity
  return cells.find(layout.id)
}

/** Drops or folds old entries at the front of a tail that is the whole timeline, if it is worth the move. Answers how many. */
function dropFromTail(layout: Layout, cells: Cells, at: number, edge: number): number {
  const { view } = cells
  const count = view.getUint32(at, true)
  const first = at + layout.tail
  let old = 0
  while (old < count && keyAt(view, first + layout.entry * old) <= edge) old++
  if (old === 0 || (count > TAIL && 2 * old < count)) return 0
  if (layout.folds) fold(layout, view, at, old)
  cells.bytes.copyWithin(first, first + layout.entry * old, first + layout.entry * count)
  view.setUint32(at, count - old, true)
  return old
}

/** Adds the first entries of the tail to the base. */
function fold(layout: Layout, view: DataView, at: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const entry = at + layout.tail + layout.entry * index
    foldEntry(layout, view, at, keyAt(view, entry), valueAt(layout, view, entry), markAt(layout, view, entry))
  }
}

/** Moves the older half of a full tail into the tree. */
function flush(layout: Layout, cells: Cells, at: number): number {
  const { view } = cells
  const count = view.getUint32(at, true)
  assert(count === TAIL, 'a tail is flushed when it is full')
  const first = at + layout.tail
  const half = TAIL / 2
  for (let index = 0; index < half; index++) {
    const entry = first + layout.entry * index
    flushed[3 * index] = keyAt(view, entry)
    flushed[3 * index + 1] = valueAt(layout, view, entry)
    flushed[3 * index + 2] = markAt(layout, view, entry)
  }
  cells.bytes.copyWithin(first, first + layout.entry * half, first + layout.entry * count)
  view.setUint32(at, count - half, true)
  if (moved.from > flushed[0]) moved.from = flushed[0]
  let start = at
  for (let index = 0; index < half; index++) start = insertIntoTree(layout, cells, start, flushed[3 * index], flushed[3 * index + 1], flushed[3 * index + 2])
  const tail = start + layout.tail
  const isBehind = !belongsInTree(layout, cells, start, keyAt(cells.view, tail), valueAt(layout, cells.view, tail), markAt(layout, cells.view, tail))
  assert(isBehind, 'the tail stays behind the tree')
  return start
}
