// What was true over a stretch of time. Between two facts a condition's value changes only when some fact passes the edge
// of a window, or comes as far away as an instant is compared with; so it is evaluated at each such instant, and one
// millisecond before it, for every fact and every length that the condition mentions. Time is whole milliseconds, so "just
// before" is one millisecond before.
import { assert, type Millis } from '@touchstone/base'
import type { Condition, Events, Held, Moved } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { type Moment, momentAt } from './person.ts'

type Value = (condition: Condition, moment: Moment) => Truth

export function wasHeld({ item, duration }: Held, moment: Moment, valueOf: Value): boolean {
  assert(duration > 0, 'what is held is held for a while')
  const start = moment.at - duration
  if (!(start >= firstSeen(moment))) return false
  return [start, ...changes(item, moment, start), moment.at].every((at) => valueOf(item, momentAt(moment, at)) === Truth.TRUE)
}

export function hasMoved({ item, duration, direction }: Moved, moment: Moment, valueOf: Value): boolean {
  assert(duration > 0, 'one moves within a while')
  const first = firstSeen(moment)
  const isTrue = (at: Millis): boolean => at >= first && valueOf(item, momentAt(moment, at)) === Truth.TRUE
  const start = moment.at - duration
  return [...changes(item, moment, start), moment.at]
    .filter((at) => start < at)
    .some((at) => (direction === 'entered' ? isTrue(at) && !isTrue(at - 1) : !isTrue(at) && isTrue(at - 1)))
}

/** When the person's first known fact happened; Infinity where nothing is known. */
export function firstSeen({ known }: Moment): Millis {
  return known[0]?.timestamp ?? Infinity
}

/** The instants in [start, T] at which the value may change, with those just before and after. */
function changes(item: Condition, moment: Moment, start: Millis): Millis[] {
  const lengths = [0, ...lengthsOf(item)].filter((length) => Number.isFinite(length))
  const found = new Set<Millis>()
  for (const { timestamp } of moment.facts) {
    for (const length of lengths) for (const off of [-1, 0, 1]) found.add(timestamp + length + off)
  }
  return [...found].filter((at) => start <= at && at <= moment.at)
}

/** How long after a fact it may change the value once more. */
function lengthsOf(condition: Condition): number[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.items.flatMap(lengthsOf)
    case 'not':
      return lengthsOf(condition.item)
    case 'measure':
      return windowLengths(condition.aggregate.events)
    case 'relation':
      return [...windowLengths(condition.left.events), ...windowLengths(condition.right.events)]
    case 'ratio':
      return [...windowLengths(condition.numerator.events), ...windowLengths(condition.denominator.events)]
    case 'test':
      return condition.test.kind === 'when' && condition.test.base === 'now' ? [-condition.test.after, -condition.test.upTo] : []
    default:
      return []
  }
}

function windowLengths({ window }: Events): number[] {
  return window.kind === 'rolling' ? [window.length, window.until] : []
}
