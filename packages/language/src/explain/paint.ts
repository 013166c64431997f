// What the pieces of a condition are, for editors that colour them. It answers for any text, also one that makes no sense:
// what is no token is left out, and the rest is read on the next line.
import { assert } from '@touchstone/base'
import { tokenize, type Token } from '../syntax/lexer.ts'
import { AGGREGATES, FUNCTIONS, PERIODS, RESERVED, TEST_WORDS, UNITS } from '../syntax/words.ts'

export type PaintKind = 'word' | 'function' | 'unit' | 'name' | 'text' | 'number' | 'symbol' | 'comment'

export interface Paint {
  readonly kind: PaintKind
  /** Places between UTF-16 units. */
  readonly start: number
  readonly end: number
}

const UNIT_WORDS: ReadonlySet<string> = new Set(UNITS.flatMap((unit) => [unit, `${unit}s`]))
/** Words that mean something in their place only; elsewhere they are names, which nobody takes amiss in another colour. */
const PLACED: ReadonlySet<string> = new Set([
  ...TEST_WORDS, ...PERIODS, 'any', 'all', 'with', 'then', 'within', 'without', 'after', 'last', 'next', 'this', 'today', 'yesterday', 'since', 'until', 'between', 'from', 'to', 'ago', 'now',
  'for', 'where', 'times', 'time', 'anniversary', 'their', 'zone', 'else', 'random', 'share', 'of', 'top', 'bottom', 'by', 'exist',
])

/** In the order of the text, without overlap. */
export function paint(text: string): Paint[] {
  const pieces: Paint[] = []
  let at = 0
  while (at < text.length) {
    const { found, next } = paintUntilStrange(text, at)
    pieces.push(...found)
    at = next
  }
  return pieces
}

function paintUntilStrange(text: string, from: number): { readonly found: Paint[]; readonly next: number } {
  const rest = text.slice(from)
  const whole = tokenize(rest)
  if (whole.ok) return { found: piecesOf(whole.value, from), next: text.length }
  const { start } = whole.failure.details.span
  const before = tokenize(rest.slice(0, start))
  const found = before.ok ? piecesOf(before.value, from) : []
  const line = rest.slice(start).search(/[\r\n]/)
  const end = line === -1 ? rest.length : start + line
  // A text that is not closed yet looks like one already.
  if (rest[start] === '"') found.push({ kind: 'text', start: from + start, end: from + end })
  const next = from + Math.max(end, start + 1)
  assert(next > from, 'what is no token is behind us')
  return { found, next }
}

function piecesOf({ tokens, comments }: { readonly tokens: readonly Token[]; readonly comments: readonly { readonly span: { readonly start: number; readonly end: number } }[] }, from: number): Paint[] {
  const pieces = tokens.flatMap((token, index): Paint[] => (token.kind === 'end' ? [] : [{ kind: kindOf(token, tokens[index - 1], tokens[index + 1]), start: from + token.start, end: from + token.end }]))
  const notes = comments.map(({ span }): Paint => ({ kind: 'comment', start: from + span.start, end: from + span.end }))
  return [...pieces, ...notes].sort((a, b) => a.start - b.start)
}

function kindOf({ kind, value }: Token, before: Token | undefined, after: Token | undefined): PaintKind {
  if (kind === 'string') return 'text'
  if (kind === 'number') return 'number'
  if (kind !== 'word') return 'symbol'
  if (before?.value === '.' && before.kind === 'symbol') return 'name'
  if (after?.value === '(' && after.kind === 'symbol' && (FUNCTIONS.has(value) || AGGREGATES.has(value))) return 'function'
  if (UNIT_WORDS.has(value) && before?.kind === 'number') return 'unit'
  return RESERVED.has(value) || PLACED.has(value) ? 'word' : 'name'
}
