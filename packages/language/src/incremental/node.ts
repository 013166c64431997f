import type { Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'

/**
 * One thing that conditions need to know of a person's history, kept per person in one cell. Nodes with equal `key` are
 * the same node, whichever condition asked for them: their owner gives them one number, stores one cell and updates it
 * once per fact.
 */
export interface NodeSpec {
  /** Canonical text: `latest 3 of "Order Completed"`, `times and values of …`. */
  readonly key: string
  /** The number its owner gave it; the cell's number. */
  readonly id: number
  /** Which facts it takes in: those of these events (distinct), and those that give one of these traits. One of the two is empty. */
  readonly events: readonly string[]
  readonly traits: readonly string[]
  /** Facts that happened this long ago or earlier never matter; Infinity where every fact may. */
  readonly horizon: Millis
  /**
   * How many of the latest facts that it takes in can matter, whatever else; Infinity where any number may. Reading history
   * may leave out older ones. Only nodes that choose by event alone promise it.
   */
  readonly latestOnly: number
  /** Whether `update` reads the fact's properties. */
  readonly needsProperties: boolean
  /**
   * Takes in a fact, in any order of timestamps, at the instant `now` ≥ `fact.timestamp`; `now` never goes back for one
   * person. True if a condition may have another value because of it, or another next instant. Allocates no JS objects;
   * may call `cells.allocate` and use `cells.chunks`.
   */
  update(cells: Cells, fact: FactInput, now: Millis): boolean
  /** Adds another cell of the same node, from another person or another process. Commutative and associative. `from` is only read. */
  merge(into: Cells, from: Cells): void
  /** Gives up the chunks of the person's cell, which is going to be removed. */
  release(cells: Cells): void
}
