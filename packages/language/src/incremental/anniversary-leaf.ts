// Whether the day that a trait names comes round within the next days. Days are counted as whole numbers since 1970, so a
// year of 366 days and 29 February need no thought but where a date becomes a number.
import type { Millis } from '@touchstone/base'
import { localDay, nextPeriodStart, periodStart } from '../calendar/periods.ts'
import type { Anniversary } from '../check/tree.ts'
import { type MonthDay, dayOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { type PersonState, TraitKind } from './cells.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'
import type { ZoneReader } from './zone.ts'

const DAY = 86_400_000
const HALF_DAY = DAY / 2

export function anniversaryLeaf(condition: Anniversary, trait: number, zone: ZoneReader): Leaf {
  const { days } = condition
  let lastText = ''
  let lastDay: MonthDay | undefined

  function named(person: PersonState): MonthDay | undefined {
    if (person.traitKind(trait) !== TraitKind.STRING) return undefined
    const text = person.traitText(trait)
    if (text !== lastText) {
      lastText = text
      lastDay = dayOf(text)
    }
    return lastDay
  }

  function evaluate(person: PersonState, now: Millis): Truth {
    const day = named(person)
    const name = zone.of(person)
    if (day === undefined || name === undefined) return Truth.UNKNOWN
    const today = dayNumber(name, now)
    return truthOf(nextOccurrence(day, today) - today <= days)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const day = named(person)
    const name = zone.of(person)
    if (day === undefined || name === undefined) return Infinity
    const today = dayNumber(name, after)
    const next = nextOccurrence(day, today)
    // It begins `days` before the day that is next, and ends, if at all, when that day has passed.
    const change = next - today > days ? next - days : next + 1
    return dayStart(name, change, after)
  }

  return { condition, nodes: [], traits: zone.trait < 0 ? [trait] : [trait, zone.trait], timed: true, clocked: true, evaluate, nextDue }
}

/** The first day from `today` on with this month and day. */
function nextOccurrence({ month, day }: MonthDay, today: number): number {
  const year = new Date(today * DAY).getUTCFullYear()
  const thisYear = dayIn(year, month, day)
  return thisYear >= today ? thisYear : dayIn(year + 1, month, day)
}

function dayIn(year: number, month: number, day: number): number {
  const exists = month !== 2 || day !== 29 || new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return Date.UTC(year, month - 1, exists ? day : 28) / DAY
}

/** The day of `at` in the zone, as a number of days. */
function dayNumber(zone: string, at: Millis): number {
  const { year, month, day } = localDay(zone, at)
  return Date.UTC(year, month - 1, day) / DAY
}

/** When the day begins in the zone, or the first one after it that does there; after `after`. */
function dayStart(zone: string, day: number, after: Millis): Millis {
  let start = periodStart(zone, 'day', day * DAY + HALF_DAY)
  while (dayNumber(zone, start) >= day && start > after) start = periodStart(zone, 'day', start - 1)
  while (dayNumber(zone, start) < day || start <= after) start = nextPeriodStart(zone, 'day', start)
  return start
}
