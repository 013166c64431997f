import type { ValueTest } from '../../check/tree.ts'
import { Truth } from '../../truth.ts'
import type { Leaf } from '../leaf.ts'
import type { TraitHistoryNode } from './trait-history-node.ts'

/** A test of a trait at any instant in the past. */
export function traitHistoryLeaf(condition: ValueTest, node: TraitHistoryNode): Leaf {
  const missing = condition.test.kind === 'exists' ? Truth.FALSE : Truth.UNKNOWN
  return {
    condition,
    nodes: [node],
    traits: [],
    timed: true,
    clocked: false,
    evaluate: (person, at) => node.answerAt(person, at, missing),
    nextDue: (person, after) => node.nextAfter(person, after),
  }
}
