// Times in the reader's zone and language. A relative time ("3 min ago") never stands without its exact instant: `Moment`
// in moment.tsx shows both.
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import type { Millis } from '@touchstone/base'

const language = navigator.language

const exact = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' })
const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })

const STEPS = [['year', 365 * DAY], ['month', 30 * DAY], ['week', 7 * DAY], ['day', DAY], ['hour', HOUR], ['minute', MINUTE], ['second', SECOND]] as const

/** With the zone, to the second. */
export const formatExact = (at: Millis): string => exact.format(at)
export const formatDayAndTime = (at: Millis): string => dayAndTime.format(at)
export const formatTime = (at: Millis): string => time.format(at)
export const formatDay = (at: Millis): string => day.format(at)

/** "3 min. ago", "in 2 hr.": in the largest unit that is full at least once. */
export function formatRelative(at: Millis, now: Millis): string {
  const away = at - now
  const [unit, length] = STEPS.find(([, one]) => Math.abs(away) >= one) ?? STEPS.at(-1)!
  return relative.format(Math.trunc(away / length), unit)
}

/** How long until `formatRelative` says something else. */
export function nextChange(at: Millis, now: Millis): Millis {
  const away = Math.abs(at - now)
  const [, length] = STEPS.find(([, one]) => away >= one) ?? STEPS.at(-1)!
  const into = away % length
  return Math.max(SECOND, at > now ? into : length - into)
}

const LENGTHS = [['day', DAY], ['hour', HOUR], ['minute', MINUTE], ['second', SECOND]] as const

/** A length of time in its two largest units: "2 hr, 5 min". Below a second: "0.4 sec". */
export function formatDuration(millis: Millis): string {
  const unit = (name: string, value: number): string => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value)
  if (millis < 10 * SECOND) return unit('second', millis / SECOND)
  const first = LENGTHS.findIndex(([, length]) => millis >= length)
  const [name, length] = LENGTHS[first]
  const whole = Math.floor(millis / length)
  const next = LENGTHS[first + 1]
  const rest = next === undefined ? 0 : Math.floor((millis % length) / next[1])
  return rest === 0 ? unit(name, whole) : `${unit(name, whole)} ${unit(next![0], rest)}`
}
