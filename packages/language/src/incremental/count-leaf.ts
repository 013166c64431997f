// count(E) in last W against k, from the latest times of E: at least k happened in (T − W, T] exactly when the k-th
// latest time is after T − W, and that ends at that time + W, to the millisecond.
import { assert, type Millis } from '@touchstone/base'
import { thresholdOf } from '../check/threshold.ts'
import type { AggregateCompare } from '../check/tree.ts'
import type { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import { truthOf } from './compare.ts'
import { type LatestNode, latestTime } from './latest-node.ts'
import type { Leaf } from './leaf.ts'

/** `node` is absent where no number of events decides, as in `count(…) >= 0`. */
export function countLeaf(condition: AggregateCompare, node: LatestNode | undefined): Leaf {
  const { from, to, negated } = thresholdOf(condition)
  if (node === undefined) {
    assert(from === 0 && to === Infinity, 'only a comparison that holds for every count needs no node')
    return { condition, node, trait: -1, evaluate: () => truthOf(!negated), nextDue: () => Infinity }
  }
  assert(node.limit >= (to === Infinity ? from : to), 'the node keeps as many times as the comparison needs')
  const { id } = node
  const { window } = condition.aggregate.events
  const length = window.kind === 'rolling' ? window.length : Infinity

  function evaluate(person: PersonState, now: Millis): Truth {
    const edge = now - length
    const enough = from === 0 || latestTime(person, id, from) > edge
    const inside = enough && (to === Infinity || latestTime(person, id, to) <= edge)
    return truthOf(inside !== negated)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    if (length === Infinity) return Infinity
    // The higher rank is the earlier time, so its end comes first.
    const upper = to === Infinity ? -Infinity : latestTime(person, id, to) + length
    if (upper > after) return upper
    const lower = from === 0 ? -Infinity : latestTime(person, id, from) + length
    return lower > after ? lower : Infinity
  }

  return { condition, node, trait: -1, evaluate, nextDue }
}
