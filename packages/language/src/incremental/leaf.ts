import type { Millis } from '@touchstone/base'
import type { LeafCondition } from '../check/listens.ts'
import type { Held, Moved } from '../check/tree.ts'
import type { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import type { NodeSpec } from './node.ts'

/**
 * One part of a condition, ready to run against a person. Neither method allocates, but for texts and lists of traits
 * that a test has to take apart.
 *
 * Inside what was held or moved, a leaf is asked about the past: `evaluate` at any instant that its nodes reach back to,
 * as of that instant with everything known now; `nextDue` then counts facts that happened after `after` too.
 */
export interface Leaf {
  readonly condition: LeafCondition | Held | Moved
  /** What it reads: these nodes, and the traits of these numbers as they are now. Neither where it is the same for everyone. */
  readonly nodes: readonly NodeSpec[]
  readonly traits: readonly number[]
  /** Whether time alone can change it. */
  readonly timed: boolean
  /** Whether time alone, or a first fact that turns out to be earlier, can change it for a person without any of its cells. */
  readonly clocked: boolean
  evaluate(person: PersonState, now: Millis): Truth
  /** The earliest instant after `after` at which the value could change by time alone; Infinity if there is none. */
  nextDue(person: PersonState, after: Millis): Millis
}
