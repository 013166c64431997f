// Every different value of a property that all chosen events of a scope have, as a set of hashes: how many there are, to
// the last one. The set is a timeline whose keys are hashes; it may grow long.
import { assert, type Millis } from '@touchstone/base'
import type { Aggregate, Path } from '../check/tree.ts'
import { memberAt, visitValues } from '../check/values.ts'
import type { Cells, FactInput, PersonState } from './cells.ts'
import { scalarHash } from './hash.ts'
import type { NodeSpec } from './node.ts'
import { isList, pathText } from './path.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'
import type { Source } from './source.ts'
import { fell } from './timeline/expire.ts'
import { insertEntry } from './timeline/insert.ts'
import { Layout } from './timeline/layout.ts'
import { mergeTimelines } from './timeline/merge.ts'
import { countAll } from './timeline/ranges.ts'

export class DistinctSetNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly needsProperties = true
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly layout: Layout
  readonly #scope: Scope
  readonly #path: Path
  readonly #isList: boolean
  /** What `#take` adds to; set by `update`. */
  #cells!: Cells
  #changed = false
  readonly #take = (value: unknown): void => {
    const hash = scalarHash(value)
    if (!Number.isNaN(hash) && insertEntry(this.layout, this.#cells, hash, 0, 0, -Infinity)) this.#changed = true
  }

  constructor(key: string, id: number, scope: Scope, path: Path) {
    assert(path.length > 0, 'values are found at a path')
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.layout = new Layout(id, { columns: 'none', isSummed: false, isUnique: true, folds: false, head: 0, state: 0 })
    this.#scope = scope
    this.#path = path
    this.#isList = isList(path)
  }

  static keyOf(scope: Scope, path: Path): string {
    return `different ${pathText(path)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    if (!this.#scope.accepts(fact)) return false
    this.#cells = cells
    this.#changed = false
    if (this.#isList) visitValues(this.#path, fact.properties(), this.#take)
    else this.#take(memberAt(this.#path, fact.properties()))
    return this.#changed
  }

  merge(into: Cells, from: Cells): void {
    mergeTimelines(this.layout, into, from)
  }

  release(cells: Cells): void {
    const at = cells.find(this.id)
    if (at >= 0) fell(this.layout, cells, at)
  }
}

export class DistinctSetSource implements Source {
  readonly called: Aggregate['function'] = 'distinct'
  readonly traits: readonly number[] = []
  readonly timed = false
  readonly nodes: readonly NodeSpec[]
  readonly #layout: Layout

  constructor(node: DistinctSetNode) {
    this.nodes = [node]
    this.#layout = node.layout
  }

  read(person: PersonState, _: Millis, into: Reading): boolean {
    into.clear()
    const at = person.find(this.#layout.id)
    if (at >= 0) into.count = countAll(this.#layout, person, at)
    return true
  }

  nextChange(): Millis {
    return Infinity
  }
}
