// An entry enters the tree on the way down: each block on its path that is full is split before it is entered, so there is
// always room for one more above. A leaf that is full and small becomes a larger one instead; one whose last entry would
// stay last is left full, because what comes in order comes at the end.
import { assert } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import { insertAt, keyAt, placeOf, valueAt } from './entries.ts'
import { BLOCK_BYTES, BLOCK_HEAD, DEPTH, type Layout, ROOT_COUNT, ROOT_SUMMARIES, Summary } from './layout.ts'
import { LooseSummary, ROOT, addToSummary, childFor, chunksOf, field, list, openList, setListCount, touchList } from './summaries.ts'

/** Summaries by which the room for the root grows. */
const ROOT_STEP = 4
const NEVER = NaN

const scratch = new Uint8Array(BLOCK_BYTES)
const left = new LooseSummary()
const right = new LooseSummary()

/** Whether nothing more goes into the block. */
function isFull(layout: Layout, cells: Cells, chunk: number, level: number): boolean {
  const chunks = chunksOf(cells)
  const block = chunks.open(chunk)
  const count = chunks.view.getUint32(block, true)
  return count === (level === 1 ? layout.leafCapacity(chunks.size(chunk)) : layout.listCapacity)
}

/**
 * Puts an entry into the tree of the cell at `at`, which has one. Answers where the cell lies then. Entries of unique keys
 * are those whose key is not there yet.
 */
export function insertIntoTree(layout: Layout, cells: Cells, at: number, key: number, value: number, mark: number): number {
  const start = roomForRoot(layout, cells, at)
  const chunks = chunksOf(cells)
  let parent = ROOT
  for (let level = cells.bytes[start + DEPTH]; ; level--) {
    assert(level >= 1, 'a path ends in a leaf')
    openList(layout, cells, start, parent)
    let index = childFor(layout, key, value, mark)
    let chunk = field(layout, index, Summary.CHUNK)
    if (isFull(layout, cells, chunk, level)) {
      makeRoomIn(layout, cells, start, parent, index, level, key)
      openList(layout, cells, start, parent)
      index = childFor(layout, key, value, mark)
      chunk = field(layout, index, Summary.CHUNK)
    } else openList(layout, cells, start, parent)
    addToSummary(layout, list.view, list.at + layout.summary * index, key, value, mark)
    touchList(cells, parent)
    if (level > 1) {
      parent = chunk
      continue
    }
    const block = chunks.open(chunk)
    const { view } = chunks
    const count = view.getUint32(block, true)
    const first = block + layout.leafEntries
    insertAt(layout, view, chunks.bytes, first, count, placeOf(layout, view, first, count, key, value, mark), key, value, mark)
    view.setUint32(block, count + 1, true)
    chunks.touch(chunk)
    return start
  }
}

/** Sees to it that the root can take one summary more: room in the cell, or its summaries go into a list of their own. */
function roomForRoot(layout: Layout, cells: Cells, at: number): number {
  const count = cells.view.getUint16(at + ROOT_COUNT, true)
  if (count === ROOT_SUMMARIES) {
    const chunks = chunksOf(cells)
    const chunk = chunks.create(BLOCK_BYTES)
    const block = chunks.open(chunk)
    chunks.touch(chunk)
    chunks.view.setUint32(block, count, true)
    chunks.bytes.set(cells.bytes.subarray(at + layout.root, at + layout.root + layout.summary * count), block + BLOCK_HEAD)
    left.ofList(layout, chunks, chunk)
    cells.bytes[at + DEPTH]++
    openList(layout, cells, at, ROOT)
    setListCount(cells, at, ROOT, 1)
    left.writeTo(layout, 0)
    return at
  }
  const room = Math.floor((cells.size(layout.id) - layout.root) / layout.summary)
  if (count < room) return at
  return cells.allocate(layout.id, layout.root + layout.summary * Math.min(ROOT_SUMMARIES, count + ROOT_STEP))
}

