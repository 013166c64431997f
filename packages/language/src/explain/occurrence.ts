// The occurrence of a sequence that an explanation names: of all that count, the one that began latest, because it counts
// longest in a window that moves. What a step asks of the event before it is only that it is not too long ago and that
// nothing forbidden came after it, so the latest event before is the one to follow, and one pass for each step is enough.
import { assert, type Millis } from '@touchstone/base'
import type { Pattern, Sequence } from '../check/tree.ts'
import { passes } from '../naive/choose.ts'
import type { Moment, NaiveFact } from '../naive/person.ts'

/** A way to an event, by the latest events before it. */
interface Way {
  readonly fact: NaiveFact
  readonly before: Way | undefined
}

/** Its events in order; undefined where there is none. */
export function latestOccurrence({ steps, absences, window }: Sequence, moment: Moment): readonly NaiveFact[] | undefined {
  const all = (pattern: Pattern): NaiveFact[] => moment.facts.filter((fact) => fact.event === pattern.event && passes(pattern.filter, fact, moment))
  const start = window.kind === 'rolling' ? moment.at - window.length : -Infinity
  let ways: readonly Way[] = []
  steps.forEach(({ pattern, within, without }, index) => {
    const here = all(pattern)
    if (index === 0) ways = here.filter(({ timestamp }) => timestamp > start).map((fact) => ({ fact, before: undefined }))
    else ways = followed(ways, here, within, without === undefined ? [] : all(without))
  })
  const mustNot = absences.map(({ pattern, within }) => ({ within, facts: all(pattern) }))
  const good = ways.findLast(({ fact: { timestamp } }) => mustNot.every(({ within, facts }) => timestamp + within <= moment.at && !(firstAfter(facts, timestamp) <= timestamp + within)))
  return good && eventsOf(good)
}

function followed(ways: readonly Way[], here: readonly NaiveFact[], within: Millis, forbidden: readonly NaiveFact[]): Way[] {
  const next: Way[] = []
  let latest: Way | undefined
  let last = -Infinity
  let way = 0
  let between = 0
  for (const fact of here) {
    for (; way < ways.length && ways[way]!.fact.timestamp < fact.timestamp; way++) latest = ways[way]
    for (; between < forbidden.length && forbidden[between]!.timestamp < fact.timestamp; between++) last = forbidden[between]!.timestamp
    if (latest === undefined) continue
    const { timestamp } = latest.fact
    if (fact.timestamp <= timestamp + within && last <= timestamp) next.push({ fact, before: latest })
  }
  return next
}

/** When the first of the facts, which are in order, happened after the instant; Infinity where none did. */
function firstAfter(facts: readonly NaiveFact[], instant: Millis): Millis {
  let low = 0
  let high = facts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (facts[middle]!.timestamp <= instant) low = middle + 1
    else high = middle
  }
  return facts[low]?.timestamp ?? Infinity
}

function eventsOf(way: Way): NaiveFact[] {
  const facts: NaiveFact[] = []
  for (let one: Way | undefined = way; one !== undefined; one = one.before) facts.push(one.fact)
  assert(facts.every(({ timestamp }, index) => index === 0 || timestamp < facts[index - 1]!.timestamp), 'each event is later than the one before')
  return facts.reverse()
}
