// One leaf of a condition: what its first words say, and the leaves that have no file of their own.
//
//   leaf        = trait ( test | anniversary ) | instant test | value test | measure | did | clock | sequence
//               | moved | segment | share | rank
//   trait       = name | "trait" "(" text ")"
//   anniversary = "anniversary" ( "today" | "in" "next" number ( "day" | "days" ) ) [ zone ]
//   favourite   = "favourite" "(" text path [ "where" filter ] ")" [ "fading" "by" "half" "every" duration ]
//   instant     = ( "first" | "last" ) "(" pattern ")" | "nth" "(" pattern "," number ")"
//   value       = ( "first" | "last" ) "(" text path [ "where" filter ] ")" [ window ]
//   did         = "did" [ "not" ] pattern [ number ( "time" | "times" ) ] [ window ]
//   moved       = ( "entered" | "left" ) ( "(" condition ")" | segment ) "in" "last" duration
//   segment     = "segment" "(" text ")"
//   share       = "random" "share" number "%" [ "to" number "%" ] "of" text
import { assert } from '@touchstone/base'
import { type Cursor, spanFrom } from './cursor.ts'
import { parseClock } from './parse-clock.ts'
import { parseEventArgument, parsePattern } from './parse-filter.ts'
import { closes, parseName, parseNumber } from './parse-literal.ts'
import { parseMeasure, parsePercent, parseRank, refuseFunction } from './parse-measure.ts'
import { parseSequence, refuseBareWhere } from './parse-sequence.ts'
import { type Tested, parseScalarTest, parseTraitCall, startsTest } from './parse-test.ts'
import { parseDuration, takeWindow, takeZone } from './parse-time.ts'
import { traitText } from './quote-text.ts'
import type { AnniversarySyntax, DidSyntax, DurationSyntax, EventSubjectSyntax, MovedSyntax, NumberLiteral, ScalarTestSyntax, SegmentSyntax, ShareSyntax, SyntaxNode, TestSyntax, TraitSyntax } from './tree.ts'
import { AGGREGATES, FUNCTIONS, RESERVED, TEST_WORDS } from './words.ts'

const FUNCTION_WORDS = [...AGGREGATES.keys(), ...FUNCTIONS.keys()]

/** `parseInner` reads the condition in the parentheses of `entered (…)` and `left (…)`. */
export type ParseInner = (cursor: Cursor) => SyntaxNode | undefined

export function parseLeaf(cursor: Cursor, parseInner: ParseInner): SyntaxNode | undefined {
  const { token } = cursor
  cursor.want({ kind: 'trait', quoted: false })
  cursor.want({ kind: 'event' })
  if (token.kind === 'string') return parseSequence(cursor)
  if (cursor.takeWord('did')) return parseDid(cursor, token.start)
  if (cursor.isCall(FUNCTION_WORDS)) return parseCall(cursor, parseInner)
  if (cursor.isWord('random') && cursor.isWord('share', 1)) return parseShare(cursor)
  if ((cursor.isWord('top') || cursor.isWord('bottom')) && cursor.peek(1).kind === 'number') return parseRank(cursor)
  if (token.kind === 'word' && !RESERVED.has(token.value)) {
    if (cursor.sees('(', 1)) return refuseFunction(cursor, FUNCTION_WORDS)
    if ((token.value === 'entered' || token.value === 'left') && cursor.isWord('segment', 1)) return parseMoved(cursor, parseInner)
    if (cursor.peek(1).kind === 'string' && FUNCTION_WORDS.includes(token.value)) return refuseNoParentheses(cursor)
    return parseTrait(cursor, { kind: 'trait', name: cursor.advance().text, span: spanFrom(token, cursor) })
  }
  return cursor.unexpected(['a trait', 'a number made of events such as count("…")', '"did"', '"not"', '"("'])
}

function refuseNoParentheses(cursor: Cursor): undefined {
  const { token } = cursor
  const name = cursor.peek(1)
  const moves = token.value === 'entered' || token.value === 'left'
  const suggestion = moves ? `${token.value} segment(${name.text})` : `${token.value}(${name.text})`
  return cursor.refuse('language.no_parentheses', `the name stands in parentheses: ${suggestion}`, { span: { start: token.start, end: name.end }, expected: ['('], suggestion })
}

