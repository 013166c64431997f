import type { Share } from '../check/tree.ts'
import { shareBucket } from '../sha256.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'

/** Whether the person's bucket is one of the share's. It is computed anew each time: what is kept per person costs more. */
export function shareLeaf(condition: Share): Leaf {
  const { salt, from, to } = condition
  return {
    condition,
    nodes: [],
    traits: [],
    timed: false,
    clocked: false,
    nextDue: () => Infinity,
    evaluate(person) {
      const bucket = shareBucket(salt, person.id)
      return truthOf(from <= bucket && bucket < to)
    },
  }
}
