// Time: durations, windows that choose events, moments, zones.
import { assert } from '@touchstone/base'
import type { Cursor } from './cursor.ts'
import { spanFrom } from './cursor.ts'
import { parseDate, parseName, parseNumber, refuseBareDate } from './parse-literal.ts'
import type { DurationSyntax, MomentSyntax, Unit, WindowSyntax, ZoneSyntax } from './tree.ts'
import { PERIODS, SHORT_UNITS, UNITS } from './words.ts'

const UNIT_PHRASES = UNITS.map((unit) => `"${unit}s"`)
const UNIT_WORDS = UNITS.flatMap((unit) => [`${unit}s`, unit])

/** `7 days`. */
export function parseDuration(cursor: Cursor): DurationSyntax | undefined {
  const opening = cursor.token
  cursor.want({ kind: 'duration' })
  if (opening.kind === 'word' && unitOf(opening.value) !== undefined) {
    const suggestion = `1 ${unitOf(opening.value)}`
    return cursor.refuse('language.no_amount', `expected how many ${unitOf(opening.value)}s, as in ${suggestion}`, { expected: ['a number'], suggestion })
  }
  if (cursor.sees('the')) return cursor.unexpected(['how many seconds, minutes, hours, days, weeks or years (without "the")'])
  const amount = parseNumber(cursor, 'how many seconds, minutes, hours, days, weeks or years')
  if (amount === undefined) return undefined
  const unit = parseUnit(cursor, amount.value)
  return unit && { amount: amount.value, unit, span: spanFrom(opening, cursor) }
}

function unitOf(word: string): Unit | undefined {
  return UNITS.find((unit) => word === unit || word === `${unit}s`)
}

function parseUnit(cursor: Cursor, amount: number): Unit | undefined {
  for (const unit of UNITS) cursor.want({ kind: 'unit', text: amount === 1 ? unit : `${unit}s` })
  const { token } = cursor
  if (token.kind !== 'word') {
    const message = `${amount} of what? write ${amount} days or another unit`
    return cursor.refuse('language.no_unit', message, { expected: UNIT_PHRASES, suggestion: `${amount} days` })
  }
  const unit = unitOf(token.value)
  if (unit !== undefined) {
    cursor.advance()
    return unit
  }
  if (/^(months?|mo)$/.test(token.value)) {
    return cursor.refuse('language.month', 'a month has no fixed length: write days, as in "in last 30 days"', { expected: ['days'], suggestion: 'days' })
  }
  const long = SHORT_UNITS.get(token.value)
  if (long !== undefined) return cursor.refuse('language.short_unit', `units are written in full: ${long}`, { expected: UNIT_PHRASES, suggestion: long })
  return cursor.unexpected(UNIT_PHRASES, UNIT_WORDS)
}

/** The window that stands here, if one does; a failure if one begins and is not right. */
export function takeWindow(cursor: Cursor): WindowSyntax | undefined {
  const opening = cursor.token
  if (cursor.isWord('in')) return parseLast(cursor)
  if (cursor.sees('within')) return refuseWithin(cursor)
  if (cursor.takeWord('from')) {
    const from = parseAgo(cursor)
    if (from === undefined) return undefined
    if (!cursor.takeWord('to')) return cursor.unexpected(['"to"'], ['to'])
    const to = parseAgo(cursor)
    return to && { kind: 'ago', from, to, span: spanFrom(opening, cursor) }
  }
  if (cursor.takeWord('since')) {
    const from = parseDate(cursor)
    return from && { kind: 'dates', from, to: undefined, span: spanFrom(opening, cursor) }
  }
  if (cursor.takeWord('until')) {
    const to = parseDate(cursor)
    return to && { kind: 'dates', from: undefined, to, span: spanFrom(opening, cursor) }
  }
  if (cursor.takeWord('between')) return parseBetween(cursor, opening)
  return takeCalendar(cursor)
}

