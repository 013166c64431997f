// Which facts a node takes in, whatever the time is: those of one event, for which the static part of the filter is true,
// that happened in the window where it is absolute. Windows that move, and what a filter asks of the person, are left to
// the leaf that reads the node, so that leaves with different windows share it.
import { assert, type Millis } from '@touchstone/base'
import { splitFilter } from '../check/dynamic.ts'
import { eventsText } from '../check/text.ts'
import type { Events, Window } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import type { FactInput } from './cells.ts'
import { type StaticFilter, compileFilter, readsProperties } from './filter.ts'

const ALL_TIME: Window = { kind: 'all-time' }

export class Scope {
  readonly event: string
  /** Canonical text: `"Order Completed" where (total > 50) since "2026-01-01"`. */
  readonly text: string
  /** from ≤ t < to. */
  readonly from: Millis
  readonly to: Millis
  readonly needsProperties: boolean
  /** Whether the event alone chooses. */
  readonly isPlain: boolean
  readonly #filter: StaticFilter | undefined

  /** `isBounded`: whether an absolute window belongs to the scope; a leaf may know its edges instead. */
  constructor({ event, window, filter }: Events, isBounded: boolean) {
    const { static: chosen } = splitFilter(filter)
    const bounds = isBounded && window.kind === 'absolute' ? window : undefined
    this.event = event
    this.from = bounds?.from ?? -Infinity
    this.to = bounds?.to ?? Infinity
    assert(this.from <= this.to, 'a window does not end before it begins')
    this.text = eventsText({ event, window: bounds ?? ALL_TIME, filter: chosen })
    this.needsProperties = readsProperties(chosen)
    this.isPlain = chosen === undefined && bounds === undefined
    this.#filter = chosen && compileFilter(chosen)
  }

  /** Whether the fact, which is of the scope's event, is taken in. */
  accepts(fact: FactInput): boolean {
    const { timestamp } = fact
    if (timestamp < this.from || timestamp >= this.to) return false
    return this.#filter === undefined || this.#filter(this.needsProperties ? fact.properties() : undefined, timestamp) === Truth.TRUE
  }
}
