// From when to when chosen events lie, and how many there are: what the mean time between them is made of.
//
// Cell: f64 events, f64 earliest time, f64 latest time.
import { assert, type Millis } from '@touchstone/base'
import type { Cells, FactInput, PersonState } from './cells.ts'
import type { NodeSpec } from './node.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'
import type { Source } from './source.ts'

const EARLIEST = 8
const LATEST = 16
const SIZE = 24

export class SpanNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly needsProperties: boolean
  readonly #scope: Scope

  constructor(key: string, id: number, scope: Scope) {
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.needsProperties = scope.needsProperties
    this.#scope = scope
  }

  static keyOf(scope: Scope): string {
    return `span of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    if (!this.#scope.accepts(fact)) return false
    this.#add(cells, 1, fact.timestamp, fact.timestamp)
    return true
  }

  merge(into: Cells, from: Cells): void {
    const at = from.find(this.id)
    if (at < 0) return
    const { view } = from
    this.#add(into, view.getFloat64(at, true), view.getFloat64(at + EARLIEST, true), view.getFloat64(at + LATEST, true))
  }

  release(): void {}

  #add(cells: Cells, count: number, earliest: Millis, latest: Millis): void {
    const known = cells.find(this.id)
    const at = known < 0 ? cells.allocate(this.id, SIZE) : known
    const { view } = cells
    view.setFloat64(at, view.getFloat64(at, true) + count, true)
    if (known < 0 || earliest < view.getFloat64(at + EARLIEST, true)) view.setFloat64(at + EARLIEST, earliest, true)
    if (known < 0 || latest > view.getFloat64(at + LATEST, true)) view.setFloat64(at + LATEST, latest, true)
    assert(view.getFloat64(at + EARLIEST, true) <= view.getFloat64(at + LATEST, true), 'a span begins before it ends')
  }
}

/** The gap between the events of a span: they stay where they are. */
export class SpanSource implements Source {
  readonly called = 'gap'
  readonly traits: readonly number[] = []
  readonly timed = false
  readonly nodes: readonly NodeSpec[]
  readonly #id: number

  constructor(node: SpanNode) {
    this.nodes = [node]
    this.#id = node.id
  }

  read(person: PersonState, _: Millis, into: Reading): boolean {
    into.clear()
    const at = person.find(this.#id)
    if (at < 0) return true
    const { view } = person
    into.count = view.getFloat64(at, true)
    into.minimum = view.getFloat64(at + EARLIEST, true)
    into.maximum = view.getFloat64(at + LATEST, true)
    return true
  }

  nextChange(): Millis {
    return Infinity
  }
}
