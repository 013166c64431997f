// The time of day and the day of the week: of now in a condition, of the event in a filter.
import { assert } from '@touchstone/base'
import { type Cursor, spanFrom } from './cursor.ts'
import { COMPARISON, closes, parseList, parseLiteral, takeOperator } from './parse-literal.ts'
import { takeClockZone } from './parse-time.ts'
import type { ClockSyntax, ScalarTestSyntax } from './tree.ts'

/** `hour("Europe/Berlin") >= 9`; the cursor is at `hour` or `weekday` in front of a parenthesis. */
export function parseClock(cursor: Cursor): ClockSyntax | undefined {
  const word = cursor.advance()
  assert(word.value === 'hour' || word.value === 'weekday', 'a clock is an hour or a weekday')
  const unit = word.value
  cursor.advance()
  const zone = takeClockZone(cursor)
  if (cursor.failure !== undefined || !closes(cursor)) return undefined
  const test = parseClockTest(cursor, unit)
  return test && { kind: 'clock', unit, zone, test, span: spanFrom(word, cursor) }
}

function parseClockTest(cursor: Cursor, unit: 'hour' | 'weekday'): ScalarTestSyntax | undefined {
  const opening = cursor.token
  const wanted = unit === 'weekday' ? ({ kind: 'weekday' } as const) : undefined
  const operator = takeOperator(cursor)
  if (operator !== undefined) {
    const value = parseLiteral(cursor, wanted)
    return value && { kind: 'compare', operator, value, span: spanFrom(opening, cursor) }
  }
  const negated = cursor.takeWord('not')
  if (!cursor.takeWord('in')) return cursor.unexpected(negated ? ['"in"'] : [COMPARISON, '"in"', '"not in"'], ['in', 'not'])
  const values = parseList(cursor, wanted)
  return values && { kind: 'in', negated, values, span: spanFrom(opening, cursor) }
}
