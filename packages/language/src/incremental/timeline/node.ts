// A timeline: the times of chosen events, each with what a number is made of, kept as long as any window reaches back. It
// answers every window by its two edges, so conditions with different windows share one.
import { assert, type Millis } from '@touchstone/base'
import type { Path } from '../../check/tree.ts'
import { memberAt, visitValues } from '../../check/values.ts'
import type { Cells, FactInput } from '../cells.ts'
import type { NodeSpec } from '../node.ts'
import { isList, pathText } from '../path.ts'
import type { Scope } from '../scope.ts'
import { fell, foldEntry } from './expire.ts'
import { insertEntry } from './insert.ts'
import { Layout } from './layout.ts'
import { mergeTimelines } from './merge.ts'

/** What stands beside the time of an event in a timeline, and where it comes from. */
export interface Column {
  /** Part of the node's key. */
  readonly key: string
  /** The number for a value of the property; NaN where the value counts for nothing. `fact` is the event's. */
  of(value: unknown, fact: FactInput): number
}

export interface TimelineParts {
  readonly scope: Scope
  /** Where values are; empty for times alone. */
  readonly path: Path
  /** What is kept of a value; undefined exactly where the path is empty and there is no mark. */
  readonly column: Column | undefined
  readonly isSummed: boolean
  /** A property that a filter compares when it is asked. An event without it is never chosen. */
  readonly mark: { readonly path: Path; readonly column: Column } | undefined
  /** How long entries are kept apart, in milliseconds; Infinity for ever. */
  readonly reach: Millis
  /** Whether older ones are added up rather than forgotten. */
  readonly folds: boolean
}

export class TimelineNode implements NodeSpec {
  readonly latestOnly = Infinity
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly horizon: Millis
  readonly needsProperties: boolean
  readonly layout: Layout
  readonly parts: TimelineParts
  readonly #isList: boolean
  /** The fact at hand, for `#take`. */
  #cells!: Cells
  #fact!: FactInput
  #mark = 0
  #edge = 0
  #changed = false
  readonly #take = (value: unknown): void => {
    const number = this.parts.column?.of(value, this.#fact) ?? 0
    if (!Number.isNaN(number)) this.#add(number)
  }

  constructor(key: string, id: number, parts: TimelineParts) {
    const { scope, path, column, mark, reach, folds } = parts
    assert(!folds || mark === undefined, 'what a filter has still to choose from is not added up')
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.horizon = folds ? Infinity : reach
    this.needsProperties = path.length > 0 || mark !== undefined || scope.needsProperties
    this.layout = new Layout(id, { columns: mark ? 'value and mark' : column ? 'value' : 'none', isSummed: parts.isSummed, isUnique: false, folds, head: 0, state: 0 })
    this.parts = parts
    this.#isList = isList(path)
  }

  static keyOf({ scope, path, column, mark, reach, folds }: TimelineParts): string {
    const values = path.length === 0 ? '' : ` and ${column?.key} ${pathText(path)}`
    const marks = mark === undefined ? '' : ` with ${mark.column.key} ${pathText(mark.path)}`
    const kept = reach === Infinity ? 'for ever' : `for ${reach} ms${folds ? ', then added up' : ''}`
    return `times${values}${marks} of ${scope.text} kept ${kept}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    const { timestamp } = fact
    assert(timestamp <= now, 'a fact never happens after now')
    const { scope, path, mark, folds, reach } = this.parts
    this.#edge = now - reach
    if (timestamp <= this.#edge && !folds) return false
    if (!scope.accepts(fact)) return false
    if (mark !== undefined) {
      this.#mark = mark.column.of(memberAt(mark.path, fact.properties()), fact)
      if (Number.isNaN(this.#mark)) return false
    }
    this.#cells = cells
    this.#fact = fact
    this.#changed = false
    if (path.length === 0) this.#add(0)
    else if (this.#isList) visitValues(path, fact.properties(), this.#take)
    else this.#take(memberAt(path, fact.properties()))
    return this.#changed
  }

  #add(value: number): void {
    const { layout } = this
    const cells = this.#cells
    const key = this.#fact.timestamp
    this.#changed = true
    if (key > this.#edge) {
      insertEntry(layout, cells, key, value, this.#mark, this.#edge)
      return
    }
    const found = cells.find(this.id)
    const at = found < 0 ? cells.allocate(this.id, layout.tail) : found
    foldEntry(layout, cells.view, at, key, value, this.#mark)
  }

  merge(into: Cells, from: Cells): void {
    mergeTimelines(this.layout, into, from)
  }

  release(cells: Cells): void {
    const at = cells.find(this.id)
    if (at >= 0) fell(this.layout, cells, at)
  }
}