function parseCall(cursor: Cursor, parseInner: ParseInner): SyntaxNode | undefined {
  switch (cursor.token.value) {
    case 'trait': {
      const trait = parseTraitCall(cursor)
      return trait && parseTrait(cursor, trait)
    }
    case 'segment':
      return parseSegment(cursor)
    case 'hour':
    case 'weekday':
      return parseClock(cursor)
    case 'first':
    case 'last':
    case 'nth':
    case 'favourite':
      return parseEventTest(cursor)
    case 'entered':
    case 'left':
      return parseMoved(cursor, parseInner)
    default:
      return parseMeasure(cursor)
  }
}

function parseTrait(cursor: Cursor, trait: TraitSyntax): TestSyntax | AnniversarySyntax | undefined {
  if (cursor.takeWord('anniversary')) return parseAnniversary(cursor, trait)
  // A path or a quantifier belongs into a filter, which has probably ended too early.
  const quantified = /^(any|all)$/i.test(trait.name) && cursor.token.kind === 'word' && !TEST_WORDS.includes(cursor.token.value) && cursor.sees('(', 1)
  if (quantified || cursor.sees('.') || cursor.sees('[')) {
    return cursor.bareWhere === undefined ? refusePath(cursor, trait) : refuseBareWhere(cursor)
  }
  const test = parseScalarTest(cursor, { text: traitText(trait.name), values: { kind: 'value', trait: trait.name }, parsing: 'trait' })
  return test && { kind: 'test', subject: trait, test, span: spanFrom(trait.span, cursor) }
}

function refusePath(cursor: Cursor, trait: TraitSyntax): undefined {
  const message = `a trait has no path: properties belong to events, as in did "Order Completed" where ${traitText(trait.name)}.x = 1; a trait whose name has a dot is written trait("a.b")`
  return cursor.refuse('language.path_of_trait', message, { expected: ['a test', 'where'] })
}

function parseAnniversary(cursor: Cursor, trait: TraitSyntax): AnniversarySyntax | undefined {
  let duration: AnniversarySyntax['duration']
  if (!cursor.takeWord('today')) {
    if (!cursor.takeWord('in')) return cursor.unexpected(['"today"', '"in next"'], ['today', 'in'])
    if (!cursor.takeWord('next')) return cursor.unexpected(['"next"'], ['next'])
    duration = parseDuration(cursor)
    if (duration === undefined) return undefined
    if (duration.unit !== 'day') {
      const message = `an anniversary is looked for in days, as in "in next 7 days"; found ${duration.unit}s`
      return cursor.refuse('language.anniversary_unit', message, { span: duration.span, found: `${duration.unit}s`, expected: ['days'], suggestion: 'days' })
    }
  }
  const zone = takeZone(cursor)
  if (cursor.failure !== undefined) return undefined
  return { kind: 'anniversary', trait, duration, zone, span: spanFrom(trait.span, cursor) }
}

/** `first("X") …`, `nth("X", 3) …`, `last("X".p) …`; the cursor is at the word in front of the parenthesis. */
function parseEventTest(cursor: Cursor): TestSyntax | undefined {
  const bare = parseEventSubject(cursor)
  if (bare === undefined) return undefined
  const tested: Tested = { text: 'it', parsing: 'other' }
  if (bare.path.length > 0 && bare.which !== 'favourite') return parseValueTest(cursor, bare, tested)
  const test = parseScalarTest(cursor, tested)
  return test && { kind: 'test', subject: bare, test, span: spanFrom(bare.span, cursor) }
}

