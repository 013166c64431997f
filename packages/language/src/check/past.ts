// What `for 14 days`, `entered` and `left` may hold. They need the value at every instant of a stretch of time, so only
// conditions are let in whose past can be told from what is kept per person: traits, numbers of events that a person's
// traits do not choose, and times of first events. Other things would need a history of everything else.
import type { Span } from '../failure.ts'
import { isDynamic } from './dynamic.ts'
import { aggregatesOf, eventsOf } from './listens.ts'
import type { Condition, Events, ValueTest } from './tree.ts'

export interface PastRefusal {
  /** Of the part that has no past. */
  readonly span: Span
  /** What it is, with its article: `a sequence`. */
  readonly what: string
  /** What can be asked in its place, as a whole sentence. */
  readonly instead: string
}

type Refused = Omit<PastRefusal, 'span'>

/** The first part that cannot stand under `for`, `entered` or `left`; undefined where `condition` can. */
export function pastRefusal(condition: Condition): PastRefusal | undefined {
  if (condition.kind === 'all' || condition.kind === 'any') {
    for (const item of condition.items) {
      const refused = pastRefusal(item)
      if (refused !== undefined) return refused
    }
    return undefined
  }
  if (condition.kind === 'not') return pastRefusal(condition.item)
  const refused = leafRefusal(condition)
  return refused && { span: condition.span, ...refused }
}

const OUTSIDE = 'Put it beside the part in parentheses, joined with "and".'

function leafRefusal(condition: Exclude<Condition, { kind: 'all' | 'any' | 'not' }>): Refused | undefined {
  switch (condition.kind) {
    case 'test':
      return testRefusal(condition)
    case 'measure':
    case 'relation':
    case 'ratio':
      if (aggregatesOf(condition).some((aggregate) => aggregate.function === 'gap')) return { what: 'a gap between events', instead: OUTSIDE }
      return eventsOf(condition).map(eventsRefusal).find((refused) => refused !== undefined)
    case 'share':
      return undefined
    case 'pair':
      return { what: 'a comparison of two traits', instead: 'Compare each trait with a value.' }
    case 'clock':
      return { what: 'a clock', instead: OUTSIDE }
    case 'anniversary':
      return { what: 'an anniversary', instead: OUTSIDE }
    case 'sequence':
      return { what: 'a sequence', instead: 'Ask for a sequence "in last" a length of time, beside it.' }
    case 'rank':
      return { what: 'a rank among people', instead: 'Compare the number itself with a value.' }
    case 'held':
      return { what: 'another "for"', instead: OUTSIDE }
    case 'moved':
      return { what: 'another "entered" or "left"', instead: OUTSIDE }
  }
}

function testRefusal({ subject, test }: ValueTest): Refused | undefined {
  switch (subject.kind) {
    case 'event-value':
      return { what: 'the value of a first or last event', instead: 'Ask with count or did and "where", as in count("X" where value = 1) > 0.' }
    case 'favourite':
      return { what: 'a favourite', instead: OUTSIDE }
    case 'event-time':
      if (subject.from === 'last') return { what: 'the time of a last event', instead: 'Ask did "X" in last a length of time.' }
      return eventsRefusal(subject.events)
    case 'trait':
      if (test.kind === 'when' && test.base === 'now') return { what: 'a time counted from now', instead: 'Compare with a date: before "2026-01-31" or after it.' }
      return undefined
  }
}

function eventsRefusal({ window, filter }: Events): Refused | undefined {
  if (window.kind === 'calendar') return { what: 'a calendar window', instead: 'Use a length of time, as in "in last 30 days", or dates, as in "since".' }
  if (isDynamic(filter)) return { what: 'a filter that looks at the person', instead: 'Compare the property with a value.' }
  return undefined
}
