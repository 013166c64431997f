// What could stand at a place of a half-written condition.
//
// The text is cut where the word or the text at the cursor begins, and the real parser reads what is before it. Whatever
// it asks for where the tokens end is what could stand there (see syntax/expectations.ts); the parser then fails, and
// nobody minds. When it fails earlier, the item that is wrong is taken out, from the `and` or parenthesis before it to
// the `and` or `or` behind it, and what remains is read again: the surroundings of the cursor stay known.
import { assert } from '@touchstone/base'
import { Limit } from '../limits.ts'
import { Cursor } from '../syntax/cursor.ts'
import type { Wanted } from '../syntax/expectations.ts'
import { type Token, tokenize } from '../syntax/lexer.ts'
import { parseExpressionNode } from '../syntax/parse-expression.ts'
import { parseWhole } from '../syntax/parse.ts'
import { type Completion, type Known, itemsFor } from './complete-items.ts'

export type { Completion, Known } from './complete-items.ts'

export interface Completions {
  /** What an item's `insert` replaces: UTF-16 offsets, `to` exclusive. */
  readonly from: number
  readonly to: number
  /** Best first, at most 50. */
  readonly items: readonly Completion[]
}

const ITEMS = 50
/** How many wrong items of a condition are taken out before completion gives up. */
const REPAIRS = 20

/** Never throws. `offset` is a place between two UTF-16 units of `text`; one outside of it counts as its nearest end. */
export function complete(text: string, offset: number, known: Known): Completions {
  return completeWith(text, offset, known, parseWhole)
}

/** The same for the expression of a computed trait. */
export function completeExpression(text: string, offset: number, known: Known): Completions {
  return completeWith(text, offset, known, parseExpressionNode)
}

function completeWith(text: string, offset: number, known: Known, parseRoot: (cursor: Cursor) => unknown): Completions {
  const at = Math.min(Math.max(0, Math.trunc(offset) || 0), text.length)
  const hole = text.length > Limit.TEXT ? undefined : holeAt(text, at)
  if (hole === undefined) return { from: at, to: at, items: [] }
  const { from, to, prefix, quoted } = hole
  assert(from <= at && at <= to, 'what is replaced surrounds the cursor')
  const items = itemsFor(wantedAfter(hole.tokens, from, parseRoot), known, prefix, quoted, ITEMS)
  const glued = from === at && /["\w)\]%]$/.test(text.slice(0, from))
  assert(from <= at && at <= to, 'what is replaced lies around the place at hand')
  return { from, to, items: glued ? items.map((item) => (/^\w/.test(item.insert) ? { ...item, insert: ` ${item.insert}` } : item)) : items }
}

interface Hole {
  /** Those before the hole, without an end. */
  readonly tokens: readonly Token[]
  readonly from: number
  readonly to: number
  /** What is written of it so far, in front of the cursor. */
  readonly prefix: string
  /** Whether it is a text in quotes. */
  readonly quoted: boolean
}

/** Undefined within a comment. */
function holeAt(text: string, at: number): Hole | undefined {
  let before = text.slice(0, at)
  for (let repair = 0; repair <= REPAIRS; repair++) {
    const result = tokenize(before)
    if (result.ok) {
      const { tokens, comments } = result.value
      if (comments.at(-1)?.span.end === at) return undefined
      const last = tokens.at(-2)
      if (last?.kind !== 'word' || last.end !== at) return { tokens: tokens.slice(0, -1), from: at, to: at, prefix: '', quoted: false }
      const rest = /^[A-Za-z0-9_]*/.exec(text.slice(at))?.[0].length ?? 0
      return { tokens: tokens.slice(0, -2), from: last.start, to: at + rest, prefix: last.text, quoted: false }
    }
    const { span, expected } = result.failure.details
    const { start, end } = span
    // A text whose closing quote is still to come.
    if (before[start] === '"' && end === at && expected.includes('"')) {
      const tokens = tokenize(before.slice(0, start))
      const prefix = before.slice(start + 1).replace(/\\(.)/g, '$1')
      return tokens.ok ? { tokens: tokens.value.tokens.slice(0, -1), from: start, to: at + closingQuote(text.slice(at)), prefix, quoted: true } : undefined
    }
    // No token at all: it is read as space.
    before = before.slice(0, start) + ' '.repeat(Math.max(1, end - start)) + before.slice(Math.max(end, start + 1))
  }
  return undefined
}

/** Up to behind the quote that closes the text at hand, if one on the line does: the other quotes there then are pairs. */
function closingQuote(rest: string): number {
  const line = (/^[^\r\n]*/.exec(rest)?.[0] ?? '').replace(/\\./g, '..')
  const quotes = line.split('"').length - 1
  return quotes % 2 === 1 ? line.indexOf('"') + 1 : 0
}

/** What the parser would accept behind `tokens`. */
function wantedAfter(tokens: readonly Token[], end: number, parseRoot: (cursor: Cursor) => unknown): readonly Wanted[] {
  let readable = tokens
  for (let repair = 0; repair <= REPAIRS; repair++) {
    const wanted: Wanted[] = []
    const cursor = new Cursor({ tokens: [...readable, { kind: 'end', text: '', value: '', start: end, end }], comments: [] }, wanted)
    parseRoot(cursor)
    if (wanted.length > 0) return wanted
    const wrongAt = cursor.failure?.details.span.start ?? 0
    const wrong = readable.findIndex((token) => token.end > wrongAt)
    if (wrong === -1) return []
    const from = readable.findLastIndex((token, index) => index < wrong && isBorder(token))
    const to = readable.findIndex((token, index) => index >= wrong && isChain(token))
    if (to === -1) return []
    readable = [...readable.slice(0, from + 1), ...readable.slice(to + 1)]
  }
  return []
}

function isChain({ kind, value }: Token): boolean {
  return kind === 'word' && (value === 'and' || value === 'or')
}

function isBorder(token: Token): boolean {
  return isChain(token) || (token.kind === 'symbol' && token.value === '(') || (token.kind === 'word' && (token.value === 'not' || token.value === 'where'))
}
