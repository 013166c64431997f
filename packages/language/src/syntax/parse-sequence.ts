// Sequences of events:
//
//   sequence = pattern { "then" pattern [ "within" duration ] [ "without" pattern ] }
//              { "and" "not" pattern "within" duration "after" } [ "in" "last" duration ]
//
// An `and not` with a pattern and a `within` behind it belongs to the sequence; any other `and` is the condition's, so
// the parser reads the pattern and goes back when no `within` follows. Patterns hold no sequences, so nothing is read
// more than twice.
import { assert } from '@touchstone/base'
import { type Cursor, spanFrom } from './cursor.ts'
import { parsePattern } from './parse-filter.ts'
import { parseDuration, parseLast } from './parse-time.ts'
import { quoteText } from './quote-text.ts'
import type { PatternSyntax, SequenceSyntax, WindowSyntax } from './tree.ts'

/** The cursor is at the text that names the first event. */
export function parseSequence(cursor: Cursor): SequenceSyntax | undefined {
  const opening = cursor.token
  assert(opening.kind === 'string', 'a sequence starts with the name of an event')
  const pattern = parsePattern(cursor)
  if (pattern === undefined) return undefined
  const steps: SequenceSyntax['steps'][number][] = [{ pattern, within: undefined, without: undefined }]
  while (cursor.takeWord('then')) {
    const step = parseStep(cursor)
    if (step === undefined) return undefined
    steps.push(step)
  }
  const absences: SequenceSyntax['absences'][number][] = []
  for (let absence = takeAbsence(cursor); absence !== undefined; absence = takeAbsence(cursor)) absences.push(absence)
  if (cursor.failure !== undefined) return undefined
  if (steps.length === 1 && absences.length === 0) return refuseLoneText(cursor, pattern)
  let window: WindowSyntax | undefined
  if (cursor.isWord('in')) {
    if (cursor.peek(1).kind === 'number') return refuseInLimit(cursor)
    window = parseLast(cursor)
    if (window === undefined) return undefined
    if (cursor.sees('then') || takeAbsence(cursor) !== undefined) return refuseInLimit(cursor)
    if (cursor.failure !== undefined) return undefined
  }
  return { kind: 'sequence', steps, absences, window, span: spanFrom(opening, cursor) }
}

function parseStep(cursor: Cursor): SequenceSyntax['steps'][number] | undefined {
  const pattern = parsePattern(cursor)
  if (pattern === undefined) return undefined
  const within = cursor.takeWord('within') ? parseDuration(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  const without = cursor.takeWord('without') ? parsePattern(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  if (cursor.sees('within')) {
    return cursor.refuse('language.late_within', '"within" stands before "without", once, as in "A" then "B" within 1 hour without "C"', { expected: ['then'] })
  }
  return { pattern, within, without }
}

function takeAbsence(cursor: Cursor): SequenceSyntax['absences'][number] | undefined {
  const opening = cursor.token
  if (!cursor.isWord('and') || !cursor.isWord('not', 1)) return undefined
  cursor.want({ kind: 'event' }, 2)
  if (cursor.peek(2).kind !== 'string') return undefined
  const mark = cursor.mark()
  cursor.advance()
  cursor.advance()
  const pattern = parsePattern(cursor)
  if (pattern === undefined) return undefined
  if (!cursor.takeWord('within')) {
    cursor.reset(mark)
    return undefined
  }
  const within = parseDuration(cursor)
  if (within === undefined) return undefined
  if (!cursor.takeWord('after')) return cursor.unexpected(['"after"'], ['after'])
  return { pattern, within, span: spanFrom(opening, cursor) }
}

function refuseInLimit(cursor: Cursor): undefined {
  const message = '"in last" is the window of a whole sequence and stands at its end; the time limit of a step or an absence is written "within", as in "within 1 hour"'
  return cursor.refuse('language.in_for_within', message, { expected: ['within'], suggestion: 'within' })
}

/** `"X"` with nothing behind it that would make it a sequence. */
function refuseLoneText(cursor: Cursor, { event, span }: PatternSyntax): undefined {
  const written = quoteText(event.name)
  if (cursor.bareWhere === span.end) return refuseBareWhere(cursor)
  const suggestion = /^(=|==|!=|[<>]=?)$/.test(cursor.token.value) || cursor.sees('exists') || cursor.sees('contains') ? `trait(${written})` : `did ${written}`
  const limit = cursor.sees('within') ? '; "within" follows a "then", the window that ends now is written "in last"' : ''
  const message = `a text alone is no condition: write trait(${written}) for a trait or did ${written} for an event, or go on with "then"${limit}`
  return cursor.refuse('language.lone_text', message, { span: event.span, found: written, expected: ['a trait', 'count(', 'sum(', 'did', 'then'], suggestion })
}

/** What follows a `where` without parentheses and an `and` makes no sense as a condition: it was meant as a part of the filter. */
export function refuseBareWhere(cursor: Cursor): undefined {
  const message = 'without parentheses a "where" holds one test only; several stand in parentheses, as in did "Order Completed" where (total > 50 and currency = "EUR")'
  return cursor.refuse('language.bare_where', message, { expected: ['where (… and …)'], suggestion: 'where (' })
}
