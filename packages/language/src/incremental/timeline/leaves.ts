// The leaves of the tree one by one, for whoever keeps something in front of each.
import type { Cells } from '../cells.ts'
import { DEPTH, type Layout, ROOT_COUNT, Summary } from './layout.ts'
import { ROOT, childFor, childReaching, field, list, openList } from './summaries.ts'

/** The leaf that `leafOf` or `leafAfter` found, which is not open. */
export const leaf = { chunk: 0, first: 0, last: 0 }

/** Finds the last leaf that does not begin after `key`, or the first. The tree is not empty. */
export function leafOf(layout: Layout, cells: Cells, at: number, key: number): void {
  leaf.chunk = ROOT
  for (let level = cells.bytes[at + DEPTH]; level >= 1; level--) {
    openList(layout, cells, at, leaf.chunk)
    take(layout, childFor(layout, key, 0, 0))
  }
}

/** Finds the first leaf that reaches beyond `key`; false where none does. */
export function leafAfter(layout: Layout, cells: Cells, at: number, key: number): boolean {
  leaf.chunk = ROOT
  for (let level = cells.bytes[at + DEPTH]; level >= 1; level--) {
    openList(layout, cells, at, leaf.chunk)
    // Keys are whole numbers.
    const index = childReaching(layout, key + 1)
    if (index === list.count) return false
    take(layout, index)
  }
  return leaf.chunk !== ROOT
}

function take(layout: Layout, index: number): void {
  leaf.first = field(layout, index, Summary.FIRST_KEY)
  leaf.last = field(layout, index, Summary.LAST_KEY)
  leaf.chunk = field(layout, index, Summary.CHUNK)
}

/** The smallest key of the tree. */
export function firstInTree(layout: Layout, cells: Cells, at: number): number {
  return cells.view.getUint16(at + ROOT_COUNT, true) === 0 ? Infinity : cells.view.getFloat64(at + layout.root + Summary.FIRST_KEY, true)
}
