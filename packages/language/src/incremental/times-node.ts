// The N latest times (or the N earliest) of chosen events. The latest answer every "at least k times" with k ≤ N in any
// window that ends now: that is so at T exactly when the k-th latest time is not before the window. So one cell serves
// all windows, no fact is ever counted out, and what is kept has a bound. The earliest answer the same of all time, for
// every instant in the past: it was so from the k-th earliest time on. Merging keeps the N latest of both; equal times
// are all kept, so the order in which facts or cells arrive cannot matter.
//
// Cell: u32 count, u32 0, then `count` keys as f64, ascending: times, or for the earliest their negatives, so that both
// keep the largest keys. The room grows 1, 2, 4, … N, so equal contents have equal bytes.
import { assert, type Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'
import type { NodeSpec } from './node.ts'
import type { Scope } from './scope.ts'

const KEYS = 8
const KEY = 8

/** More times than this are kept in a timeline, which need not be written as a whole. */
export const MOST_TIMES = 64

/** Which end of a person's history: 1 keeps the latest, −1 the earliest. */
export type End = 1 | -1

export class TimesNode implements NodeSpec {
  readonly horizon = Infinity
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly latestOnly: number
  readonly needsProperties: boolean
  /** N: how many times are kept. */
  readonly limit: number
  readonly end: End
  readonly #scope: Scope

  constructor(key: string, id: number, scope: Scope, limit: number, end: End) {
    assert(Number.isInteger(limit) && limit >= 1 && limit <= MOST_TIMES, 'a node of times keeps at least one, and not too many')
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.latestOnly = end === 1 && scope.isPlain ? limit : Infinity
    this.needsProperties = scope.needsProperties
    this.limit = limit
    this.end = end
    this.#scope = scope
  }

  static keyOf(scope: Scope, limit: number, end: End): string {
    return `${end === 1 ? 'latest' : 'earliest'} ${limit} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    const key = this.end * fact.timestamp
    let at = cells.find(this.id)
    const count = at < 0 ? 0 : cells.view.getUint32(at, true)
    if (count === this.limit && key <= keyAt(cells.view, at, 0)) return false
    if (!this.#scope.accepts(fact)) return false
    if (count < this.limit) {
      at = this.#grow(cells, at, count + 1)
      const { view } = cells
      let index = count
      for (; index > 0; index--) {
        const present = keyAt(view, at, index - 1)
        if (present <= key) break
        setKey(view, at, index, present)
      }
      setKey(view, at, index, key)
      view.setUint32(at, count + 1, true)
      return true
    }
    // Full: the smallest leaves, and those up to the new one move down.
    const { view } = cells
    let carried = key
    for (let index = this.limit - 1; index >= 0; index--) {
      const present = keyAt(view, at, index)
      if (present > carried) continue
      setKey(view, at, index, carried)
      carried = present
    }
    return true
  }

  merge(into: Cells, from: Cells): void {
    const other = from.find(this.id)
    if (other < 0) return
    const own = into.find(this.id)
    const ownCount = own < 0 ? 0 : into.view.getUint32(own, true)
    const otherCount = from.view.getUint32(other, true)
    const total = Math.min(this.limit, ownCount + otherCount)
    assert(ownCount <= this.limit && otherCount <= this.limit, 'a cell holds at most as many times as its node keeps')
    const at = this.#grow(into, own, total)
    const source = from.find(this.id)
    const { view } = into
    // How many of the `total` largest are from each side.
    let fromOwn = 0
    let fromOther = 0
    while (fromOwn + fromOther < total) {
      const ownLeft = ownCount - fromOwn
      const otherLeft = otherCount - fromOther
      if (otherLeft === 0 || (ownLeft > 0 && keyAt(view, at, ownLeft - 1) >= keyAt(from.view, source, otherLeft - 1))) fromOwn++
      else fromOther++
    }
    const dropped = ownCount - fromOwn
    if (dropped > 0) into.bytes.copyWithin(at + KEYS, at + KEYS + KEY * dropped, at + KEYS + KEY * ownCount)
    // Backwards, so that nothing unread is overwritten.
    let ownIndex = fromOwn - 1
    let otherIndex = otherCount - 1
    for (let index = total - 1; index >= 0; index--) {
      const takeOwn = otherIndex < otherCount - fromOther || (ownIndex >= 0 && keyAt(view, at, ownIndex) >= keyAt(from.view, source, otherIndex))
      setKey(view, at, index, takeOwn ? keyAt(view, at, ownIndex--) : keyAt(from.view, source, otherIndex--))
    }
    assert(ownIndex === -1 && otherIndex === otherCount - fromOther - 1, 'a merge takes exactly the largest of both')
    view.setUint32(at, total, true)
  }

  release(): void {}

  /** The offset of a cell with room for `count` times. */
  #grow(cells: Cells, at: number, count: number): number {
    const room = at < 0 ? 0 : (cells.size(this.id) - KEYS) / KEY
    assert(Number.isInteger(room) && count <= this.limit, 'a cell of times has room for whole times, no more than are kept')
    if (count <= room) return at
    let wanted = Math.max(1, room)
    while (wanted < count) wanted *= 2
    return cells.allocate(this.id, KEYS + KEY * Math.min(wanted, this.limit))
  }
}

/** The `rank`-th largest key of a cell: its latest time, or its earliest with a minus; -Infinity where there are not so many. */
export function timesKey(cells: Cells, id: number, rank: number): number {
  const at = cells.find(id)
  if (at < 0) return -Infinity
  const count = cells.view.getUint32(at, true)
  return rank > count ? -Infinity : keyAt(cells.view, at, count - rank)
}

function keyAt(view: DataView, at: number, index: number): number {
  return view.getFloat64(at + KEYS + KEY * index, true)
}

function setKey(view: DataView, at: number, index: number, key: number): void {
  view.setFloat64(at + KEYS + KEY * index, key, true)
}