/** `in last 7 days`; the cursor is at `in`. */
export function parseLast(cursor: Cursor): WindowSyntax | undefined {
  const opening = cursor.advance()
  assert(opening.value === 'in', 'a window of a length starts with "in"')
  if (cursor.sees('this') || cursor.sees('today') || cursor.sees('yesterday')) return refuseCalendarIn(cursor, cursor.token.value, cursor.peek(1).value)
  if (cursor.sees('the') && cursor.sees('last', 1)) {
    return cursor.refuse('language.the_last', 'it is written without "the", as in "in last 7 days"', { expected: ['last'], suggestion: 'last' })
  }
  if (!cursor.takeWord('last')) return cursor.unexpected(['"last"'], ['last'])
  const period = PERIODS.find((one) => cursor.sees(one))
  if (period !== undefined) return refuseCalendarIn(cursor, 'last', period)
  const duration = parseDuration(cursor)
  return duration && { kind: 'last', duration, span: spanFrom(opening, cursor) }
}

function refuseCalendarIn(cursor: Cursor, word: string, period: string): undefined {
  const suggestion = word === 'this' || word === 'last' ? `${word} ${period}` : word
  const length = word === 'last' ? `, or with a length: in last ${period === 'month' ? '30 days' : period === 'quarter' ? '90 days' : `1 ${period}`}` : ''
  return cursor.refuse('language.calendar_in', `a period of the calendar is written without "in": ${suggestion}${length}`, { expected: [suggestion], suggestion })
}

export function refuseWithin(cursor: Cursor): undefined {
  const message = '"within" is the time limit of a step after "then" (or of an absence); the window that ends now is written "in last", as in "in last 7 days"'
  return cursor.refuse('language.within', message, { expected: ['in last'], suggestion: 'in last' })
}

function parseAgo(cursor: Cursor): DurationSyntax | undefined {
  const duration = parseDuration(cursor)
  if (duration === undefined) return undefined
  return cursor.takeWord('ago') ? duration : cursor.unexpected(['"ago"'], ['ago'])
}

function parseBetween(cursor: Cursor, opening: { start: number; end: number }): WindowSyntax | undefined {
  if (cursor.token.kind === 'number' && cursor.sees('and', 1)) return refuseBetween(cursor, 'count("…")')
  const from = parseDate(cursor)
  if (from === undefined) return undefined
  if (!cursor.takeWord('and')) return cursor.unexpected(['"and"'], ['and'])
  const to = parseDate(cursor)
  return to && { kind: 'dates', from, to, span: spanFrom(opening, cursor) }
}

/** `age between 1 and 5`: the cursor is at the 1. */
export function refuseBetween(cursor: Cursor, subject: string): undefined {
  const [low, high] = [cursor.token, cursor.peek(2)]
  const bounds = cursor.sees('and', 1) && high.kind === low.kind && high.kind !== 'end' ? [low.text, high.text] : ['1', '5']
  const suggestion = `${subject} >= ${bounds[0]} and ${subject} <= ${bounds[1]}`
  const message = `"between" is a window between two dates; a value between two others is written ${suggestion}`
  return cursor.refuse('language.between', message, { expected: ['>=', '<='], suggestion })
}

function takeCalendar(cursor: Cursor): WindowSyntax | undefined {
  const opening = cursor.token
  const day = cursor.takeOneOf(['today', 'yesterday'])
  let which: 'this' | 'last' = day === 'yesterday' ? 'last' : 'this'
  let period: 'day' | (typeof PERIODS)[number] = 'day'
  if (day === undefined) {
    const word = cursor.takeOneOf(['this', 'last'])
    if (word === undefined) return undefined
    which = word
    const found = cursor.takeOneOf(PERIODS)
    if (found === undefined) return refusePeriod(cursor, word)
    period = found
  }
  const zone = takeZone(cursor)
  if (cursor.failure !== undefined) return undefined
  return { kind: 'calendar', which, period, zone, span: spanFrom(opening, cursor) }
}

