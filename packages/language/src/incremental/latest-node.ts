// latest(E, N): the N latest times of an event. It answers every "at least k times in a window" with k ≤ N, for any
// window: that is so at T exactly when the k-th latest time is after T − W. So one cell serves all windows, no fact is
// ever counted out, and what is kept has a bound. Merging keeps the N latest of both; equal times are all kept, so the
// order in which facts or cells arrive cannot matter.
//
// Cell: u32 count, u32 0, then `count` times as f64, ascending. The room grows 1, 2, 4, … N, so equal contents have
// equal bytes.
import { assert, type Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'
import type { NodeSpec } from './node.ts'

const TIMES = 8
const TIME = 8

export class LatestNode implements NodeSpec {
  readonly horizon = Infinity
  readonly needsProperties = false
  readonly key: string
  readonly id: number
  readonly event: string
  /** N: how many times are kept. */
  readonly limit: number

  constructor(key: string, id: number, event: string, limit: number) {
    assert(Number.isInteger(limit) && limit >= 1, 'a node of latest times keeps at least one')
    this.key = key
    this.id = id
    this.event = event
    this.limit = limit
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    const time = fact.timestamp
    assert(time <= now, 'a fact never happens after now')
    let at = cells.find(this.id)
    const count = at < 0 ? 0 : cells.view.getUint32(at, true)
    if (count < this.limit) {
      at = this.#grow(cells, at, count + 1)
      const { view } = cells
      let index = count
      while (index > 0 && timeAt(view, at, index - 1) > time) {
        setTime(view, at, index, timeAt(view, at, index - 1))
        index--
      }
      setTime(view, at, index, time)
      view.setUint32(at, count + 1, true)
      return true
    }
    const { view } = cells
    if (time <= timeAt(view, at, 0)) return false
    // Full: the earliest leaves, and those up to the new time move down.
    let index = this.limit - 1
    if (this.limit > 16) {
      index = lastNotAfter(view, at, this.limit, time)
      cells.bytes.copyWithin(at + TIMES, at + TIMES + TIME, at + TIMES + TIME * (index + 1))
      setTime(view, at, index, time)
      return true
    }
    let carried = time
    for (; index >= 0; index--) {
      const present = timeAt(view, at, index)
      if (present > carried) continue
      setTime(view, at, index, carried)
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
    // How many of the `total` latest are from each side.
    let fromOwn = 0
    let fromOther = 0
    while (fromOwn + fromOther < total) {
      const ownLeft = ownCount - fromOwn
      const otherLeft = otherCount - fromOther
      if (otherLeft === 0 || (ownLeft > 0 && timeAt(view, at, ownLeft - 1) >= timeAt(from.view, source, otherLeft - 1))) fromOwn++
      else fromOther++
    }
    const dropped = ownCount - fromOwn
    if (dropped > 0) into.bytes.copyWithin(at + TIMES, at + TIMES + TIME * dropped, at + TIMES + TIME * ownCount)
    // Backwards, so that nothing unread is overwritten.
    let ownIndex = fromOwn - 1
    let otherIndex = otherCount - 1
    for (let index = total - 1; index >= 0; index--) {
      const takeOwn = otherIndex < otherCount - fromOther || (ownIndex >= 0 && timeAt(view, at, ownIndex) >= timeAt(from.view, source, otherIndex))
      setTime(view, at, index, takeOwn ? timeAt(view, at, ownIndex--) : timeAt(from.view, source, otherIndex--))
    }
    assert(ownIndex === -1 && otherIndex === otherCount - fromOther - 1, 'a merge takes exactly the latest of both')
    view.setUint32(at, total, true)
  }

  /** The offset of a cell with room for `count` times. */
  #grow(cells: Cells, at: number, count: number): number {
    const room = at < 0 ? 0 : (cells.size(this.id) - TIMES) / TIME
    assert(Number.isInteger(room) && count <= this.limit, 'a cell of latest times has room for whole times, no more than are kept')
    if (count <= room) return at
    let wanted = Math.max(1, room)
    while (wanted < count) wanted *= 2
    return cells.allocate(this.id, TIMES + TIME * Math.min(wanted, this.limit))
  }
}

/** The `rank`-th latest time of the cell (1 = the latest), or -Infinity where there are not so many. */
export function latestTime(cells: Cells, id: number, rank: number): Millis {
  const at = cells.find(id)
  if (at < 0) return -Infinity
  assert(rank >= 1, 'the latest time is the first')
  const count = cells.view.getUint32(at, true)
  return rank > count ? -Infinity : timeAt(cells.view, at, count - rank)
}

function timeAt(view: DataView, at: number, index: number): number {
  return view.getFloat64(at + TIMES + TIME * index, true)
}

function setTime(view: DataView, at: number, index: number, time: number): void {
  view.setFloat64(at + TIMES + TIME * index, time, true)
}

/** The last index whose time is at or before `time`; the first one is. */
function lastNotAfter(view: DataView, at: number, count: number, time: number): number {
  let low = 0
  let high = count - 1
  if (timeAt(view, at, high) <= time) return high
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (timeAt(view, at, middle) <= time) low = middle
    else high = middle - 1
  }
  return low
}
