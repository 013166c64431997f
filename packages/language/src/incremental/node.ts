import type { Millis } from '@touchstone/base'
import type { Cells, FactInput } from './cells.ts'

/**
 * One aggregate that conditions listen to, kept per person in one cell. Nodes with equal `key` are the same node,
 * whichever condition asked for them: their owner gives them one number, stores one cell and updates it once per fact.
 */
export interface NodeSpec {
  /** Canonical text: `latest 3 of "Order Completed"`, `sum("Order Completed".revenue) in last 365 days`. */
  readonly key: string
  /** The number its owner gave it; the cell's number. */
  readonly id: number
  readonly event: string
  /** Facts that happened this long ago or earlier never matter; Infinity where every fact may. */
  readonly horizon: Millis
  /** Whether `update` reads the fact's properties. */
  readonly needsProperties: boolean
  /**
   * Takes in a fact of `event`, in any order of timestamps, at the instant `now` ≥ `fact.timestamp`; `now` never goes
   * back for one person. True if the cell changed. Allocates no JS objects; may call `cells.allocate`.
   */
  update(cells: Cells, fact: FactInput, now: Millis): boolean
  /** Adds another cell of the same node, from another person or another process. Commutative and associative. */
  merge(into: Cells, from: Cells): void
}
