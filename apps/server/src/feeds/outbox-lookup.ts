// What the outbox says about one position, while it is there.
import type { StateReader } from '@touchstone/stream'
import { decodeOutcomes, type Outcomes } from '@touchstone/vocabulary'

const AT_ONCE = 64

/** The entry that covers `position`; undefined when everybody has taken it, or it is not there yet. */
export function outcomesAt(state: StateReader, position: number): Outcomes | undefined {
  let next = 0
  for (;;) {
    const entries = state.range('stream_outbox', next, undefined, AT_ONCE)
    for (const { key, value } of entries) {
      next = (key as number) + 1
      const outcomes = decodeOutcomes(value)
      const { from, persons } = outcomes
      if (persons.length > 0 && from > position) return undefined
      if (persons.length > 0 && position < from + persons.length) return outcomes
    }
    if (entries.length < AT_ONCE) return undefined
  }
}
