// Lengths of time, instants, zones, windows and clocks in English.
import { DAY, HOUR, MINUTE, type Millis, SECOND, assert } from '@touchstone/base'
import { WEEKDAYS } from '../check/weekdays.ts'
import type { Clock, FilterClock, WhenTest, Window, Zone } from '../check/tree.ts'

const UNITS: readonly [string, Millis][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
  ['millisecond', 1],
]

/** `90 days`, `1 hour`: in the largest unit of which it is a whole number. */
export function lengthWords(length: Millis): string {
  const [unit, size] = UNITS.find(([, each]) => length % each === 0) ?? UNITS[UNITS.length - 1]
  return counted(length / size, unit)
}

/** Behind "the last": `90 days`, `hour`. */
export function stretchOf(length: Millis): string {
  return lengthWords(length).replace(/^1 /, '')
}

/** `2026-01-31 00:00 UTC`, with seconds and milliseconds where they are not 0. */
export function instantWords(at: Millis): string {
  const [day, time] = new Date(at).toISOString().split('T')
  const shown = at % MINUTE === 0 ? time.slice(0, 5) : at % SECOND === 0 ? time.slice(0, 8) : time.slice(0, 12)
  return `${day} ${shown} UTC`
}

export function zoneWords(zone: Zone): string {
  if (zone.kind === 'named') return zone.zone
  return zone.otherwise === undefined ? 'in their own time zone, which has to be known' : `in their own time zone, or ${zone.otherwise} where that is not known`
}

/** Behind events: ` in the last 90 days`; with its space, `otherwise` for all time. */
export function windowWords(window: Window, otherwise = ''): string {
  switch (window.kind) {
    case 'all-time':
      return otherwise
    case 'rolling':
      if (window.until === 0) return ` in the last ${stretchOf(window.length)}`
      return ` from ${lengthWords(window.length)} ago to ${lengthWords(window.until)} ago`
    case 'calendar': {
      const { period, which, zone } = window
      const day = which === 'this' ? 'today' : 'yesterday'
      return ` ${period === 'day' ? day : `${which === 'this' ? 'so far this' : 'in the whole of last'} ${period}`} (${zoneWords(zone)})`
    }
    case 'absolute': {
      const { from, to } = window
      if (to === Infinity) return ` since ${instantWords(from)}`
      return from === -Infinity ? ` before ${instantWords(to)}` : ` from ${instantWords(from)} until just before ${instantWords(to)}`
    }
  }
}

/** Behind "is" or "was": `before 2026-01-31 00:00 UTC`. `negated`: of the times for which it is not so. */
export function whenWords({ base, after, upTo }: WhenTest, negated: boolean): string {
  if (after !== -Infinity && upTo !== Infinity) return `${negated ? 'not ' : ''}${stretchWords(base, after, upTo)}`
  const isBefore = after === -Infinity
  const border = isBefore ? upTo + 1 : after
  const earlier = isBefore !== negated
  if (base === 'now' && border === 0) {
    if (earlier) return negated ? 'now or in the past' : 'in the past'
    return negated ? 'now or in the future' : 'in the future'
  }
  const words = base === 'epoch' ? instantWords(border) : `${lengthWords(Math.abs(border))} ${border < 0 ? 'ago' : 'from now'}`
  if (negated) return `${words} or ${earlier ? 'earlier' : 'later'}`
  return base === 'epoch' ? `${earlier ? 'before' : 'after'} ${words}` : `${earlier ? 'earlier' : 'later'} than ${words}`
}

function stretchWords(base: WhenTest['base'], after: Millis, upTo: Millis): string {
  if (base === 'now' && upTo === 0) return `in the last ${stretchOf(-after)}`
  if (base === 'now' && after === 0) return `in the next ${stretchOf(upTo)}`
  const end = (at: Millis): string => (base === 'epoch' ? instantWords(at) : `${lengthWords(Math.abs(at))} ${at <= 0 ? 'ago' : 'from now'}`)
  return `after ${end(after)} and not after ${end(upTo)}`
}

/** Behind "is": `9 or 11`, `from 9 to 17`, `not Saturday or Sunday`. */
export function clockWords({ unit, values }: Pick<Clock | FilterClock, 'unit' | 'values'>, negated: boolean): string {
  const all = unit === 'hour' ? Array.from({ length: 24 }, (_, hour) => hour) : [1, 2, 3, 4, 5, 6, 7]
  const chosen = negated ? all.filter((value) => !values.includes(value)) : [...values]
  const name = (value: number): string => (unit === 'hour' ? String(value) : capital(WEEKDAYS[value - 1]))
  assert(chosen.length > 0, 'a clock is true at some time and untrue at another')
  const first = chosen[0]
  const last = chosen[chosen.length - 1]
  if (chosen.length > 2 && last - first === chosen.length - 1) return `from ${name(first)} to ${name(last)}`
  if (chosen.length <= all.length / 2) return listed(chosen.map(name), 'or')
  return `not ${listed(all.filter((value) => !chosen.includes(value)).map(name), 'or')}`
}

function capital(word: string): string {
  return word[0].toUpperCase() + word.slice(1)
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], joint: 'and' | 'or'): string {
  if (items.length <= 1) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${joint} ${items[items.length - 1]}`
}

/** `1 day`, `3 days`. */
export function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}
