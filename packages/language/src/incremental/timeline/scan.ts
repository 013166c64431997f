// Entry by entry through a range of keys, for what no summary answers.
import type { Cells } from '../cells.ts'
import { keyAt, lowerBound } from './entries.ts'
import { DEPTH, type Layout, Summary } from './layout.ts'
import { ROOT, childReaching, chunksOf, field, list, openList } from './summaries.ts'

export interface Visitor {
  /** Is shown the entry at byte `at`, which it only reads. False ends the scan. It opens no chunks. */
  visit(view: DataView, at: number): boolean
}

/** Shows the entries with lo ≤ key < hi, in order, until the visitor has seen enough. */
export function scanRange(layout: Layout, cells: Cells, at: number, lo: number, hi: number, visitor: Visitor): void {
  const depth = cells.bytes[at + DEPTH]
  if (depth > 0 && !scanBlocks(layout, cells, at, ROOT, depth, lo, hi, visitor)) return
  scanEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), lo, hi, visitor)
}

function scanBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, lo: number, hi: number, visitor: Visitor): boolean {
  openList(layout, cells, at, parent)
  const { count } = list
  for (let index = childReaching(layout, lo); index < count; index++) {
    if (field(layout, index, Summary.FIRST_KEY) >= hi) return true
    const chunk = field(layout, index, Summary.CHUNK)
    if (level > 1) {
      if (!scanBlocks(layout, cells, at, chunk, level - 1, lo, hi, visitor)) return false
    } else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      if (!scanEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), lo, hi, visitor)) return false
    }
    openList(layout, cells, at, parent)
  }
  return true
}

function scanEntries(layout: Layout, view: DataView, first: number, count: number, lo: number, hi: number, visitor: Visitor): boolean {
  for (let index = lowerBound(layout, view, first, count, lo); index < count; index++) {
    const at = first + layout.entry * index
    if (keyAt(view, at) >= hi) return true
    if (!visitor.visit(view, at)) return false
  }
  return true
}

/** Shows the entries with lo ≤ key < hi, the last first, until the visitor has seen enough. */
export function scanRangeBack(layout: Layout, cells: Cells, at: number, lo: number, hi: number, visitor: Visitor): void {
  if (!scanEntriesBack(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), lo, hi, visitor)) return
  const depth = cells.bytes[at + DEPTH]
  if (depth > 0) scanBlocksBack(layout, cells, at, ROOT, depth, lo, hi, visitor)
}

function scanBlocksBack(layout: Layout, cells: Cells, at: number, parent: number, level: number, lo: number, hi: number, visitor: Visitor): boolean {
  openList(layout, cells, at, parent)
  for (let index = list.count - 1; index >= 0; index--) {
    if (field(layout, index, Summary.FIRST_KEY) >= hi) continue
    if (field(layout, index, Summary.LAST_KEY) < lo) return false
    const chunk = field(layout, index, Summary.CHUNK)
    if (level > 1) {
      if (!scanBlocksBack(layout, cells, at, chunk, level - 1, lo, hi, visitor)) return false
    } else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      if (!scanEntriesBack(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), lo, hi, visitor)) return false
    }
    openList(layout, cells, at, parent)
  }
  return true
}

function scanEntriesBack(layout: Layout, view: DataView, first: number, count: number, lo: number, hi: number, visitor: Visitor): boolean {
  for (let index = lowerBound(layout, view, first, count, hi) - 1; index >= 0; index--) {
    const at = first + layout.entry * index
    if (keyAt(view, at) < lo || !visitor.visit(view, at)) return false
  }
  return true
}
