// A stretch of entries in order, wherever it lies: in a cell or in a leaf.
import type { Layout } from './layout.ts'

export function keyAt(view: DataView, at: number): number {
  return view.getFloat64(at, true)
}

/** 0 where entries have no value. */
export function valueAt(layout: Layout, view: DataView, at: number): number {
  return layout.hasValue ? view.getFloat64(at + 8, true) : 0
}

/** 0 where entries have no mark. */
export function markAt(layout: Layout, view: DataView, at: number): number {
  return layout.hasMark ? view.getFloat64(at + 16, true) : 0
}

export function writeEntry(layout: Layout, view: DataView, at: number, key: number, value: number, mark: number): void {
  view.setFloat64(at, key, true)
  if (!layout.hasValue) return
  view.setFloat64(at + 8, value, true)
  if (layout.hasMark) view.setFloat64(at + 16, mark, true)
}

/** Whether an entry stands before the one whose key, value and mark are at these bytes. */
export function isBefore(layout: Layout, key: number, value: number, mark: number, view: DataView, keyAt: number, valueAt: number, markAt: number): boolean {
  const otherKey = view.getFloat64(keyAt, true)
  if (key !== otherKey) return key < otherKey
  if (!layout.hasValue || layout.isUnique) return false
  const otherValue = view.getFloat64(valueAt, true)
  if (value !== otherValue) return value < otherValue
  return layout.hasMark && mark < view.getFloat64(markAt, true)
}

/** Where an entry belongs among `count` entries from `first` on: behind those that are not after it. Most are the last. */
export function placeOf(layout: Layout, view: DataView, first: number, count: number, key: number, value: number, mark: number): number {
  const { entry } = layout
  const last = first + entry * (count - 1)
  if (count === 0 || !isBefore(layout, key, value, mark, view, last, last + 8, last + 16)) return count
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = first + entry * middle
    if (isBefore(layout, key, value, mark, view, at, at + 8, at + 16)) high = middle
    else low = middle + 1
  }
  return low
}

/** The index of the first of `count` entries whose key is not below `key`; `count` where there is none. */
export function lowerBound(layout: Layout, view: DataView, first: number, count: number, key: number): number {
  const { entry } = layout
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (view.getFloat64(first + entry * middle, true) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Makes room at `index` and writes the entry. There is room behind the last. */
export function insertAt(layout: Layout, view: DataView, bytes: Uint8Array, first: number, count: number, index: number, key: number, value: number, mark: number): void {
  const at = first + layout.entry * index
  if (index < count) bytes.copyWithin(at + layout.entry, at, first + layout.entry * count)
  writeEntry(layout, view, at, key, value, mark)
}
