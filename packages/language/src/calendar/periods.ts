// Days, weeks, months, quarters and years in a time zone, and the hour and weekday that a clock there shows.
//
// Clocks are put forward and back, so a date is not 24 hours, may begin at 01:00, and may be missing altogether (30
// December 2011 in Apia). A date begins at the first instant at which a clock of the zone shows that date or a later one,
// and a period when its first date does. The instants at which periods begin cut time into stretches without gap or
// overlap, and a period is such a stretch: where a clock is put back over midnight, the day that has begun goes on. What
// a clock shows (`hourOf`, `weekdayOf`) does go back then.
//
// The arithmetic on dates is on whole numbers of days since 1970; the answers are remembered per zone and period, four of
// them, because the same "this month" is asked for millions of times.
import { assert, DAY, HOUR, type Millis } from '@touchstone/base'
import type { Period } from '../check/tree.ts'
import { offsetAt, spanAt } from './offsets.ts'

export interface LocalDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/** One period, from ≤ t < to. */
interface Stretch {
  readonly from: Millis
  readonly to: Millis
  /** Of the day that the stretch begins with. */
  readonly first: LocalDay
  /** The start of the stretch before it; NaN until somebody asks. */
  previous: Millis
}

/** What a zone remembers of one period: four stretches, replaced in turn. */
interface Memory {
  readonly stretches: Stretch[]
  last: Stretch
  turn: number
}

const REMEMBERED = 4
/** No clock differs from UTC by more, also not before time zones were agreed upon. */
const WIDEST_OFFSET = 16 * HOUR
/** A clock that was put back may have shown a later date up to so long ago. */
const PUT_BACK = 2 * DAY

const memories: Readonly<Record<Period, Map<string, Memory>>> = { day: new Map(), week: new Map(), month: new Map(), quarter: new Map(), year: new Map() }
/** Only for reading dates off day numbers, without making an object each time. */
const scratch = new Date(0)

/** When the period of `at` began. */
export function periodStart(zone: string, period: Period, at: Millis): Millis {
  return stretchAt(zone, period, at).from
}

/** When the next period begins: the first start after `at`. */
export function nextPeriodStart(zone: string, period: Period, at: Millis): Millis {
  return stretchAt(zone, period, at).to
}

/** When the period before that of `at` began. A date that a zone skipped is no day, so it is never the one before. */
export function previousPeriodStart(zone: string, period: Period, at: Millis): Millis {
  const stretch = stretchAt(zone, period, at)
  if (Number.isNaN(stretch.previous)) stretch.previous = stretchAt(zone, period, stretch.from - 1).from
  return stretch.previous
}

/** The date of the day of `at`: of the period `day`, so it changes exactly at `nextPeriodStart(zone, 'day', at)`. */
export function localDay(zone: string, at: Millis): LocalDay {
  return stretchAt(zone, 'day', at).first
}

/** What the hour hand of a 24-hour clock shows: 0 to 23. */
export function hourOf(zone: string, at: Millis): number {
  return modulo(Math.floor((at + offsetAt(zone, at)) / HOUR), 24)
}

/** What a calendar clock shows: 1 (Monday) to 7 (Sunday). */
export function weekdayOf(zone: string, at: Millis): number {
  return modulo(shownDay(zone, at) + 3, 7) + 1
}

/** The first instant after `at` at which `hourOf` is another: the next full hour there, or a change of the clock. */
export function nextHourStart(zone: string, at: Millis): Millis {
  const hour = hourOf(zone, at)
  let next = at
  do next = nextShown(zone, next, HOUR)
  while (hourOf(zone, next) === hour)
  return next
}

/** The first instant after `at` at which `weekdayOf` is another. */
export function nextWeekdayStart(zone: string, at: Millis): Millis {
  const weekday = weekdayOf(zone, at)
  let next = at
  do next = nextShown(zone, next, DAY)
  while (weekdayOf(zone, next) === weekday)
  return next
}

/** The next instant at which a clock there shows a multiple of `unit`, or is changed. */
function nextShown(zone: string, at: Millis, unit: Millis): Millis {
  const { to, offset } = spanAt(zone, at)
  assert(at < to, 'an instant lies in its stretch')
  return Math.min(to, (Math.floor((at + offset) / unit) + 1) * unit - offset)
}

function stretchAt(zone: string, period: Period, at: Millis): Stretch {
  const memory = memories[period].get(zone)
  if (memory !== undefined) {
    if (at >= memory.last.from && at < memory.last.to) return memory.last
    for (const stretch of memory.stretches) if (at >= stretch.from && at < stretch.to) return (memory.last = stretch)
  }
  const stretch = findStretch(zone, period, at)
  if (memory === undefined) memories[period].set(zone, { stretches: [stretch], last: stretch, turn: 1 })
  else {
    memory.stretches[memory.turn % REMEMBERED] = memory.last = stretch
    memory.turn++
  }
  return stretch
}

function findStretch(zone: string, period: Period, at: Millis): Stretch {
  // Dates that a zone skips begin at the same instant as the next one: then the period is empty and not that of `at`.
  let first = firstDay(period, reachedDay(zone, at))
  let next = nextFirstDay(period, first)
  let to = dayStart(zone, next)
  while (to <= at) {
    first = next
    next = nextFirstDay(period, first)
    to = dayStart(zone, next)
  }
  const from = dayStart(zone, first)
  assert(from <= at && at < to, 'an instant lies in its period')
  return { from, to, first: dateOf(first), previous: NaN }
}

/** The latest date that a clock of the zone has shown up to `at`, as days since 1970. */
function reachedDay(zone: string, at: Millis): number {
  let day = shownDay(zone, at)
  let { from } = spanAt(zone, at)
  while (at - from < PUT_BACK) {
    day = Math.max(day, shownDay(zone, from - 1))
    from = spanAt(zone, from - 1).from
  }
  return day
}

function shownDay(zone: string, at: Millis): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

/** The first instant at which a clock of the zone shows the date or a later one. */
function dayStart(zone: string, day: number): Millis {
  const midnight = day * DAY
  let span = spanAt(zone, midnight - WIDEST_OFFSET)
  for (;;) {
    const start = Math.max(span.from, midnight - span.offset)
    if (start < span.to) return start
    span = spanAt(zone, span.to)
  }
}

function firstDay(period: Period, day: number): number {
  switch (period) {
    case 'day':
      return day
    case 'week':
      return day - modulo(day + 3, 7)
    case 'month':
    case 'quarter':
    case 'year': {
      const { year, month } = dateOf(day)
      return dayNumber(year, month - modulo(month - 1, MONTHS[period]))
    }
  }
}

function nextFirstDay(period: Period, first: number): number {
  switch (period) {
    case 'day':
      return first + 1
    case 'week':
      return first + 7
    case 'month':
    case 'quarter':
    case 'year': {
      const { year, month } = dateOf(first)
      return dayNumber(year, month + MONTHS[period])
    }
  }
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

function dateOf(day: number): LocalDay {
  scratch.setTime(day * DAY)
  return { year: scratch.getUTCFullYear(), month: scratch.getUTCMonth() + 1, day: scratch.getUTCDate() }
}

/** Days since 1970 of the first of a month; month 13 is January of the next year. */
function dayNumber(year: number, month: number): number {
  // Not Date.UTC, for which the year 50 is 1950.
  return scratch.setUTCFullYear(year, month - 1, 1) / DAY
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
