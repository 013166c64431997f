// What all chosen events of a scope come to: how many there are and, where a path is looked at, how many values it
// reaches, their sum, the smallest and the largest. No instant changes them; one cell answers every question.
//
// Cell without a path: f64 events. With one: f64 values, the sum (two f64, see exact.ts), f64 minimum, f64 maximum.
import { assert, type Millis } from '@touchstone/base'
import type { Path } from '../check/tree.ts'
import { contribution, memberAt, visitValues } from '../check/values.ts'
import type { Cells, FactInput } from './cells.ts'
import { addLimbs, addTo } from './exact.ts'
import type { NodeSpec } from './node.ts'
import { isList, pathText } from './path.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'

const SUM = 8
const MINIMUM = 24
const MAXIMUM = 32
const VALUED = 40

export class TotalsNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly needsProperties: boolean
  readonly path: Path
  readonly #scope: Scope
  readonly #isList: boolean
  /** What `#take` adds to; set by `update`. */
  #cells: Cells | undefined
  #changed = false
  readonly #take = (value: unknown): void => {
    const added = contribution(value)
    if (Number.isNaN(added)) return
    this.#add(this.#cells as Cells, added)
    this.#changed = true
  }

  constructor(key: string, id: number, scope: Scope, path: Path) {
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.needsProperties = path.length > 0 || scope.needsProperties
    this.path = path
    this.#scope = scope
    this.#isList = isList(path)
  }

  static keyOf(scope: Scope, path: Path): string {
    return path.length === 0 ? `number of ${scope.text}` : `totals of ${pathText(path)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    if (!this.#scope.accepts(fact)) return false
    if (this.path.length === 0) {
      const at = this.#cell(cells, 8)
      cells.view.setFloat64(at, cells.view.getFloat64(at, true) + 1, true)
      return true
    }
    this.#cells = cells
    this.#changed = false
    if (this.#isList) visitValues(this.path, fact.properties(), this.#take)
    else this.#take(memberAt(this.path, fact.properties()))
    this.#cells = undefined
    return this.#changed
  }

  merge(into: Cells, from: Cells): void {
    if (from.find(this.id) < 0) return
    const isNew = into.find(this.id) < 0
    const at = this.#cell(into, this.path.length === 0 ? 8 : VALUED)
    const other = from.find(this.id)
    const { view } = into
    const source = from.view
    view.setFloat64(at, view.getFloat64(at, true) + source.getFloat64(other, true), true)
    if (this.path.length === 0) return
    addLimbs(view, at + SUM, source.getFloat64(other + SUM, true), source.getFloat64(other + SUM + 8, true))
    const minimum = source.getFloat64(other + MINIMUM, true)
    const maximum = source.getFloat64(other + MAXIMUM, true)
    if (isNew || minimum < view.getFloat64(at + MINIMUM, true)) view.setFloat64(at + MINIMUM, minimum, true)
    if (isNew || maximum > view.getFloat64(at + MAXIMUM, true)) view.setFloat64(at + MAXIMUM, maximum, true)
  }

  release(): void {}

  #add(cells: Cells, value: number): void {
    const at = this.#cell(cells, VALUED)
    const { view } = cells
    const count = view.getFloat64(at, true)
    view.setFloat64(at, count + 1, true)
    addTo(view, at + SUM, value)
    if (count === 0 || value < view.getFloat64(at + MINIMUM, true)) view.setFloat64(at + MINIMUM, value, true)
    if (count === 0 || value > view.getFloat64(at + MAXIMUM, true)) view.setFloat64(at + MAXIMUM, value, true)
  }

  #cell(cells: Cells, length: number): number {
    const at = cells.find(this.id)
    return at < 0 ? cells.allocate(this.id, length) : at
  }
}

/** Reads a cell of totals; of nothing where there is none. */
export function readTotals(cells: Cells, id: number, isValued: boolean, into: Reading): void {
  into.clear()
  const at = cells.find(id)
  if (at < 0) return
  const { view } = cells
  into.count = view.getFloat64(at, true)
  if (!isValued) return
  into.high = view.getFloat64(at + SUM, true)
  into.low = view.getFloat64(at + SUM + 8, true)
  into.minimum = view.getFloat64(at + MINIMUM, true)
  into.maximum = view.getFloat64(at + MAXIMUM, true)
}
