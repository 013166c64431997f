import type { Millis } from '@touchstone/base'
import type { LeafCondition } from '../check/listens.ts'
import type { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import type { NodeSpec } from './node.ts'

/** One comparison of a condition, ready to run against a person. Neither method allocates. */
export interface Leaf {
  readonly condition: LeafCondition
  /** What it reads: a node, or the trait of this number (-1 for none), or neither where it is the same for everyone. */
  readonly node: NodeSpec | undefined
  readonly trait: number
  /** The value at `now`. May let go of what the window has passed, in place. */
  evaluate(person: PersonState, now: Millis): Truth
  /** The earliest instant after `after` at which the value could change by time alone; Infinity if there is none. */
  nextDue(person: PersonState, after: Millis): Millis
}
