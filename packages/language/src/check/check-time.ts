// Lengths of time, dates, zones and windows.
import { type Millis, assert, nearest } from '@touchstone/base'
import { ZONES, isZone } from '../calendar/zones.ts'
import { type Span, quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import { momentOf } from '../moment.ts'
import type { DurationSyntax, MomentSyntax, Name, ScalarTestSyntax, WindowSyntax, ZoneSyntax } from '../syntax/tree.ts'
import { UNIT_LENGTH } from '../syntax/words.ts'
import type { CheckContext } from './context.ts'
import type { WhenTest, Window, Zone } from './tree.ts'
import { DEFAULT_ZONE } from './weekdays.ts'

const WINDOW = { limit: Limit.WINDOW, says: 'a window is at most 3650 days (10 years); leave it out for all time' }
const LENGTH = { limit: Limit.WINDOW, says: 'a length of time is at most 3650 days (10 years)' }
const DISTANCE = { limit: Limit.MOMENT, says: 'a time is at most 73000 days (200 years) from now' }

/** A whole number of units, 1 or more. */
export function checkLength(context: CheckContext, duration: DurationSyntax, { limit, says } = LENGTH): Millis | undefined {
  const { amount, unit, span } = duration
  if (!Number.isInteger(amount) || amount < 1) {
    const expected = [`a whole number of ${unit}s, 1 or more`]
    return context.refuse('language.bad_window', `expected ${expected[0]}, found ${amount}`, span, { expected, found: String(amount) })
  }
  const length = amount * UNIT_LENGTH[unit]
  assert(length > 0, 'one unit or more is longer than nothing')
  if (length <= limit) return length
  return context.refuse('language.long_window', `${says}; found ${amount} ${unit}${amount === 1 ? '' : 's'}`, span)
}

export function checkWindow(context: CheckContext, window: WindowSyntax | undefined): Window | undefined {
  if (window === undefined) return { kind: 'all-time' }
  switch (window.kind) {
    case 'last': {
      const length = checkLength(context, window.duration, WINDOW)
      return length === undefined ? undefined : { kind: 'rolling', length, until: 0 }
    }
    case 'ago': {
      const length = checkLength(context, window.from, WINDOW)
      const until = length === undefined ? undefined : checkLength(context, window.to, WINDOW)
      if (length === undefined || until === undefined) return undefined
      return until < length ? { kind: 'rolling', length, until } : backwards(context, window.span)
    }
    case 'calendar': {
      const zone = checkZone(context, window.zone)
      return zone && { kind: 'calendar', period: window.period, which: window.which, zone }
    }
    case 'dates': {
      const from = window.from === undefined ? -Infinity : instant(context, window.from)
      const to = window.to === undefined || from === undefined ? Infinity : instant(context, window.to)
      if (from === undefined || to === undefined) return undefined
      return from < to ? { kind: 'absolute', from, to } : backwards(context, window.span)
    }
  }
}

function backwards(context: CheckContext, span: Span): undefined {
  return context.refuse('language.empty_window', 'this window ends before it starts: the earlier time stands first', span)
}

function instant(context: CheckContext, { name, span }: Name): Millis | undefined {
  const at = momentOf(name)
  if (at !== undefined) return at
  const expected = ['"2026-01-31"', '"2026-01-31T09:30Z"', '"2026-01-31 09:30:00.000+02:00"']
  const message = `expected a date between 1900 and 2299 such as ${expected[0]} (midnight UTC), ${expected[1]} or ${expected[2]}, found ${quote(name)}`
  return context.refuse('language.bad_moment', message, span, { expected, found: name })
}

/** No zone is UTC. */
export function checkZone(context: CheckContext, zone: ZoneSyntax | undefined): Zone | undefined {
  if (zone === undefined) return { kind: 'named', zone: DEFAULT_ZONE }
  const named = zone.kind === 'named' ? zone.zone : zone.otherwise
  if (named !== undefined && !zoneAllowed(context, named)) return undefined
  return zone.kind === 'named' ? { kind: 'named', zone: zone.zone.name } : { kind: 'person', otherwise: named?.name }
}

function zoneAllowed(context: CheckContext, { name, span }: Name): boolean {
  if (isZone(name)) return true
  const suggestion = nearestZone(name)
  const hint = suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`
  context.refuse('language.unknown_zone', `expected a time zone such as "Europe/Berlin", found ${quote(name)}${hint}`, span, {
    expected: ['a time zone such as "Europe/Berlin"'],
    found: name,
    ...(suggestion !== undefined && { suggestion }),
  })
  return false
}

/** People know the city, not the continent. */
function nearestZone(name: string): string | undefined {
  const city = name.toLowerCase().replaceAll(' ', '_')
  return ZONES.find((zone) => zone.toLowerCase() === city || zone.toLowerCase().endsWith(`/${city}`)) ?? nearest(name, ZONES)
}

type TimeTestSyntax = Extract<ScalarTestSyntax, { kind: 'moment' | 'near' }>

/** `before`, `after`, `in last` and `in next`, without their `not`. */
export function checkWhen(context: CheckContext, test: TimeTestSyntax): WhenTest | undefined {
  if (test.kind === 'near') {
    const length = checkLength(context, test.duration, DISTANCE)
    if (length === undefined) return undefined
    return test.side === 'last' ? { kind: 'when', base: 'now', after: -length, upTo: 0 } : { kind: 'when', base: 'now', after: 0, upTo: length }
  }
  const at = border(context, test.moment)
  if (at === undefined) return undefined
  const base = test.moment.kind === 'date' ? 'epoch' : 'now'
  return test.side === 'before' ? { kind: 'when', base, after: -Infinity, upTo: at - 1 } : { kind: 'when', base, after: at, upTo: Infinity }
}

function border(context: CheckContext, moment: MomentSyntax): Millis | undefined {
  switch (moment.kind) {
    case 'date':
      return instant(context, { name: moment.text, span: moment.span })
    case 'now':
      return 0
    case 'ago': {
      const length = checkLength(context, moment.duration, DISTANCE)
      return length === undefined ? undefined : -length
    }
    case 'from-now':
      return checkLength(context, moment.duration, DISTANCE)
  }
}