function refusePeriod(cursor: Cursor, word: 'this' | 'last'): undefined {
  const expected = PERIODS.map((period) => `"${period}"`)
  if (cursor.sees('day')) {
    const suggestion = word === 'this' ? 'today' : 'yesterday'
    return cursor.refuse('language.calendar_day', `"${word} day" is written ${suggestion}`, { expected, suggestion })
  }
  if (word === 'last' && cursor.token.kind === 'number') {
    return cursor.refuse('language.last_without_in', 'a window of a length is written with "in", as in "in last 7 days"', { expected, suggestion: 'in last' })
  }
  return cursor.unexpected(expected, PERIODS)
}

/** `in zone "Europe/Berlin"` or `in their zone else "UTC"`, if one stands here. */
export function takeZone(cursor: Cursor): ZoneSyntax | undefined {
  const opening = cursor.token
  if (!cursor.isWord('in')) return undefined
  if (cursor.peek(1).kind === 'string') {
    cursor.advance()
    return cursor.unexpected(['"zone"', '"their zone"'])
  }
  const named = cursor.isWord('zone', 1)
  if (!named && !cursor.isWord('their', 1)) return undefined
  cursor.advance()
  return named ? parseNamedZone(cursor, opening) : parseTheirZone(cursor, opening)
}

function parseNamedZone(cursor: Cursor, opening: { start: number; end: number }): ZoneSyntax | undefined {
  cursor.advance()
  const zone = parseZoneName(cursor)
  return zone && { kind: 'named', zone, span: spanFrom(opening, cursor) }
}

/** `their zone else "UTC"`; the cursor is at `their`. */
function parseTheirZone(cursor: Cursor, opening: { start: number; end: number }): ZoneSyntax | undefined {
  cursor.advance()
  if (!cursor.takeWord('zone')) return cursor.unexpected(['"zone"'], ['zone'])
  const otherwise = cursor.takeWord('else') ? parseZoneName(cursor) : undefined
  return cursor.failure === undefined ? { kind: 'person', otherwise, span: spanFrom(opening, cursor) } : undefined
}

function parseZoneName(cursor: Cursor) {
  return parseName(cursor, 'the name of a time zone in double quotes, as in "Europe/Berlin"', { kind: 'zone' })
}

/** What stands in the parentheses of a clock: nothing, a zone's name, or `their zone`. */
export function takeClockZone(cursor: Cursor): ZoneSyntax | undefined {
  const opening = cursor.token
  cursor.want({ kind: 'zone' })
  if (cursor.isWord('their')) return parseTheirZone(cursor, opening)
  if (cursor.sees(')') || opening.kind === 'end') {
    cursor.want({ kind: 'symbol', text: ')' })
    return undefined
  }
  const zone = parseZoneName(cursor)
  return zone && { kind: 'named', zone, span: zone.span }
}

/** `"2026-01-31"`, `7 days ago`, `2 hours from now`, `now`. */
export function parseMoment(cursor: Cursor): MomentSyntax | undefined {
  const opening = cursor.token
  if (opening.kind === 'string') {
    cursor.advance()
    return { kind: 'date', text: opening.value, span: spanFrom(opening, cursor) }
  }
  if (cursor.takeWord('now')) return { kind: 'now', span: spanFrom(opening, cursor) }
  if (opening.kind !== 'number' && opening.kind !== 'end') return cursor.unexpected(['a date in double quotes', '"now"', 'a time such as 7 days ago'], ['now'])
  // 2026-01-31 without quotes: the lexer takes -01 for a number of its own.
  if (cursor.peek(1).kind === 'number' && cursor.peek(1).start === opening.end) return refuseBareDate(cursor)
  const duration = parseDuration(cursor)
  if (duration === undefined) return undefined
  if (cursor.takeWord('ago')) return { kind: 'ago', duration, span: spanFrom(opening, cursor) }
  if (!cursor.takeWord('from')) return cursor.unexpected(['"ago"', '"from now"'], ['ago', 'from'])
  if (!cursor.takeWord('now')) return cursor.unexpected(['"now"'], ['now'])
  return { kind: 'from-now', duration, span: spanFrom(opening, cursor) }
}
