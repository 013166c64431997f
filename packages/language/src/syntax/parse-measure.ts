// Numbers made of events, and what they are compared with:
//
//   measure   = aggregate ( operator ( number | [ number "*" ] aggregate ) | "/" aggregate operator number )
//   aggregate = ( "count" | "gap" ) "(" text [ "where" filter ] ")" [ window ] | ( "sum" | … ) "(" text path [ "where" filter ] ")" [ window ]
//   rank      = ( "top" | "bottom" ) number "%" "by" aggregate
import { assert } from '@touchstone/base'
import { quote } from '../failure.ts'
import { type Cursor, spanFrom } from './cursor.ts'
import { nearest } from './nearest.ts'
import { parseEventArgument } from './parse-filter.ts'
import { COMPARISON, closes, parseLiteral, parseNumber, takeOperator } from './parse-literal.ts'
import { takeWindow } from './parse-time.ts'
import type { AggregateSyntax, MeasureSyntax, NumberLiteral, RankSyntax } from './tree.ts'
import { AGGREGATES, AGGREGATE_NAMES, FUNCTIONS } from './words.ts'

const AGGREGATE_PHRASE = 'a number made of events, such as count("…")'

/** The cursor is at the name of an aggregate in front of a parenthesis. */
export function parseMeasure(cursor: Cursor): MeasureSyntax | undefined {
  const opening = cursor.token
  const left = parseAggregate(cursor)
  if (left === undefined) return undefined
  let divisor: AggregateSyntax | undefined
  if (cursor.takeSymbol('/')) {
    divisor = parseAggregate(cursor)
    if (divisor === undefined) return undefined
  }
  const operator = takeOperator(cursor)
  if (operator === undefined) {
    const last = divisor ?? left
    return cursor.unexpected([COMPARISON, ...(divisor === undefined ? ['"/"'] : []), ...(last.window === undefined ? ['a window such as "in last 7 days"'] : [])])
  }
  const right = divisor === undefined ? parseRight(cursor, left) : parseLiteralOf(cursor, left)
  return right && { kind: 'measure', left, divisor, operator, right, span: spanFrom(opening, cursor) }
}

function parseRight(cursor: Cursor, left: AggregateSyntax): MeasureSyntax['right'] | undefined {
  const opening = cursor.token
  if (opening.kind !== 'number') {
    if (!cursor.isCall(AGGREGATES.keys()) && !(opening.kind === 'word' && cursor.sees('(', 1))) return parseLiteralOf(cursor, left)
    return parseScaled(cursor, undefined)
  }
  const number = parseNumber(cursor, 'a number')
  return number && cursor.takeSymbol('*') ? parseScaled(cursor, number) : number
}

function parseScaled(cursor: Cursor, factor: NumberLiteral | undefined): MeasureSyntax['right'] | undefined {
  const opening = factor?.span ?? cursor.token
  const aggregate = parseAggregate(cursor)
  return aggregate && { kind: 'scaled', factor, aggregate, span: spanFrom(opening, cursor) }
}

/** The check says what a number is compared with; that a number stands in quotes is seen here, where it can be put right. */
function parseLiteralOf(cursor: Cursor, left: AggregateSyntax) {
  const { token } = cursor
  if (token.kind === 'string' && /^\s*-?[0-9]+(\.[0-9]+)?\s*$/.test(token.value)) {
    const suggestion = token.value.trim()
    const message = `${AGGREGATE_NAMES[left.function]} is compared with a number, and a number stands without quotes: ${suggestion}`
    return cursor.refuse('language.quoted_number', message, { expected: ['a number'], suggestion })
  }
  if (token.kind !== 'string' && token.kind !== 'number' && !cursor.sees('true') && !cursor.sees('false')) return cursor.unexpected(['a number', AGGREGATE_PHRASE])
  return parseLiteral(cursor)
}

/** `sum("Order Completed".revenue where total > 50) in last 7 days`. */
export function parseAggregate(cursor: Cursor): AggregateSyntax | undefined {
  const word = cursor.token
  if (!cursor.isCall(AGGREGATES.keys())) {
    if (word.kind === 'word' && cursor.sees('(', 1)) return refuseFunction(cursor, [...AGGREGATES.keys()])
    return cursor.unexpected([AGGREGATE_PHRASE])
  }
  const called = AGGREGATES.get(cursor.advance().value)
  assert(called !== undefined, 'a call of an aggregate starts with its name')
  cursor.advance()
  const argument = parseEventArgument(cursor)
  if (argument === undefined) return undefined
  const { pattern, path } = argument
  const isOfEvents = called === 'count' || called === 'gap'
  if (!isOfEvents && path.length === 0) {
    const message = `${AGGREGATE_NAMES[called]} needs a property, as in ${called}(${quote(pattern.event.name)}.revenue)`
    return cursor.refuse('language.no_property', message, { expected: ['.'] })
  }
  if (isOfEvents && path.length > 0) {
    const span = { start: path[0].span.start, end: path[path.length - 1].span.end }
    const counted = 'a count counts events and takes no property; how many different values there are is distinct(…)'
    const message = called === 'count' ? counted : 'a gap is the time between events and takes no property'
    return cursor.refuse('language.count_of_property', message, { span, expected: [')'], found: path[0].name ?? '[]' })
  }
  if (!closes(cursor)) return undefined
  const window = takeWindow(cursor)
  if (cursor.failure !== undefined) return undefined
  return { kind: 'aggregate', function: called, pattern, path, window, span: spanFrom(word, cursor) }
}

/** `top 5% by sum("Order Completed".revenue)`; the cursor is at `top` or `bottom` in front of a number. */
export function parseRank(cursor: Cursor): RankSyntax | undefined {
  const word = cursor.advance()
  assert(word.value === 'top' || word.value === 'bottom', 'a rank has an end')
  const percent = parsePercent(cursor)
  if (percent === undefined) return undefined
  if (!cursor.takeWord('by')) return cursor.unexpected(['"by"'], ['by'])
  const aggregate = parseAggregate(cursor)
  return aggregate && { kind: 'rank', end: word.value, percent, aggregate, span: spanFrom(word, cursor) }
}

/** `5%`. */
export function parsePercent(cursor: Cursor): NumberLiteral | undefined {
  const percent = parseNumber(cursor, 'a number and "%"')
  if (percent === undefined || cursor.takeSymbol('%')) return percent
  const suggestion = `${percent.value}%`
  return cursor.refuse('language.no_percent', `a share is a percentage: write ${suggestion}`, { expected: ['%'], suggestion })
}

/** A word in front of a parenthesis that is none of the functions that could stand here. */
export function refuseFunction(cursor: Cursor, expected: readonly string[]): undefined {
  const word = cursor.token
  const suggestion = nearest(word.text, expected) ?? nearest(word.text, [...AGGREGATES.keys(), ...FUNCTIONS.keys()])
  const real = AGGREGATES.has(word.value) || FUNCTIONS.has(word.value)
  const hint = real || suggestion === undefined ? `there are ${expected.join(', ')}` : `did you mean ${quote(suggestion)}?`
  const details = { span: { start: word.start, end: word.end }, found: word.text, expected, ...(suggestion && !real && { suggestion }) }
  return cursor.refuse('language.unknown_function', `${quote(word.text)} is no function ${real ? 'that fits here' : ''}; ${hint}`.replace(' ;', ';'), details)
}
