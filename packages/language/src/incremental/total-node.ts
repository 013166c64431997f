// sum(E.property) over all time: one running sum. Cell: the sum (see exact.ts).
import { assert, type Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'
import { SUM_SIZE, addLimbs, addTo } from './exact.ts'
import type { NodeSpec } from './node.ts'
import { contribution } from './property.ts'

export class TotalNode implements NodeSpec {
  readonly horizon = Infinity
  readonly needsProperties = true
  readonly key: string
  readonly id: number
  readonly event: string
  readonly path: readonly string[]

  constructor(key: string, id: number, event: string, path: readonly string[]) {
    this.key = key
    this.id = id
    this.event = event
    this.path = path
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    const added = contribution(fact, this.path)
    if (added === 0) return false
    const found = cells.find(this.id)
    // Allocating may replace the view, so it comes first.
    const at = found < 0 ? cells.allocate(this.id, SUM_SIZE) : found
    addTo(cells.view, at, added)
    return true
  }

  merge(into: Cells, from: Cells): void {
    if (from.find(this.id) < 0) return
    const own = into.find(this.id)
    const at = own < 0 ? into.allocate(this.id, SUM_SIZE) : own
    const other = from.find(this.id)
    addLimbs(into.view, at, from.view.getFloat64(other, true), from.view.getFloat64(other + 8, true))
  }
}
