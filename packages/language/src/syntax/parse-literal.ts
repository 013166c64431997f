// The smallest parts: literals, numbers, texts that name something, lists, comparison signs.
import { quote } from '../failure.ts'
import type { Cursor } from './cursor.ts'
import type { Wanted } from './expectations.ts'
import type { Literal, Name, NumberLiteral, Operator } from './tree.ts'
import { OPERATORS, RESERVED } from './words.ts'

export const COMPARISON = 'a comparison (=, !=, <, <=, >, >=)'

/** The comparison that stands here, if one does. */
export function takeOperator(cursor: Cursor): Operator | undefined {
  for (const [sign, operator] of OPERATORS) if (cursor.takeSymbol(sign)) return operator
  return undefined
}

/** A text, a number, true or false. `wanted` says whose values it could be; `others` what else could stand here, for the message. */
export function parseLiteral(cursor: Cursor, wanted?: Wanted, others?: (written: string) => string): Literal | undefined {
  if (wanted !== undefined) cursor.want(wanted)
  const { token } = cursor
  const span = { start: token.start, end: token.end }
  // 2026-01-31 without quotes is three numbers to the lexer.
  if (token.kind === 'number' && cursor.peek(1).kind === 'number' && cursor.peek(1).start === token.end) return refuseBareDate(cursor)
  if (token.kind === 'number') return parseNumber(cursor, 'a number')
  if (token.kind === 'string') return { type: 'string', value: cursor.advance().value, span }
  if (cursor.takeWord('true')) return { type: 'boolean', value: true, span }
  if (cursor.takeWord('false')) return { type: 'boolean', value: false, span }
  if (token.kind === 'word' && !RESERVED.has(token.value)) {
    const message = `expected a text in double quotes, a number, true or false, found ${quote(token.text)}; did you mean "${token.text}" in quotes${others?.(token.text) ?? ''}?`
    return cursor.refuse('language.bare_text', message, { expected: ['"…"', 'a number', 'true', 'false'], suggestion: `"${token.text}"` })
  }
  return cursor.unexpected(['a text in double quotes', 'a number', 'true', 'false'])
}

export function parseNumber(cursor: Cursor, expected: string): NumberLiteral | undefined {
  const { token } = cursor
  if (token.kind !== 'number') return cursor.unexpected([expected])
  const value = Number(token.text)
  if (!Number.isFinite(value)) return cursor.refuse('language.huge_number', `the number ${quote(token.text)} is too large`)
  cursor.advance()
  // Adding 0 turns -0 into 0: they are the same number everywhere else.
  return { type: 'number', value: value + 0, span: { start: token.start, end: token.end } }
}

/** `( literal , literal … )`. */
export function parseList(cursor: Cursor, wanted?: Wanted): readonly Literal[] | undefined {
  if (!cursor.takeSymbol('(')) return cursor.unexpected(['"("'])
  const values: Literal[] = []
  do {
    const value = parseLiteral(cursor, wanted)
    if (value === undefined) return undefined
    values.push(value)
  } while (cursor.takeSymbol(','))
  return cursor.takeSymbol(')') ? values : cursor.unexpected(['","', '")"'])
}

/** A text in double quotes that names something; never an empty one. */
export function parseName(cursor: Cursor, expected: string, wanted?: Wanted): Name | undefined {
  if (wanted !== undefined) cursor.want(wanted)
  const { token } = cursor
  if (token.kind === 'word' && !RESERVED.has(token.value)) {
    const message = `expected ${expected}, found ${quote(token.text)}; did you mean "${token.text}" in quotes?`
    return cursor.refuse('language.bare_name', message, { expected: [expected], suggestion: `"${token.text}"` })
  }
  if (token.kind !== 'string') return cursor.unexpected([expected])
  if (token.value === '') return cursor.refuse('language.empty_name', `expected ${expected}, found an empty one`)
  cursor.advance()
  return { name: token.value, span: { start: token.start, end: token.end } }
}

/** A date. What follows tells times of day from dates, so the text is read by the check. */
export function parseDate(cursor: Cursor): Name | undefined {
  const { token } = cursor
  if (token.kind !== 'number') return parseName(cursor, 'a date in double quotes, as in "2026-01-31"')
  return refuseBareDate(cursor)
}

/** The numbers of a date without quotes are put together for the message. */
export function refuseBareDate(cursor: Cursor): undefined {
  const { start } = cursor.token
  let text = ''
  let end = start
  for (let ahead = 0; cursor.peek(ahead).kind === 'number' && cursor.peek(ahead).start === end && text.length < 40; ahead++) {
    text += cursor.peek(ahead).text
    end = cursor.peek(ahead).end
  }
  const suggestion = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? `"${text}"` : undefined
  const message = `a date stands in double quotes, as in ${suggestion ?? '"2026-01-31"'}; found ${quote(text)}`
  return cursor.refuse('language.bare_date', message, { span: { start, end }, found: text, expected: ['a date in double quotes'], ...(suggestion && { suggestion }) })
}

/** `)`, or a failure. */
export function closes(cursor: Cursor): boolean {
  if (cursor.takeSymbol(')')) return true
  cursor.unexpected(['")"'])
  return false
}
