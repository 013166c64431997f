// Tokens → syntax tree, by recursive descent:
//
//   condition   = conjunction { "or" conjunction }
//   conjunction = negation { "and" negation }
//   negation    = "not" negation | "(" condition ")" | leaf
//
// Only parentheses and `not` nest, and both are counted, so the depth of the call stack has a bound of its own and
// ten thousand parentheses are a failure and not an overflow. The leaves are in parse-leaf.ts.
import { assert, ok } from '@touchstone/base'
import { type ConditionResult, refusal } from '../failure.ts'
import { Limit } from '../limits.ts'
import { Cursor, spanFrom } from './cursor.ts'
import { tokenize } from './lexer.ts'
import { parseLeaf } from './parse-leaf.ts'
import type { ChainSyntax, Syntax, SyntaxNode } from './tree.ts'

/** Reads a condition. Never throws; the failure's `details` say where, what was expected and what was found. */
export function parse(text: string): ConditionResult<Syntax> {
  if (typeof text !== 'string') {
    const details = { span: { start: 0, end: 0 }, expected: ['a text'], found: typeof text }
    return { ok: false, failure: refusal('language.no_text', `expected the condition as a text, found ${typeof text}`, details) }
  }
  if (text.length > Limit.TEXT) {
    const details = { span: { start: Limit.TEXT, end: text.length }, expected: [] }
    const message = `a condition has at most ${Limit.TEXT} characters, found ${text.length}`
    return { ok: false, failure: refusal('language.too_long', message, details) }
  }
  const tokens = tokenize(text)
  if (!tokens.ok) return tokens
  const cursor = new Cursor(tokens.value)
  const root = parseCondition(cursor, 0)
  if (root !== undefined && cursor.token.kind !== 'end') refuseRest(cursor)
  if (cursor.failure !== undefined) return { ok: false, failure: cursor.failure }
  assert(root !== undefined, 'a parser without a tree has a failure')
  return ok({ root, comments: tokens.value.comments })
}

function parseCondition(cursor: Cursor, depth: number): SyntaxNode | undefined {
  return parseChain(cursor, 'or', () => parseChain(cursor, 'and', () => parseNegation(cursor, depth)))
}

function parseChain(cursor: Cursor, kind: ChainSyntax['kind'], parseItem: () => SyntaxNode | undefined): SyntaxNode | undefined {
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

function parseNegation(cursor: Cursor, depth: number): SyntaxNode | undefined {
  const opening = cursor.token
  if (depth > Limit.DEPTH) {
    return cursor.refuse('language.too_deep', `parentheses and "not" nest at most ${Limit.DEPTH} deep`)
  }
  if (cursor.takeWord('not')) {
    const item = parseNegation(cursor, depth + 1)
    return item && { kind: 'not', item, span: spanFrom(opening, cursor) }
  }
  if (!cursor.takeSymbol('(')) return parseLeaf(cursor)
  const inner = parseCondition(cursor, depth + 1)
  if (inner === undefined) return undefined
  // The parentheses belong to the span of what they hold, so that a comment inside them stays inside.
  if (cursor.takeSymbol(')')) return { ...inner, span: spanFrom(opening, cursor) }
  const details = { expected: [')', 'and', 'or'] }
  if (cursor.token.kind === 'end') {
    return cursor.refuse('language.open_parenthesis', `the "(" at character ${opening.start + 1} is never closed`, details)
  }
  return cursor.unexpected(['")"', '"and"', '"or"'], ['and', 'or', 'not'])
}

/** Something follows a complete condition: the usual reasons have an answer of their own. */
function refuseRest(cursor: Cursor): void {
  if (cursor.isSymbol(')')) {
    cursor.refuse('language.stray_parenthesis', 'this ")" closes nothing', { expected: ['and', 'or'] })
  } else if (cursor.isWord('in') && cursor.isWord('last', 1)) {
    cursor.refuse('language.late_window', 'a window stands before the comparison, as in count("Order Completed") in last 90 days >= 3')
  } else {
    cursor.unexpected(['"and"', '"or"', 'the end of the condition'], ['and', 'or'])
  }
}
