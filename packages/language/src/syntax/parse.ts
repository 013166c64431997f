// Tokens → syntax tree, by recursive descent:
//
//   condition   = conjunction { "or" conjunction }
//   conjunction = negation { "and" negation }
//   negation    = "not" negation | primary
//   primary     = ( "(" condition ")" | leaf ) [ "for" duration ]
//
// Only parentheses and `not` nest, those of filters too, and all are counted, so the depth of the call stack has a bound
// of its own and ten thousand parentheses are a failure and not an overflow. The leaves start in parse-leaf.ts.
import { assert, ok } from '@touchstone/base'
import { type ConditionResult, refusal } from '../failure.ts'
import { Limit } from '../limits.ts'
import { Cursor, spanFrom } from './cursor.ts'
import { tokenize } from './lexer.ts'
import { parseLeaf } from './parse-leaf.ts'
import { refuseBareWhere } from './parse-sequence.ts'
import { parseDuration, refuseWithin } from './parse-time.ts'
import type { Comment, Syntax, SyntaxNode } from './tree.ts'

/** Reads a condition. Never throws; the failure's `details` say where, what was expected and what was found. */
export function parse(text: string): ConditionResult<Syntax> {
  return parseText(text, 'a condition', parseWhole)
}

/** Reads a text of one sort: `what` it is called in a failure, and how all of it is read. */
export function parseText<Root>(text: string, what: string, parseRoot: (cursor: Cursor) => Root | undefined): ConditionResult<{ readonly root: Root; readonly comments: readonly Comment[] }> {
  if (typeof text !== 'string') {
    const details = { span: { start: 0, end: 0 }, expected: ['a text'], found: typeof text }
    return { ok: false, failure: refusal('language.no_text', `expected ${what.replace(/^an? /, 'the ')} as a text, found ${typeof text}`, details) }
  }
  if (text.length > Limit.TEXT) {
    const details = { span: { start: Limit.TEXT, end: text.length }, expected: [] }
    const message = `${what} has at most ${Limit.TEXT} characters, found ${text.length}`
    return { ok: false, failure: refusal('language.too_long', message, details) }
  }
  const tokens = tokenize(text)
  if (!tokens.ok) return tokens
  const cursor = new Cursor(tokens.value)
  const root = parseRoot(cursor)
  if (cursor.failure !== undefined) return { ok: false, failure: cursor.failure }
  assert(root !== undefined, 'a parser without a tree has a failure')
  assert(cursor.token.kind === 'end', 'a tree stands for the whole text')
  return ok({ root, comments: tokens.value.comments })
}

/** A condition up to the end of the tokens. Undefined where `cursor.failure` says why. */
export function parseWhole(cursor: Cursor): SyntaxNode | undefined {
  const root = parseCondition(cursor)
  if (root !== undefined && cursor.token.kind !== 'end') refuseRest(cursor)
  return cursor.failure === undefined ? root : undefined
}

function parseCondition(cursor: Cursor): SyntaxNode | undefined {
  return parseChain(cursor, 'or', () => parseChain(cursor, 'and', () => parseNegation(cursor)))
}

function parseChain(cursor: Cursor, kind: 'and' | 'or', parseItem: () => SyntaxNode | undefined): SyntaxNode | undefined {
  const { start } = cursor.token
  const first = parseItem()
  if (first === undefined || !cursor.isWord(kind)) return first
  const items = [first]
  while (cursor.takeWord(kind)) {
    const item = parseItem()
    if (item === undefined) return undefined
    items.push(item)
  }
  assert(items.length >= 2, 'a chain has two items or more')
  return { kind, items, span: { start, end: cursor.previousEnd } }
}

function parseNegation(cursor: Cursor): SyntaxNode | undefined {
  const opening = cursor.token
  if (!cursor.takeWord('not')) return parsePrimary(cursor)
  const item = cursor.nested(() => parseNegation(cursor))
  return item && { kind: 'not', item, span: spanFrom(opening, cursor) }
}

function parsePrimary(cursor: Cursor): SyntaxNode | undefined {
  const opening = cursor.token
  const item = cursor.isSymbol('(') ? parseInParentheses(cursor) : parseLeaf(cursor, parseInParentheses)
  if (item === undefined || !cursor.takeWord('for')) return item
  const duration = parseDuration(cursor)
  if (duration === undefined) return undefined
  if (cursor.sees('for')) return cursor.refuse('language.held_twice', '"for" stands once behind a condition; parentheses around it and its "for" take another one')
  return { kind: 'held', item, duration, span: spanFrom(opening, cursor) }
}

/** `( condition )`; the cursor is at the parenthesis. */
function parseInParentheses(cursor: Cursor): SyntaxNode | undefined {
  const opening = cursor.advance()
  assert(opening.value === '(', 'parentheses open before they hold something')
  const inner = cursor.nested(() => parseCondition(cursor))
  if (inner === undefined) return undefined
  // The parentheses belong to the span of what they hold, so that a comment inside them stays inside.
  if (cursor.takeSymbol(')')) return { ...inner, span: spanFrom(opening, cursor) }
  if (cursor.token.kind === 'end') {
    const details = { expected: [')', 'and', 'or'] }
    return cursor.refuse('language.open_parenthesis', `the "(" at character ${opening.start + 1} is never closed`, details)
  }
  return refuseAfter(cursor, '")"')
}

/** Something follows a complete condition: the usual reasons have an answer of their own. */
function refuseRest(cursor: Cursor): undefined {
  if (cursor.isSymbol(')')) return cursor.refuse('language.stray_parenthesis', 'this ")" closes nothing', { expected: ['and', 'or'] })
  return refuseAfter(cursor, 'the end of the condition')
}

/** The token at hand follows a complete condition, where "and", "or" or `end` would have fitted. */
function refuseAfter(cursor: Cursor, end: string): undefined {
  const { token } = cursor
  const late = WINDOW_WORDS.has(token.value) && token.kind === 'word'
  const times = token.kind === 'number' && /^times?$/.test(cursor.peek(1).value)
  if (cursor.bareWhere !== undefined && (late || times || cursor.sees('then'))) return refuseBareWhere(cursor)
  if (late) {
    return cursor.refuse('language.late_window', 'a window stands before the comparison, as in count("Order Completed") in last 90 days >= 3')
  }
  if (cursor.sees('within')) return refuseWithin(cursor)
  return cursor.unexpected(['"and"', '"or"', end], ['and', 'or', 'for'])
}

const WINDOW_WORDS = new Set(['in', 'from', 'since', 'until', 'between', 'today', 'yesterday', 'this', 'last'])