/** Makes room in the full block at `index` of the list in `parent`: by a larger block, or by a second one behind it. */
function makeRoomIn(layout: Layout, cells: Cells, at: number, parent: number, index: number, level: number, key: number): void {
  const chunks = chunksOf(cells)
  openList(layout, cells, at, parent)
  const chunk = field(layout, index, Summary.CHUNK)
  const bytes = chunks.size(chunk)
  let block = chunks.open(chunk)
  scratch.set(chunks.bytes.subarray(block, block + bytes))
  if (level === 1 && bytes < BLOCK_BYTES) {
    const larger = chunks.create(2 * bytes)
    const start = chunks.open(larger)
    chunks.touch(larger)
    chunks.bytes.set(scratch.subarray(0, bytes), start)
    chunks.free(chunk)
    openList(layout, cells, at, parent)
    list.view.setFloat64(list.at + layout.summary * index + Summary.CHUNK, larger, true)
    touchList(cells, parent)
    return
  }
  const count = chunks.view.getUint32(block, true)
  const head = level === 1 ? layout.leafEntries : BLOCK_HEAD
  const width = level === 1 ? layout.entry : layout.summary
  const last = block + head + width * (count - 1)
  const lastKey = chunks.view.getFloat64(level === 1 ? last : last + Summary.FIRST_KEY, true)
  const kept = key >= lastKey ? count - 1 : count >>> 1
  chunks.view.setUint32(block, kept, true)
  chunks.touch(chunk)
  const second = chunks.create(BLOCK_BYTES)
  block = chunks.open(second)
  chunks.touch(second)
  chunks.view.setUint32(block, count - kept, true)
  if (level === 1) forgetState(layout, chunks.view, block)
  chunks.bytes.set(scratch.subarray(head + width * kept, head + width * count), block + head)
  if (level === 1) {
    left.ofLeaf(layout, chunks, chunk)
    right.ofLeaf(layout, chunks, second)
  } else {
    left.ofList(layout, chunks, chunk)
    right.ofList(layout, chunks, second)
  }
  openList(layout, cells, at, parent)
  const from = list.at + layout.summary * (index + 1)
  list.bytes.copyWithin(from + layout.summary, from, list.at + layout.summary * list.count)
  setListCount(cells, at, parent, list.count + 1)
  left.writeTo(layout, index)
  right.writeTo(layout, index + 1)
  touchList(cells, parent)
}

/** A new leaf does not know what was before it: its state begins with a number that no state begins with. */
export function forgetState(layout: Layout, view: DataView, block: number): void {
  if (layout.shape.state > 0) view.setFloat64(block + BLOCK_HEAD, NEVER, true)
}

/** Unites the bits of the entry with this key, where the tree has one. 0: there is none; 1: it had them all; 2: it changed. */
export function joinInTree(layout: Layout, cells: Cells, at: number, key: number, bits: number): 0 | 1 | 2 {
  const chunks = chunksOf(cells)
  const depth = cells.bytes[at + DEPTH]
  let parent = ROOT
  for (let level = depth; level >= 1; level--) {
    openList(layout, cells, at, parent)
    parent = field(layout, childFor(layout, key, 0, 0), Summary.CHUNK)
  }
  const block = chunks.open(parent)
  const { view } = chunks
  const first = block + layout.leafEntries
  const place = placeOf(layout, view, first, view.getUint32(block, true), key, 0, 0) - 1
  const entry = first + layout.entry * place
  if (place < 0 || keyAt(view, entry) !== key) return 0
  const present = valueAt(layout, view, entry)
  if ((present | bits) === present) return 1
  view.setFloat64(entry + 8, present | bits, true)
  chunks.touch(parent)
  let above = ROOT
  for (let level = depth; level >= 1; level--) {
    openList(layout, cells, at, above)
    const index = childFor(layout, key, 0, 0)
    const united = list.at + layout.summary * index + Summary.FIRST_VALUE
    list.view.setFloat64(united, list.view.getFloat64(united, true) | bits, true)
    touchList(cells, above)
    above = field(layout, index, Summary.CHUNK)
  }
  return 2
}
