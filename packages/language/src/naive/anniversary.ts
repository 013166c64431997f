import { assert, DAY } from '@touchstone/base'
import type { Anniversary } from '../check/tree.ts'
import { localDay } from '../calendar/periods.ts'
import { dayOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { zoneAt } from './choose.ts'
import { known } from './logic.ts'
import { type Moment, traitOf } from './person.ts'

export function isAnniversary({ trait, days, zone: where }: Anniversary, moment: Moment): Truth {
  const value = traitOf(trait, moment)
  const named = typeof value === 'string' ? dayOf(value) : undefined
  const zone = zoneAt(where, moment)
  if (named === undefined || zone === undefined) return Truth.UNKNOWN
  assert(days >= 0, 'an anniversary is today or to come')
  const today = localDay(zone, moment.at)
  for (let later = 0; later <= days; later++) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day) + later * DAY)
    const isLeap = new Date(Date.UTC(date.getUTCFullYear(), 1, 29)).getUTCMonth() === 1
    const day = named.month === 2 && named.day === 29 && !isLeap ? 28 : named.day
    if (date.getUTCMonth() + 1 === named.month && date.getUTCDate() === day) return Truth.TRUE
  }
  return known(false)
}
