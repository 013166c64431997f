import { assert, type Millis } from '@touchstone/base'
import type { AggregateCompare } from '../check/tree.ts'
import type { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import { signTest, truthOf } from './compare.ts'
import { highLimb, lowLimb, micros } from './exact.ts'
import type { Leaf } from './leaf.ts'
import type { TotalNode } from './total-node.ts'
import { WindowSumNode, expire, oldestAfter } from './window-sum-node.ts'

export function sumLeaf(condition: AggregateCompare, node: TotalNode | WindowSumNode): Leaf {
  const holds = signTest(condition.operator)
  const right = micros(condition.value)
  const high = highLimb(right)
  const low = lowLimb(right)
  const ofNothing = truthOf(holds(0 - right))
  const { id } = node
  const length = node.horizon
  const { window } = condition.aggregate.events
  assert(length === (window.kind === 'rolling' ? window.length : Infinity), 'a sum and its node have one window')

  function evaluate(person: PersonState, now: Millis): Truth {
    const at = person.find(id)
    if (at < 0) return ofNothing
    const { view } = person
    if (length !== Infinity) expire(view, at, now - length)
    const sign = view.getFloat64(at, true) - high
    return truthOf(holds(sign === 0 ? view.getFloat64(at + 8, true) - low : sign))
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    if (length === Infinity) return Infinity
    const at = person.find(id)
    return at < 0 ? Infinity : oldestAfter(person.view, at, after - length) + length
  }

  return { condition, node, trait: -1, evaluate, nextDue }
}
