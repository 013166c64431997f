// A test of the text that weighs most. Only facts change which one that is: weights of what is known keep their order.
import type { ValueTest } from '../check/tree.ts'
import type { FavouriteNode } from './favourite-node.ts'
import { compileTest } from './filter.ts'
import type { Leaf } from './leaf.ts'

export function favouriteLeaf(condition: ValueTest, node: FavouriteNode): Leaf {
  const test = compileTest(condition.test)
  return { condition, nodes: [node], traits: [], timed: false, clocked: false, evaluate: (person) => test(node.read(person)), nextDue: () => Infinity }
}
