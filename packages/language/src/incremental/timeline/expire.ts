// What is too old goes: entries of the tail one by one, leaves as a whole when their last entry is. Nothing depends on
// when that happens, because no question reaches back so far; where the layout folds, what goes is added to the base.
import type { Cells } from '../cells.ts'
import { addLimbs, addTo } from '../exact.ts'
import { isBefore } from './entries.ts'
import { BASE, DEPTH, type Layout, ROOT_COUNT, Summary } from './layout.ts'
import { LooseSummary, ROOT, chunksOf, field, list, openList, setListCount, touchList } from './summaries.ts'

const COUNT = BASE
const SUM = BASE + 8
const MINIMUM = BASE + 24
const MAXIMUM = BASE + 32
/** Where values are not added up the base keeps the last entry that went into it, in the place of the sum. */
const LAST_KEY = SUM
const LAST_VALUE = SUM + 8
const LAST_MARK = SUM + 16

const refreshed = new LooseSummary()

/** Adds one entry to the base. */
export function foldEntry(layout: Layout, view: DataView, at: number, key: number, value: number, mark: number): void {
  const count = view.getFloat64(at + COUNT, true)
  view.setFloat64(at + COUNT, count + 1, true)
  if (layout.isSummed) {
    addTo(view, at + SUM, value)
    foldEnds(view, at, count, value, value)
  } else foldLast(layout, view, at, count, key, value, mark)
}

/** Adds the base of another cell, at `from` in `source`, to that of the cell at `at`. */
export function foldBase(layout: Layout, view: DataView, at: number, source: DataView, from: number): void {
  const added = source.getFloat64(from + COUNT, true)
  if (added === 0) return
  const count = view.getFloat64(at + COUNT, true)
  view.setFloat64(at + COUNT, count + added, true)
  if (layout.isSummed) {
    addLimbs(view, at + SUM, source.getFloat64(from + SUM, true), source.getFloat64(from + SUM + 8, true))
    foldEnds(view, at, count, source.getFloat64(from + MINIMUM, true), source.getFloat64(from + MAXIMUM, true))
  } else foldLast(layout, view, at, count, source.getFloat64(from + LAST_KEY, true), source.getFloat64(from + LAST_VALUE, true), source.getFloat64(from + LAST_MARK, true))
}

function foldSummary(layout: Layout, view: DataView, at: number, source: DataView, from: number): void {
  const count = view.getFloat64(at + COUNT, true)
  view.setFloat64(at + COUNT, count + source.getFloat64(from + Summary.COUNT, true), true)
  if (layout.isSummed) {
    addLimbs(view, at + SUM, source.getFloat64(from + Summary.HIGH, true), source.getFloat64(from + Summary.LOW, true))
    foldEnds(view, at, count, source.getFloat64(from + Summary.MINIMUM, true), source.getFloat64(from + Summary.MAXIMUM, true))
    return
  }
  const mark = layout.hasMark ? source.getFloat64(from + Summary.LAST_MARK, true) : 0
  foldLast(layout, view, at, count, source.getFloat64(from + Summary.LAST_KEY, true), source.getFloat64(from + Summary.LAST_VALUE, true), mark)
}

function foldEnds(view: DataView, at: number, count: number, minimum: number, maximum: number): void {
  if (count === 0 || minimum < view.getFloat64(at + MINIMUM, true)) view.setFloat64(at + MINIMUM, minimum, true)
  if (count === 0 || maximum > view.getFloat64(at + MAXIMUM, true)) view.setFloat64(at + MAXIMUM, maximum, true)
}

function foldLast(layout: Layout, view: DataView, at: number, count: number, key: number, value: number, mark: number): void {
  if (count > 0 && isBefore(layout, key, value, mark, view, at + LAST_KEY, at + LAST_VALUE, at + LAST_MARK)) return
  view.setFloat64(at + LAST_KEY, key, true)
  view.setFloat64(at + LAST_VALUE, value, true)
  view.setFloat64(at + LAST_MARK, mark, true)
}

/** The mark of the last entry of all that went into a base whose values are not added up, if that is behind the given one; else NaN. */
export function markFoldedBehind(layout: Layout, { view }: Cells, at: number, key: number, value: number, mark: number): number {
  if (view.getFloat64(at + COUNT, true) === 0 || !isBefore(layout, key, value, mark, view, at + LAST_KEY, at + LAST_VALUE, at + LAST_MARK)) return NaN
  return view.getFloat64(at + LAST_MARK, true)
}

/** Drops, or folds, the leaves of the tree whose last key is not after `edge`. */
export function dropOld(layout: Layout, cells: Cells, at: number, edge: number): void {
  const depth = cells.bytes[at + DEPTH]
  if (depth === 0) return
  dropFrom(layout, cells, at, ROOT, depth, edge)
  if (cells.view.getUint16(at + ROOT_COUNT, true) === 0) cells.bytes[at + DEPTH] = 0
}

/** Drops from the list in `parent`; what is left of it may be nothing. */
function dropFrom(layout: Layout, cells: Cells, at: number, parent: number, level: number, edge: number): void {
  openList(layout, cells, at, parent)
  const { count } = list
  let old = 0
  while (old < count && field(layout, old, Summary.LAST_KEY) <= edge) {
    if (layout.folds) foldSummary(layout, cells.view, at, list.view, list.at + layout.summary * old)
    freeUnder(layout, cells, at, field(layout, old, Summary.CHUNK), level)
    openList(layout, cells, at, parent)
    old++
  }
  if (old > 0) {
    list.bytes.copyWithin(list.at, list.at + layout.summary * old, list.at + layout.summary * count)
    setListCount(cells, at, parent, count - old)
    touchList(cells, parent)
  }
  if (old === count || level === 1 || field(layout, 0, Summary.FIRST_KEY) > edge) return
  const chunk = field(layout, 0, Summary.CHUNK)
  dropFrom(layout, cells, at, chunk, level - 1, edge)
  refreshed.ofList(layout, chunksOf(cells), chunk)
  openList(layout, cells, at, parent)
  refreshed.writeTo(layout, 0)
  touchList(cells, parent)
}

/** Frees a block and all that lies under it. */
function freeUnder(layout: Layout, cells: Cells, at: number, chunk: number, level: number): void {
  if (level > 1) {
    openList(layout, cells, at, chunk)
    const { count } = list
    for (let index = 0; index < count; index++) {
      freeUnder(layout, cells, at, field(layout, index, Summary.CHUNK), level - 1)
      openList(layout, cells, at, chunk)
    }
  }
  chunksOf(cells).free(chunk)
}

/** Frees the whole tree of the cell at `at`. */
export function fell(layout: Layout, cells: Cells, at: number): void {
  const depth = cells.bytes[at + DEPTH]
  const count = cells.view.getUint16(at + ROOT_COUNT, true)
  for (let index = 0; index < count; index++) freeUnder(layout, cells, at, cells.view.getFloat64(at + layout.root + layout.summary * index + Summary.CHUNK, true), depth)
  cells.bytes[at + DEPTH] = 0
  cells.view.setUint16(at + ROOT_COUNT, 0, true)
}
