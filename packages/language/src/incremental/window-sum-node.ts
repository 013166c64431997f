// sum(E.property) over a rolling window: the entries in the window, in order of time, and their running sum. A fact is
// added and, once the window has moved past it, subtracted again; sums are exact integers, so nothing drifts. The
// entries stand in a queue: they leave at the front by moving `head`, and enter at the back; when the back is full
// they move to the front if half the room is free there, else the room doubles, so a fact costs constant time on
// average. A late fact enters at its place. Entries of equal time are ordered by value, so that the order of arrival
// leaves no trace.
//
// Cell: sum (two f64, see exact.ts), u32 head, u32 count, then entries (f64 time, f64 millionths).
import { assert, type Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'
import { SUM_SIZE, addLimbs, addTo } from './exact.ts'
import type { NodeSpec } from './node.ts'
import { contribution } from './property.ts'

const HEAD = SUM_SIZE
const COUNT = SUM_SIZE + 4
const ENTRIES = SUM_SIZE + 8
const ENTRY = 16

export class WindowSumNode implements NodeSpec {
  readonly needsProperties = true
  readonly key: string
  readonly id: number
  readonly event: string
  readonly path: readonly string[]
  /** Length of the window. */
  readonly horizon: Millis

  constructor(key: string, id: number, event: string, path: readonly string[], length: Millis) {
    assert(length > 0 && Number.isFinite(length), 'a rolling window has a length')
    this.key = key
    this.id = id
    this.event = event
    this.path = path
    this.horizon = length
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    const time = fact.timestamp
    assert(time <= now, 'a fact never happens after now')
    if (time <= now - this.horizon) return false
    const added = contribution(fact, this.path)
    if (added === 0) return false
    let at = cells.find(this.id)
    if (at < 0) {
      at = cells.allocate(this.id, ENTRIES + ENTRY)
    } else {
      expire(cells.view, at, now - this.horizon)
      at = makeRoom(cells, this.id, at, 1)
    }
    const { view } = cells
    const head = view.getUint32(at + HEAD, true)
    const count = view.getUint32(at + COUNT, true)
    const first = at + ENTRIES + ENTRY * head
    const place = placeOf(view, first, count, time, added)
    if (place < count) cells.bytes.copyWithin(first + ENTRY * (place + 1), first + ENTRY * place, first + ENTRY * count)
    setEntry(view, first + ENTRY * place, time, added)
    view.setUint32(at + COUNT, count + 1, true)
    addTo(view, at, added)
    return true
  }

  merge(into: Cells, from: Cells): void {
    const found = from.find(this.id)
    if (found < 0) return
    const otherCount = from.view.getUint32(found + COUNT, true)
    if (otherCount === 0) return
    let at = into.find(this.id)
    if (at < 0) at = into.allocate(this.id, ENTRIES + ENTRY * otherCount)
    at = makeRoom(into, this.id, at, otherCount)
    const other = from.find(this.id)
    const { view } = into
    const source = from.view
    assert(at >= 0 && other >= 0, 'both cells stay while they are merged')
    const ownFirst = at + ENTRIES + ENTRY * view.getUint32(at + HEAD, true)
    const otherFirst = other + ENTRIES + ENTRY * source.getUint32(other + HEAD, true)
    const ownCount = view.getUint32(at + COUNT, true)
    // Backwards, so that nothing unread is overwritten.
    let own = ownCount - 1
    let next = otherCount - 1
    for (let index = ownCount + otherCount - 1; next >= 0; index--) {
      const taken = otherFirst + ENTRY * next
      const time = source.getFloat64(taken, true)
      const value = source.getFloat64(taken + 8, true)
      const present = ownFirst + ENTRY * own
      if (own >= 0 && isAfter(view, present, time, value)) {
        setEntry(view, ownFirst + ENTRY * index, view.getFloat64(present, true), view.getFloat64(present + 8, true))
        own--
      } else {
        setEntry(view, ownFirst + ENTRY * index, time, value)
        next--
      }
    }
    view.setUint32(at + COUNT, ownCount + otherCount, true)
    addLimbs(view, at, source.getFloat64(other, true), source.getFloat64(other + 8, true))
  }
}

/** Takes the entries at or before `edge` out of the sum of the cell at `at`, in place. */
export function expire(view: DataView, at: number, edge: Millis): void {
  let count = view.getUint32(at + COUNT, true)
  if (count === 0) return
  let head = view.getUint32(at + HEAD, true)
  let entry = at + ENTRIES + ENTRY * head
  if (view.getFloat64(entry, true) > edge) return
  while (count > 0 && view.getFloat64(entry, true) <= edge) {
    addTo(view, at, -view.getFloat64(entry + 8, true))
    entry += ENTRY
    head++
    count--
  }
  assert(count > 0 || (view.getFloat64(at, true) === 0 && view.getFloat64(at + 8, true) === 0), 'the sum of nothing is 0')
  view.setUint32(at + HEAD, count === 0 ? 0 : head, true)
  view.setUint32(at + COUNT, count, true)
}

/** The time of the oldest entry after `edge`, or Infinity. */
export function oldestAfter(view: DataView, at: number, edge: Millis): Millis {
  const count = view.getUint32(at + COUNT, true)
  let entry = at + ENTRIES + ENTRY * view.getUint32(at + HEAD, true)
  for (let index = 0; index < count; index++, entry += ENTRY) {
    const time = view.getFloat64(entry, true)
    if (time > edge) return time
  }
  return Infinity
}

/** Makes room for `more` entries behind the last; the cell's offset, which may have changed. */
function makeRoom(cells: Cells, id: number, at: number, more: number): number {
  const room = (cells.size(id) - ENTRIES) / ENTRY
  const head = cells.view.getUint32(at + HEAD, true)
  const count = cells.view.getUint32(at + COUNT, true)
  assert(Number.isInteger(room) && head + count <= room, 'the entries of a sum lie in its cell')
  if (head + count + more <= room) return at
  let wanted = room
  if (count + more > room / 2) {
    while (wanted < count + more) wanted *= 2
    // Room for growth, so that moving to the front always pays for as many new entries as were moved.
    if (head > 0 && wanted === room) wanted *= 2
  }
  const moved = wanted === room ? at : cells.allocate(id, ENTRIES + ENTRY * wanted)
  if (head > 0) {
    const first = moved + ENTRIES
    cells.bytes.copyWithin(first, first + ENTRY * head, first + ENTRY * (head + count))
    cells.view.setUint32(moved + HEAD, 0, true)
  }
  return moved
}

/** Where an entry of `time` and `value` belongs among `count` entries in order; most are the latest. */
function placeOf(view: DataView, first: number, count: number, time: number, value: number): number {
  if (count === 0 || !isAfter(view, first + ENTRY * (count - 1), time, value)) return count
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(view, first + ENTRY * middle, time, value)) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether the entry at `at` stands after (`time`, `value`). */
function isAfter(view: DataView, at: number, time: number, value: number): boolean {
  const present = view.getFloat64(at, true)
  return present > time || (present === time && view.getFloat64(at + 8, true) > value)
}

function setEntry(view: DataView, at: number, time: number, value: number): void {
  view.setFloat64(at, time, true)
  view.setFloat64(at + 8, value, true)
}
