// The tests that a trait, a property, a value or an instant is put to:
//
//   test = operator ( literal | "trait" "(" text ")" ) | [ "not" ] "in" "(" literal { "," literal } ")"
//        | [ "not" ] "in" ( "last" | "next" ) duration | [ "not" ] "contains" ( text | ( "any" | "all" ) list )
//        | [ "not" ] ( "starts" | "ends" ) "with" text | [ "not" ] "exists" | "does" "not" "exist"
//        | ( "before" | "after" ) moment
import { assert } from '@touchstone/base'
import { type Cursor, spanFrom } from './cursor.ts'
import type { Wanted } from './expectations.ts'
import { COMPARISON, closes, parseList, parseLiteral, parseName, takeOperator } from './parse-literal.ts'
import { parseDuration, parseMoment, refuseBetween, refuseWithin } from './parse-time.ts'
import type { Literal, Operator, ScalarTestSyntax, TraitSyntax } from './tree.ts'
import { OPERATORS, TEST_WORDS } from './words.ts'

/** What is tested, as far as messages and completion need to know. */
export interface Tested {
  /** As written, for suggestions. */
  readonly text: string
  /** Whose values it is compared with. */
  readonly values?: Wanted
  readonly parsing: 'trait' | 'other'
}

const AFTER_NOT = ['in', 'contains', 'starts', 'ends', 'exists']

export function parseScalarTest(cursor: Cursor, tested: Tested): ScalarTestSyntax | undefined {
  const opening = cursor.token
  const span = () => spanFrom(opening, cursor)
  const operator = takeOperator(cursor)
  if (operator !== undefined) return parseComparison(cursor, operator, opening.start, tested)
  if (cursor.takeWord('does')) {
    if (!cursor.takeWord('not')) return cursor.unexpected(['"not exist"'], ['not'])
    if (!cursor.takeWord('exist')) return refuseDoesNot(cursor)
    return { kind: 'exists', negated: true, span: span() }
  }
  if (cursor.takeWord('before')) return parseInstant(cursor, 'before', opening.start)
  if (cursor.takeWord('after')) return parseInstant(cursor, 'after', opening.start)
  const negated = cursor.takeWord('not')
  if (cursor.takeWord('exists')) return { kind: 'exists', negated, span: span() }
  if (cursor.takeWord('in')) return parseIn(cursor, negated, opening.start, tested)
  if (cursor.takeWord('contains')) return parseContains(cursor, negated, opening.start, tested)
  const edge = cursor.takeOneOf(['starts', 'ends'])
  if (edge !== undefined) {
    if (!cursor.takeWord('with')) return cursor.unexpected(['"with"'], ['with'])
    const value = parseLiteral(cursor)
    return value && { kind: 'text', negated, match: edge, value, span: span() }
  }
  return negated ? cursor.unexpected(['"in"', '"exists"', '"contains"', '"starts with"', '"ends with"'], AFTER_NOT) : refuseTest(cursor, tested)
}

function parseComparison(cursor: Cursor, operator: Operator, start: number, tested: Tested): ScalarTestSyntax | undefined {
  const value = cursor.isCall(['trait']) ? parseTraitCall(cursor) : parseLiteral(cursor, tested.values, (written) => `, or the trait trait("${written}")`)
  return value && { kind: 'compare', operator, value, span: { start, end: cursor.previousEnd } }
}

/** `trait("plan name")`; the cursor is at `trait` in front of a parenthesis. */
export function parseTraitCall(cursor: Cursor): TraitSyntax | undefined {
  const word = cursor.advance()
  const opening = cursor.advance()
  assert(word.value === 'trait' && opening.value === '(', 'a named trait is a call')
  const name = parseName(cursor, 'the name of the trait in double quotes', { kind: 'trait', quoted: true })
  if (name === undefined || !closes(cursor)) return undefined
  return { kind: 'trait', name: name.name, span: spanFrom(word, cursor) }
}

function parseInstant(cursor: Cursor, side: 'before' | 'after', start: number): ScalarTestSyntax | undefined {
  const moment = parseMoment(cursor)
  return moment && { kind: 'moment', side, moment, span: { start, end: cursor.previousEnd } }
}

function parseIn(cursor: Cursor, negated: boolean, start: number, tested: Tested): ScalarTestSyntax | undefined {
  const side = cursor.takeOneOf(['last', 'next'])
  if (side !== undefined) {
    const duration = parseDuration(cursor)
    return duration && { kind: 'near', negated, side, duration, span: { start, end: cursor.previousEnd } }
  }
  const values = parseInList(cursor, tested)
  return values && { kind: 'in', negated, values, span: { start, end: cursor.previousEnd } }
}

/** The list after `in`. */
function parseInList(cursor: Cursor, tested: Tested): readonly Literal[] | undefined {
  if (cursor.token.kind === 'number' || cursor.sees('the')) {
    const message = 'a list stands in parentheses, as in (1, 2); a stretch of time is written "in last" or "in next", as in "in last 7 days"'
    return cursor.refuse('language.bare_in', message, { expected: ['(', 'last', 'next'], suggestion: 'in last' })
  }
  if (!cursor.isSymbol('(')) return cursor.unexpected(['"("', '"last"', '"next"'], ['last', 'next'])
  return parseList(cursor, tested.values)
}

function parseContains(cursor: Cursor, negated: boolean, start: number, tested: Tested): ScalarTestSyntax | undefined {
  const quantifier = cursor.takeOneOf(['any', 'all'])
  if (quantifier !== undefined) {
    const values = parseList(cursor, tested.values)
    return values && { kind: 'list', negated, quantifier, values, span: { start, end: cursor.previousEnd } }
  }
  if (cursor.sees('(')) {
    const message = 'for several values it is written contains any ("…", "…") or contains all ("…", "…")'
    return cursor.refuse('language.contains_list', message, { expected: ['any', 'all'], suggestion: 'contains any' })
  }
  const value = parseLiteral(cursor, tested.values)
  return value && { kind: 'text', negated, match: 'contains', value, span: { start, end: cursor.previousEnd } }
}

function refuseDoesNot(cursor: Cursor): undefined {
  const verb = /^(contain|start|end|exist)s?$/.exec(cursor.token.value)?.[1]
  if (cursor.token.kind !== 'word' || verb === undefined || verb === 'exist') return cursor.unexpected(['"exist"'], ['exist'])
  const suggestion = verb === 'contain' ? 'not contains' : `not ${verb}s with`
  return cursor.refuse('language.does_not', `it is written ${suggestion}`, { expected: ['exist'], suggestion })
}

/** Nothing that could be a test stands here. */
function refuseTest(cursor: Cursor, { text, parsing }: Tested): undefined {
  if (cursor.sees('within')) return refuseWithin(cursor)
  if (cursor.sees('between')) {
    cursor.advance()
    return refuseBetween(cursor, text)
  }
  const known = [...TEST_WORDS, 'and', 'or', ...(parsing === 'trait' ? ['anniversary'] : [])]
  const expected = [COMPARISON, '"in"', '"not in"', '"contains"', '"starts with"', '"ends with"', '"before"', '"after"', '"exists"', '"does not exist"']
  return cursor.unexpected(expected, known)
}

/** Whether a test begins here: what stood before it is then no test itself. */
export function startsTest(cursor: Cursor): boolean {
  let starts = false
  for (const word of TEST_WORDS) starts = cursor.isWord(word) || starts
  for (const sign of OPERATORS.keys()) starts = cursor.isSymbol(sign) || starts
  return starts
}