/** The call alone, without what can stand behind it. */
export function parseEventSubject(cursor: Cursor): EventSubjectSyntax | undefined {
  const word = cursor.advance()
  const which = word.value
  assert(which === 'nth' || which === 'first' || which === 'last' || which === 'favourite', 'one event among all is the first, the last or the nth')
  cursor.advance()
  const argument = parseEventArgument(cursor)
  if (argument === undefined) return undefined
  let rank: NumberLiteral | undefined
  if (which === 'nth') {
    if (argument.path.length > 0) return refuseNthValue(cursor, argument.path[0].span.start)
    if (!cursor.takeSymbol(',')) return cursor.unexpected(['"," and which one, as in nth("Order Completed", 3)'])
    rank = parseNumber(cursor, 'a number: 1 for the first, 2 for the second')
    if (rank === undefined) return undefined
  }
  if (which === 'favourite' && argument.path.length === 0) {
    return cursor.refuse('language.no_property', 'a favourite is a value of a property, as in favourite("Product Viewed".category)', { expected: ['.'] })
  }
  if (!closes(cursor)) return undefined
  const halfLife = which === 'favourite' && cursor.takeWord('fading') ? parseFading(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  return { kind: 'event-subject', which, rank, ...argument, window: undefined, halfLife, span: spanFrom(word, cursor) }
}

/** `fading by half every 30 days`; the cursor is behind the first word. */
function parseFading(cursor: Cursor): DurationSyntax | undefined {
  for (const word of ['by', 'half', 'every']) if (!cursor.takeWord(word)) return cursor.unexpected([`"${word}", as in "fading by half every 30 days"`], [word])
  return parseDuration(cursor)
}

function refuseNthValue(cursor: Cursor, start: number): undefined {
  const message = 'nth is the time of the n-th event and takes no property; first and last do, as in last("Order Completed".coupon)'
  return cursor.refuse('language.nth_value', message, { span: { start, end: cursor.previousEnd }, expected: [','] })
}

/** Between a value and its test stands its window. `in last 7 days` with no test behind it is the test itself. */
function parseValueTest(cursor: Cursor, bare: EventSubjectSyntax, tested: Tested): TestSyntax | undefined {
  const isTest = cursor.isWord('in') && !cursor.isWord('last', 1)
  const window = isTest ? undefined : takeWindow(cursor)
  if (cursor.failure !== undefined) return undefined
  let subject = bare
  let test: ScalarTestSyntax | undefined
  if (window?.kind === 'last' && !startsTest(cursor)) {
    test = { kind: 'near', negated: false, side: 'last', duration: window.duration, span: window.span }
  } else {
    subject = { ...bare, window, span: spanFrom(bare.span, cursor) }
    test = parseScalarTest(cursor, tested)
  }
  return test && { kind: 'test', subject, test, span: spanFrom(bare.span, cursor) }
}

function parseDid(cursor: Cursor, start: number): DidSyntax | undefined {
  const negated = cursor.takeWord('not')
  const pattern = parsePattern(cursor)
  if (pattern === undefined) return undefined
  let times: NumberLiteral | undefined
  if (cursor.token.kind === 'number') {
    times = parseNumber(cursor, 'a number')
    if (times === undefined) return undefined
    if (!cursor.takeWord('times') && !cursor.takeWord('time')) return cursor.unexpected(['"times"'], ['times', 'time'])
  }
  const window = takeWindow(cursor)
  if (cursor.failure !== undefined) return undefined
  if (cursor.sees('then')) {
    const message = 'a sequence starts with the name of its first event, without "did", as in "A" then "B" within 1 hour'
    return cursor.refuse('language.did_then', message, { expected: ['and', 'or'] })
  }
  return { kind: 'did', negated, pattern, times, window, span: { start, end: cursor.previousEnd } }
}

function parseSegment(cursor: Cursor): SegmentSyntax | undefined {
  const word = cursor.advance()
  cursor.advance()
  const name = parseName(cursor, 'the name of a segment in double quotes', { kind: 'segment' })
  if (name === undefined || !closes(cursor)) return undefined
  return { kind: 'segment', name, span: spanFrom(word, cursor) }
}

function parseMoved(cursor: Cursor, parseInner: ParseInner): MovedSyntax | undefined {
  const word = cursor.advance()
  const direction = word.value
  assert(direction === 'entered' || direction === 'left', 'a move goes in or out')
  let item: SyntaxNode | undefined
  if (cursor.isSymbol('(')) {
    item = parseInner(cursor)
  } else {
    if (!cursor.isCall(['segment'])) return cursor.unexpected(['segment("…")', '"("'], ['segment'])
    item = parseSegment(cursor)
  }
  if (item === undefined) return undefined
  if (!cursor.takeWord('in')) return cursor.unexpected(['"in last"'], ['in'])
  if (!cursor.takeWord('last')) return cursor.unexpected(['"last"'], ['last'])
  const duration = parseDuration(cursor)
  return duration && { kind: 'moved', direction, item, duration, span: spanFrom(word, cursor) }
}

function parseShare(cursor: Cursor): ShareSyntax | undefined {
  const word = cursor.advance()
  assert(cursor.sees('share'), 'a random share is two words')
  cursor.advance()
  const first = parsePercent(cursor)
  if (first === undefined) return undefined
  const second = cursor.takeWord('to') ? parsePercent(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  if (!cursor.takeWord('of')) return cursor.unexpected([...(second === undefined ? ['"to"'] : []), '"of" and a text that names the draw'], ['of', 'to'])
  const salt = parseName(cursor, 'a text in double quotes that names the draw')
  if (salt === undefined) return undefined
  return { kind: 'share', from: second && first, to: second ?? first, salt, span: spanFrom(word, cursor) }
}
