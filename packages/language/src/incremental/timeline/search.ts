// Which entry makes the difference: the first or last one whose value lies beyond a bound, and the first with which the sum
// of values, none of them below 0, reaches an amount. Summaries tell which block it is in.
import { addLimbs } from '../exact.ts'
import type { Cells } from '../cells.ts'
import { keyAt, lowerBound } from './entries.ts'
import { DEPTH, type Layout, Summary } from './layout.ts'
import { ROOT, childReaching, chunksOf, field, list, openList } from './summaries.ts'

/** Values beyond a number: above it (`side` 1) or below it (`side` −1), or equal to it unless `isStrict`. */
export interface Bound {
  readonly side: 1 | -1
  readonly value: number
  readonly isStrict: boolean
}

export function isBeyond(value: number, { side, value: bound, isStrict }: Bound): boolean {
  return side * value > side * bound || (value === bound && !isStrict)
}

/** Whether a block may have a value beyond the bound. */
function mayBeBeyond(layout: Layout, index: number, bound: Bound): boolean {
  return isBeyond(field(layout, index, bound.side === 1 ? Summary.MAXIMUM : Summary.MINIMUM), bound)
}

/** The key of the first entry from `lo` on whose value is beyond the bound; Infinity where there is none. */
export function firstBeyond(layout: Layout, cells: Cells, at: number, lo: number, bound: Bound): number {
  const depth = cells.bytes[at + DEPTH]
  const found = depth > 0 ? firstInBlocks(layout, cells, at, ROOT, depth, lo, bound) : Infinity
  return found < Infinity ? found : firstInEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), lo, bound)
}

function firstInBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, lo: number, bound: Bound): number {
  openList(layout, cells, at, parent)
  const { count } = list
  for (let index = childReaching(layout, lo); index < count; index++) {
    if (!mayBeBeyond(layout, index, bound)) continue
    const chunk = field(layout, index, Summary.CHUNK)
    let found: number
    if (level > 1) found = firstInBlocks(layout, cells, at, chunk, level - 1, lo, bound)
    else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      found = firstInEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), lo, bound)
    }
    if (found < Infinity) return found
    openList(layout, cells, at, parent)
  }
  return Infinity
}

function firstInEntries(layout: Layout, view: DataView, first: number, count: number, lo: number, bound: Bound): number {
  for (let index = lowerBound(layout, view, first, count, lo); index < count; index++) {
    const entry = first + layout.entry * index
    if (isBeyond(view.getFloat64(entry + 8, true), bound)) return keyAt(view, entry)
  }
  return Infinity
}

/** The key of the last entry before `hi` whose value is beyond the bound; -Infinity where there is none. */
export function lastBeyond(layout: Layout, cells: Cells, at: number, hi: number, bound: Bound): number {
  const found = lastInEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), hi, bound)
  const depth = cells.bytes[at + DEPTH]
  return found > -Infinity || depth === 0 ? found : lastInBlocks(layout, cells, at, ROOT, depth, hi, bound)
}

function lastInBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, hi: number, bound: Bound): number {
  openList(layout, cells, at, parent)
  for (let index = list.count - 1; index >= 0; index--) {
    if (field(layout, index, Summary.FIRST_KEY) >= hi || !mayBeBeyond(layout, index, bound)) continue
    const chunk = field(layout, index, Summary.CHUNK)
    let found: number
    if (level > 1) found = lastInBlocks(layout, cells, at, chunk, level - 1, hi, bound)
    else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      found = lastInEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), hi, bound)
    }
    if (found > -Infinity) return found
    openList(layout, cells, at, parent)
  }
  return -Infinity
}

function lastInEntries(layout: Layout, view: DataView, first: number, count: number, hi: number, bound: Bound): number {
  for (let index = lowerBound(layout, view, first, count, hi) - 1; index >= 0; index--) {
    const entry = first + layout.entry * index
    if (isBeyond(view.getFloat64(entry + 8, true), bound)) return keyAt(view, entry)
  }
  return -Infinity
}

/** What the sum has still to come to, as two limbs: q × 2^32 + r. */
const left = new DataView(new ArrayBuffer(16))
const LIMB = 4_294_967_296

/**
 * The key of the first entry from `lo` on with which the sum of values, from `lo` on, is at least high × 2^32 + low, which is
 * above 0; Infinity where it never is. No value from `lo` on is below 0.
 */
export function firstReaching(layout: Layout, cells: Cells, at: number, lo: number, high: number, low: number): number {
  left.setFloat64(0, high, true)
  left.setFloat64(8, low, true)
  const depth = cells.bytes[at + DEPTH]
  const found = depth > 0 ? reachingInBlocks(layout, cells, at, ROOT, depth, lo) : Infinity
  return found < Infinity ? found : reachingInEntries(layout, cells.view, at + layout.tail, cells.view.getUint32(at, true), lo)
}

function reachingInBlocks(layout: Layout, cells: Cells, at: number, parent: number, level: number, lo: number): number {
  openList(layout, cells, at, parent)
  const { count } = list
  for (let index = childReaching(layout, lo); index < count; index++) {
    if (field(layout, index, Summary.FIRST_KEY) >= lo) {
      const high = field(layout, index, Summary.HIGH)
      const low = field(layout, index, Summary.LOW)
      if (!reaches(high, low)) {
        take(high, low)
        continue
      }
    }
    const chunk = field(layout, index, Summary.CHUNK)
    let found: number
    if (level > 1) found = reachingInBlocks(layout, cells, at, chunk, level - 1, lo)
    else {
      const chunks = chunksOf(cells)
      const block = chunks.open(chunk)
      found = reachingInEntries(layout, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), lo)
    }
    if (found < Infinity) return found
    openList(layout, cells, at, parent)
  }
  return Infinity
}

function reachingInEntries(layout: Layout, view: DataView, first: number, count: number, lo: number): number {
  for (let index = lowerBound(layout, view, first, count, lo); index < count; index++) {
    const entry = first + layout.entry * index
    const value = view.getFloat64(entry + 8, true)
    const high = Math.floor(value / LIMB)
    const low = value - high * LIMB
    if (reaches(high, low)) return keyAt(view, entry)
    take(high, low)
  }
  return Infinity
}

/** Whether so much is all that is left, or more. */
function reaches(high: number, low: number): boolean {
  const leftHigh = left.getFloat64(0, true)
  return high > leftHigh || (high === leftHigh && low >= left.getFloat64(8, true))
}

function take(high: number, low: number): void {
  // −(q × 2^32 + r) is (−q − 1) × 2^32 + (2^32 − r), but for r = 0.
  if (low === 0) addLimbs(left, 0, -high, 0)
  else addLimbs(left, 0, -high - 1, LIMB - low)
}
