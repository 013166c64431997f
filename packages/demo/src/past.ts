// The invented past of the real customers: every part for every persona, in the order it happened.
import { DAY, assert, type Millis } from '@touchstone/base'
import { callOf, type Call } from './call.ts'
import { castOf } from './cast.ts'
import { chanceOf } from './chance.ts'
import type { Calendar, DemoFact, LedgerCustomer, Part, Persona } from './model.ts'
import { PARTS } from './parts/index.ts'

/** The seed of `--demo`: all demo worlds are the same world. */
export const SEED = 'touchstone'

export interface Past {
  readonly personas: readonly Persona[]
  /** Ordered by time; none is later than now. */
  readonly calls: readonly Call[]
}

/** What happened until `now`. The same seed, customers and instant give the same past; another instant moves all of it. */
export function pastOf(seed: string, customers: readonly LedgerCustomer[], now: Millis, parts: readonly Part[] = PARTS): Past {
  assert(new Set(parts.map(({ name }) => name)).size === parts.length, 'two parts have the same name')
  const personas = castOf(seed, customers, now)
  const calendar: Calendar = { now, daysAgo: (days) => Math.round(now - days * DAY) }
  const calls: Call[] = []
  for (const part of parts) {
    for (const persona of personas) {
      let number = 0
      for (const fact of part.facts(persona, calendar, chanceOf(seed, part.name, persona.id))) {
        // Numbered before it is left out, so that a messageId does not depend on when the past ends.
        const messageId = `demo-${part.name}-${persona.id}-${number++}`
        if (fact.at <= now) calls.push(callOf(whole(fact), messageId))
      }
    }
  }
  return { personas, calls: calls.sort((a, b) => a.at - b.at) }
}

/** Instants are whole milliseconds. */
function whole(fact: DemoFact): DemoFact {
  return { ...fact, at: Math.floor(fact.at) }
}
