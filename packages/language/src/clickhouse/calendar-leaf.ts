// Leaves that ask what the calendar or a clock says now. In a named zone that is decided here; in the person's zone, for
// each zone here, and for the person by which zone theirs is.
import { DAY } from '@touchstone/base'
import { hourOf, localDay, weekdayOf } from '../calendar/periods.ts'
import type { Anniversary, Clock } from '../check/tree.ts'
import { dayOfText } from './instant-text.ts'
import { isText, textOf } from './json.ts'
import { every, NO, none, some, YES } from './logic.ts'
import { type Question, traitColumn } from './question.ts'
import { zoneColumn, zoneHolds } from './their-zone.ts'

export function clockNow({ unit, zone, values }: Clock, wanted: boolean, question: Question): string {
  const shows = (name: string): boolean => values.includes(unit === 'hour' ? hourOf(name, question.asOf) : weekdayOf(name, question.asOf))
  if (zone.kind === 'named') return shows(zone.zone) === wanted ? YES : NO
  return zoneHolds(zoneColumn(zone, question), shows, wanted, question)
}

export function anniversaryNow({ trait, days, zone }: Anniversary, wanted: boolean, question: Question): string {
  const { columns, parameters, asOf } = question
  const raw = traitColumn(trait, question)
  const day = columns.derive([raw], `if(${isText(raw)}, ${dayOfText(textOf(raw))}, '')`)
  const isIn = (list: readonly string[]): string => (wanted ? `(${day} IN ${parameters.texts(list)})` : none(`(${day} IN ${parameters.texts(list)})`))
  const isDay = `${day} != ''`
  if (zone.kind === 'named') return every([isDay, isIn(daysFrom(zone.zone, asOf, days))])
  const theirs = zoneColumn(zone, question)
  // Some 400 zones have two or three dates among them.
  const lists = new Map(theirs.zones.map((name) => [daysFrom(name, asOf, 0).join(), daysFrom(name, asOf, days)]))
  const parts = [...lists].map(([today, list]) => every([zoneHolds(theirs, (name) => daysFrom(name, asOf, 0).join() === today, true, question), isIn(list)]))
  return every([isDay, some(parts)])
}

/** The days, as `MM-DD`, that are the anniversary on one of the dates from today to `days` later in the zone. */
function daysFrom(zone: string, asOf: number, days: number): string[] {
  const { year, month, day } = localDay(zone, asOf)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const today = date.getTime()
  return Array.from({ length: days + 1 }, (_, later) => new Date(today + later * DAY)).flatMap((one) => {
    const text = `${two(one.getUTCMonth() + 1)}-${two(one.getUTCDate())}`
    return text === '02-28' && !isLeap(one.getUTCFullYear()) ? [text, '02-29'] : [text]
  })
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
