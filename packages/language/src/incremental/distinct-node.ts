// The k different values of a property that were seen last, each with when: at least k different values occur in a window
// that ends at T exactly when the k-th latest of these times is not before the window. In the past the k values that were
// first seen earliest tell the same of all time. A value keeps its place by its best time, which only ever gets better, so
// the order of facts and merges cannot matter.
//
// Cell: u32 count, u32 0, then (f64 key, f64 hash) ascending: times, or for the earliest their negatives.
import { assert, type Millis } from '@touchstone/base'
import type { Path } from '../check/tree.ts'
import { memberAt, visitValues } from '../check/values.ts'
import type { Cells, FactInput } from './cells.ts'
import { scalarHash } from './hash.ts'
import type { NodeSpec } from './node.ts'
import { isList, pathText } from './path.ts'
import type { Scope } from './scope.ts'
import { type End, MOST_TIMES } from './times-node.ts'

const ENTRIES = 8
const ENTRY = 16

export class DistinctNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly needsProperties = true
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly limit: number
  readonly end: End
  readonly #scope: Scope
  readonly #path: Path
  readonly #isList: boolean
  /** What `#take` changes; set by `update`. */
  #cells!: Cells
  #key = 0
  #changed = false
  readonly #take = (value: unknown): void => {
    const hash = scalarHash(value)
    if (!Number.isNaN(hash) && this.#put(this.#cells, this.#key, hash)) this.#changed = true
  }

  constructor(key: string, id: number, scope: Scope, path: Path, limit: number, end: End) {
    assert(Number.isInteger(limit) && limit >= 1 && limit <= MOST_TIMES, 'a node of different values keeps at least one, and not too many')
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.limit = limit
    this.end = end
    this.#scope = scope
    this.#path = path
    this.#isList = isList(path)
  }

  static keyOf(scope: Scope, path: Path, limit: number, end: End): string {
    return `${end === 1 ? 'latest' : 'earliest'} ${limit} different ${pathText(path)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    this.#key = this.end * fact.timestamp
    const at = cells.find(this.id)
    if (at >= 0 && cells.view.getUint32(at, true) === this.limit && this.#key < cells.view.getFloat64(at + ENTRIES, true)) return false
    if (!this.#scope.accepts(fact)) return false
    this.#cells = cells
    this.#changed = false
    if (this.#isList) visitValues(this.#path, fact.properties(), this.#take)
    else this.#take(memberAt(this.#path, fact.properties()))
    return this.#changed
  }

  merge(into: Cells, from: Cells): void {
    const other = from.find(this.id)
    if (other < 0) return
    const count = from.view.getUint32(other, true)
    for (let index = 0; index < count; index++) {
      // Allocating in one may move the other where both lie in one buffer.
      const at = from.find(this.id) + ENTRIES + ENTRY * index
      this.#put(into, from.view.getFloat64(at, true), from.view.getFloat64(at + 8, true))
    }
  }

  release(): void {}

  #put(cells: Cells, key: number, hash: number): boolean {
    let at = cells.find(this.id)
    let count = at < 0 ? 0 : cells.view.getUint32(at, true)
    const known = count === 0 ? -1 : indexOf(cells.view, at, count, hash)
    if (known >= 0) {
      if (key <= cells.view.getFloat64(at + ENTRIES + ENTRY * known, true)) return false
      remove(cells, at, count, known)
      count--
    } else if (count === this.limit) {
      if (isBefore(key, hash, cells.view, at + ENTRIES)) return false
      remove(cells, at, count, 0)
      count--
    } else at = this.#grow(cells, at, count + 1)
    const { view } = cells
    let place = count
    while (place > 0 && isBefore(key, hash, view, at + ENTRIES + ENTRY * (place - 1))) place--
    const entry = at + ENTRIES + ENTRY * place
    cells.bytes.copyWithin(entry + ENTRY, entry, at + ENTRIES + ENTRY * count)
    view.setFloat64(entry, key, true)
    view.setFloat64(entry + 8, hash, true)
    view.setUint32(at, count + 1, true)
    return true
  }

  #grow(cells: Cells, at: number, count: number): number {
    const room = at < 0 ? 0 : (cells.size(this.id) - ENTRIES) / ENTRY
    if (count <= room) return at
    return cells.allocate(this.id, ENTRIES + ENTRY * Math.min(Math.max(1, 2 * room), this.limit))
  }
}

/** The time of the `rank`-th value from the latest (of a node of earliest values: from the earliest), times its end; -Infinity where there are not so many. */
export function distinctKey(cells: Cells, id: number, rank: number): number {
  const at = cells.find(id)
  if (at < 0) return -Infinity
  const count = cells.view.getUint32(at, true)
  return rank > count ? -Infinity : cells.view.getFloat64(at + ENTRIES + ENTRY * (count - rank), true)
}

function indexOf(view: DataView, at: number, count: number, hash: number): number {
  for (let index = count - 1; index >= 0; index--) if (view.getFloat64(at + ENTRIES + ENTRY * index + 8, true) === hash) return index
  return -1
}

function remove(cells: Cells, at: number, count: number, index: number): void {
  const entry = at + ENTRIES + ENTRY * index
  cells.bytes.copyWithin(entry, entry + ENTRY, at + ENTRIES + ENTRY * count)
  cells.view.setUint32(at, count - 1, true)
}

function isBefore(key: number, hash: number, view: DataView, at: number): boolean {
  const present = view.getFloat64(at, true)
  return key < present || (key === present && hash < view.getFloat64(at + 8, true))
}
