// Questions about entries whose values are sets of bits: the summary of a block has the union of all of them.
import type { Cells } from '../cells.ts'
import { keyAt, lowerBound } from './entries.ts'
import { DEPTH, type Layout, Summary } from './layout.ts'
import { ROOT, childReaching, chunksOf, field, list, openList } from './summaries.ts'

/** The smallest key from `key` on whose entry has one of the bits; Infinity where there is none. */
export function nextWith(layout: Layout, cells: Cells, at: number, key: number, bits: number): number {
  const depth = cells.bytes[at + DEPTH]
  const found = depth > 0 ? nextInBlocks(layout, cells, at, ROOT, depth, key, bits) : Infinity
  return found < Infinity ? found : nextInEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), key, bits)
}

function nextInBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, key: number, bits: number): number {
  openList(layout, cells, at, parent)
  const { count } = list
  for (let index = childReaching(layout, key); index < count; index++) {
    if ((field(layout, index, Summary.FIRST_VALUE) & bits) === 0) continue
    const chunk = field(layout, index, Summary.CHUNK)
    const found = level > 1 ? nextInBlocks(layout, cells, at, chunk, level - 1, key, bits) : nextInLeaf(layout, cells, chunk, key, bits)
    if (found < Infinity) return found
    openList(layout, cells, at, parent)
  }
  return Infinity
}

function nextInLeaf(layout: Layout, cells: Cells, chunk: number, key: number, bits: number): number {
  const chunks = chunksOf(cells)
  const block = chunks.open(chunk)
  return nextInEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), key, bits)
}

function nextInEntries(layout: Layout, view: DataView, first: number, count: number, key: number, bits: number): number {
  for (let index = lowerBound(layout, view, first, count, key); index < count; index++) {
    const entry = first + layout.entry * index
    if ((view.getFloat64(entry + 8, true) & bits) !== 0) return keyAt(view, entry)
  }
  return Infinity
}
