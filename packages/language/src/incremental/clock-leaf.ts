import type { Millis } from '@touchstone/base'
import { hourOf, nextHourStart, nextWeekdayStart, weekdayOf } from '../calendar/periods.ts'
import type { Clock } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'
import type { ZoneReader } from './zone.ts'

/** No clock shows the same group of hours, or of weekdays, for more changes in a row than this, unless it is all of them. */
const MOST_CHANGES = 30

/** The hour or weekday of now. */
export function clockLeaf(condition: Clock, zone: ZoneReader): Leaf {
  const { unit, values } = condition
  const shown = unit === 'hour' ? hourOf : weekdayOf
  const nextShown = unit === 'hour' ? nextHourStart : nextWeekdayStart
  const wanted = values.reduce((bits, value) => bits | (1 << value), 0)
  const isAlways = values.length === (unit === 'hour' ? 24 : 7)
  const isWanted = (name: string, at: Millis): boolean => (wanted & (1 << shown(name, at))) !== 0

  function evaluate(person: PersonState, now: Millis): Truth {
    const name = zone.of(person)
    return name === undefined ? Truth.UNKNOWN : truthOf(isWanted(name, now))
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const name = zone.of(person)
    if (name === undefined || isAlways) return Infinity
    const before = isWanted(name, after)
    let next = after
    for (let change = 0; change < MOST_CHANGES; change++) {
      next = nextShown(name, next)
      if (isWanted(name, next) !== before) break
    }
    return next
  }

  return { condition, nodes: [], traits: zone.trait < 0 ? [] : [zone.trait], timed: true, clocked: true, evaluate, nextDue }
}
