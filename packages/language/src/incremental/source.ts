import type { Millis } from '@touchstone/base'
import type { Aggregate } from '../check/tree.ts'
import type { PersonState } from './cells.ts'
import type { NodeSpec } from './node.ts'
import type { Reading } from './reading.ts'
import { type TotalsNode, readTotals } from './totals-node.ts'

/** Where an aggregate's number comes from. */
export interface Source {
  readonly called: Aggregate['function']
  readonly nodes: readonly NodeSpec[]
  readonly traits: readonly number[]
  readonly timed: boolean
  /** Reads the number as of `at`; false where it is unknown because the person's zone is. */
  read(person: PersonState, at: Millis, into: Reading): boolean
  /** The earliest instant after `after` at which it could change by time alone; Infinity if there is none. */
  nextChange(person: PersonState, after: Millis): Millis
}

/** What no window moves: totals of all that was taken in. */
export class TotalsSource implements Source {
  readonly traits: readonly number[] = []
  readonly timed = false
  readonly called: Aggregate['function']
  readonly nodes: readonly NodeSpec[]
  readonly #id: number
  readonly #isValued: boolean

  constructor(called: Aggregate['function'], node: TotalsNode) {
    this.called = called
    this.nodes = [node]
    this.#id = node.id
    this.#isValued = node.path.length > 0
  }

  read(person: PersonState, _: Millis, into: Reading): boolean {
    readTotals(person, this.#id, this.#isValued, into)
    return true
  }

  nextChange(): Millis {
    return Infinity
  }
}
