// A count, or a number of different values, against a literal, from the latest times: at least k happened in a window that
// ends at T exactly when the k-th latest time is not before its lower edge, and that ends by itself when the edge passes
// that time, to the millisecond. In the past the earliest times tell the same of all time: at least k had happened at s
// when the k-th earliest is not after s.
import { assert, type Millis } from '@touchstone/base'
import { nextPeriodStart, periodStart } from '../calendar/periods.ts'
import { thresholdOf } from '../check/threshold.ts'
import type { CalendarWindow, Measure } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'
import { DistinctNode, distinctKey } from './distinct-node.ts'
import { type TimesNode, timesKey } from './times-node.ts'
import type { ZoneReader } from './zone.ts'

/** For a comparison that is the same for every count, as in `count(…) >= 0`. */
export function constantCountLeaf(condition: Measure): Leaf {
  const { from, to, negated } = thresholdOf(condition)
  assert(from === 0 && to === Infinity, 'only a comparison that holds for every count needs no node')
  return { condition, nodes: [], traits: [], timed: false, clocked: false, evaluate: () => truthOf(!negated), nextDue: () => Infinity }
}

/** Keeps times by rank. */
type RankedNode = TimesNode | DistinctNode

/** The `rank`-th best key of a ranked node's cell, or -Infinity. */
function keyReader(node: RankedNode): (person: PersonState, id: number, rank: number) => number {
  return node instanceof DistinctNode ? distinctKey : timesKey
}

/** For windows whose lower edge is a fixed instant, or a fixed time before T. */
export function countLeaf(condition: Measure, node: RankedNode): Leaf {
  const { from, to, negated } = thresholdOf(condition)
  assert(node.end === 1 && node.limit >= (to === Infinity ? from : to), 'the node keeps as many times as the comparison needs')
  const { id } = node
  const keyOf = keyReader(node)
  const { window } = condition.aggregate.events
  const length = window.kind === 'rolling' ? window.length : Infinity
  // What is not after the edge is not in the window; times are whole.
  const fixed = window.kind === 'absolute' ? window.from - 1 : -Infinity

  function evaluate(person: PersonState, now: Millis): Truth {
    const edge = length === Infinity ? fixed : now - length
    const enough = from === 0 || keyOf(person, id, from) > edge
    const inside = enough && (to === Infinity || keyOf(person, id, to) <= edge)
    return truthOf(inside !== negated)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    if (length === Infinity) return Infinity
    // The higher rank is the earlier time, so its end comes first.
    const upper = to === Infinity ? -Infinity : keyOf(person, id, to) + length
    if (upper > after) return upper
    const lower = from === 0 ? -Infinity : keyOf(person, id, from) + length
    return lower > after ? lower : Infinity
  }

  return { condition, nodes: [node], traits: [], timed: length !== Infinity, clocked: false, evaluate, nextDue }
}

/** For the calendar period so far. */
export function periodCountLeaf(condition: Measure, node: RankedNode, { period }: CalendarWindow, zone: ZoneReader): Leaf {
  const { from, to, negated } = thresholdOf(condition)
  assert(node.end === 1 && node.limit >= (to === Infinity ? from : to), 'the node keeps as many times as the comparison needs')
  const { id } = node
  const keyOf = keyReader(node)

  function evaluate(person: PersonState, now: Millis): Truth {
    const name = zone.of(person)
    if (name === undefined) return Truth.UNKNOWN
    const start = periodStart(name, period, now)
    const enough = from === 0 || keyOf(person, id, from) >= start
    const inside = enough && (to === Infinity || keyOf(person, id, to) < start)
    return truthOf(inside !== negated)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    // The next period begins empty: only who has enough now for one of the ranks changes then.
    const latest = keyOf(person, id, Math.max(1, from))
    if (latest === -Infinity) return Infinity
    const name = zone.of(person)
    if (name === undefined || latest < periodStart(name, period, after)) return Infinity
    return nextPeriodStart(name, period, after)
  }

  return { condition, nodes: [node], traits: zone.trait < 0 ? [] : [zone.trait], timed: true, clocked: false, evaluate, nextDue }
}

/** For all time, or what an absolute window of the node's scope lets in, at any instant in the past. */
export function pastCountLeaf(condition: Measure, node: RankedNode): Leaf {
  const { from, to, negated } = thresholdOf(condition)
  assert(node.end === -1 && node.limit >= (to === Infinity ? from : to), 'the node keeps as many of the earliest times as the comparison needs')
  const { id } = node
  const keyOf = keyReader(node)

  function evaluate(person: PersonState, at: Millis): Truth {
    const inside = (from === 0 || -keyOf(person, id, from) <= at) && (to === Infinity || -keyOf(person, id, to) > at)
    return truthOf(inside !== negated)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const lower = from === 0 ? -Infinity : -keyOf(person, id, from)
    if (lower > after) return lower
    const upper = to === Infinity ? -Infinity : -keyOf(person, id, to)
    return upper > after ? upper : Infinity
  }

  return { condition, nodes: [node], traits: [], timed: true, clocked: false, evaluate, nextDue }
}
