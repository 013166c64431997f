import { assert } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import { fillTimeline, readTimeline, united } from './batch.ts'
import { foldBase } from './expire.ts'
import { insertEntry } from './insert.ts'
import type { Layout } from './layout.ts'
import { countAll } from './ranges.ts'

/** So many entries or fewer are merged one by one. */
const FEW = 64

/** Adds the entries, and the base, of another person's timeline. */
export function mergeTimelines(layout: Layout, into: Cells, from: Cells): void {
  const { id } = layout
  const other = from.find(id)
  if (other < 0) return
  const batch = readTimeline(layout, from, 1)
  const own = into.find(id)
  const expected = batch.length + (own < 0 ? 0 : countAll(layout, into, own))
  if (own >= 0 && batch.length <= FEW) {
    for (let index = 0; index < batch.length; index++) insertEntry(layout, into, batch.keys[index], batch.values[index], batch.marks[index], -Infinity)
  } else {
    const present = readTimeline(layout, into, 0)
    const all = own < 0 ? batch : united(layout, present, batch)
    fillTimeline(layout, into, all)
    all.clear()
    present.clear()
  }
  const at = into.find(id)
  assert(layout.isUnique || countAll(layout, into, at) === expected, 'a merge keeps every entry of both')
  if (layout.folds) foldBase(layout, into.view, at, from.view, from.find(id))
  batch.clear()
}
