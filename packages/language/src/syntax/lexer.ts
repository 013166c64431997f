// Text → tokens. One pass over UTF-16 units; every token knows its place. The first thing that is no token ends it.
import { assert, ok } from '@touchstone/base'
import { type ConditionFailure, type ConditionResult, type Span, quote, refusal } from '../failure.ts'
import type { Comment } from './tree.ts'
import { FOREIGN } from './words.ts'

export interface Token extends Span {
  readonly kind: 'word' | 'string' | 'number' | 'symbol' | 'end'
  /** As written. */
  readonly text: string
  /** Of a string: its value, escapes resolved. Of a word: lower case. Otherwise as written. */
  readonly value: string
}

export interface Tokens {
  /** The last one is the `end`. */
  readonly tokens: readonly Token[]
  readonly comments: readonly Comment[]
}

const SPACE = /[\s\uFEFF]+/y
const COMMENT = /#[^\r\n]*/y
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// Runs of comparison signs are taken whole, so that `===` is answered as one thing.
const SYMBOL = /[=!<>]+|[()[\].,*/%]/y
const KNOWN_SYMBOLS = new Set(['(', ')', '[', ']', '.', ',', '*', '/', '%', '=', '==', '!=', '<', '<=', '>', '>='])
const FOREIGN_SYMBOL = /&+|\|+|[=!<>]+/y

export function tokenize(text: string): ConditionResult<Tokens> {
  const tokens: Token[] = []
  const comments: Comment[] = []
  let at = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  const push = (kind: Token['kind'], found: string, value = found): void => {
    tokens.push({ kind, text: found, value, start: at, end: at + found.length })
    at += found.length
  }
  while (at < text.length) {
    let found: string | undefined
    if ((found = match(SPACE)) !== undefined) {
      at += found.length
    } else if ((found = match(COMMENT)) !== undefined) {
      const span = { start: at, end: at + found.length }
      if (!found.isWellFormed() || found.includes('\0')) return { ok: false, failure: refusal('language.strange_comment', 'a comment holds whole characters, and no NUL', { span, expected: [] }) }
      comments.push({ text: found.slice(1).trim(), span, isTrailing: isBehind(text, tokens.at(-1), at) })
      at += found.length
    } else if (text[at] === '"') {
      const string = readString(text, at)
      if (!string.ok) return string
      push('string', text.slice(at, string.value.end), string.value.value)
    } else if ((found = match(WORD)) !== undefined) {
      push('word', found, found.toLowerCase())
    } else if ((found = match(NUMBER)) !== undefined) {
      push('number', found)
    } else if ((found = match(SYMBOL)) !== undefined && KNOWN_SYMBOLS.has(found)) {
      push('symbol', found)
    } else {
      return { ok: false, failure: strangeCharacter(text, at, match(FOREIGN_SYMBOL)) }
    }
  }
  assert(at === text.length, 'every character was read')
  push('end', '')
  return ok({ tokens, comments })
}

/** Whether a comment at `at` is about the part that ends with the token before it. */
function isBehind(text: string, before: Token | undefined, at: number): boolean {
  if (before === undefined || /[\r\n]/.test(text.slice(before.end, at))) return false
  return before.kind === 'word' ? before.value !== 'and' && before.value !== 'or' : before.value !== '('
}

function strangeCharacter(text: string, at: number, foreign: string | undefined): ConditionFailure {
  const found = foreign ?? String.fromCodePoint(text.codePointAt(at) ?? 0)
  const details = { span: { start: at, end: at + found.length }, expected: ['a word', 'a number', 'a text in double quotes', 'an operator'], found }
  const known = FOREIGN.get(found)
  if (known !== undefined) {
    return refusal('language.foreign_symbol', `${quote(found)} is written ${quote(known)} here`, { ...details, expected: [known], suggestion: known })
  }
  if (/['“”„‘’«»`]/u.test(found)) {
    const meant = /^['“”„‘’«»`]([^'“”„‘’«»`"\\\r\n]{1,100})['“”„‘’«»`]/u.exec(text.slice(at, at + 102))?.[1]
    const suggestion = meant === undefined ? {} : { suggestion: `"${meant}"` }
    return refusal('language.strange_quote', `text goes in straight double quotes, as in "DE"; found ${quote(found)}`, { ...details, expected: ['"'], ...suggestion })
  }
  const hint = /\p{L}/u.test(found) ? '; a trait whose name has other letters is written trait("…")' : ''
  return refusal('language.strange_character', `expected a word, a number, a text in double quotes or an operator, found ${quote(found)}${hint}`, details)
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['n', '\n'],
])

/** The string that opens at `open`: its value, and the offset after its closing quote. */
function readString(text: string, open: number): ConditionResult<{ value: string; end: number }> {
  let value = ''
  let at = open + 1
  for (;;) {
    const stop = nextStop(text, at)
    value += text.slice(at, stop)
    at = stop
    if (text[at] === '"') break
    if (text[at] !== '\\') {
      const found = text.slice(open, Math.min(at, open + 40))
      const message = `the text that starts with ${quote(found)} has no closing quote on its line; a line break inside is written \\n`
      return { ok: false, failure: refusal('language.open_text', message, { span: { start: open, end: at }, expected: ['"'], found }) }
    }
    const unicode = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))
    const escaped = unicode ? String.fromCharCode(parseInt(unicode[1], 16)) : ESCAPES.get(text[at + 1])
    if (escaped === undefined) {
      const found = text.slice(at, at + 2)
      const details = { span: { start: at, end: at + found.length }, expected: ['\\"', '\\\\', '\\n', '\\uXXXX'], found }
      return { ok: false, failure: refusal('language.bad_escape', `expected \\", \\\\, \\n or \\u with four hex digits, found ${quote(found)}`, details) }
    }
    value += escaped
    at += unicode ? 6 : 2
  }
  if (!value.isWellFormed()) {
    const details = { span: { start: open, end: at + 1 }, expected: [], found: text.slice(open, at + 1).toWellFormed() }
    return { ok: false, failure: refusal('language.half_character', 'the text holds half of a surrogate pair, which is no character', details) }
  }
  return ok({ value, end: at + 1 })
}

/** The next quote, backslash or line break at or after `at`, or the end. */
function nextStop(text: string, at: number): number {
  STOP.lastIndex = at
  return STOP.exec(text)?.index ?? text.length
}
const STOP = /["\\\r\n]/g
