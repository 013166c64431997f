// One leaf of a condition:
//
//   leaf      = trait test | aggregate [ window ] operator number
//             | "did" [ "not" ] text [ number ( "time" | "times" ) ] [ window ]
//   trait     = name | "trait" "(" text ")"
//   test      = operator literal | [ "not" ] "in" "(" literal { "," literal } ")"
//             | [ "not" ] "exists" | "does" "not" "exist"
//   aggregate = "count" "(" text ")" | "sum" "(" text "." name { "." name } ")"
//   window    = "in" "last" number unit
import { quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import { type Cursor, spanFrom } from './cursor.ts'
import type { Token } from './lexer.ts'
import { nearest } from './nearest.ts'
import type { AggregateSyntax, DidSyntax, Literal, Name, NumberLiteral, Operator, SyntaxNode, TraitSyntax, Unit, WindowSyntax } from './tree.ts'
import { AGGREGATES, RESERVED, UNITS } from './words.ts'

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

export function parseLeaf(cursor: Cursor): SyntaxNode | undefined {
  const { token } = cursor
  if (token.kind === 'word') {
    if (token.value === 'did') return parseDid(cursor)
    if (cursor.isSymbol('(', 1) && !RESERVED.has(token.value)) return parseCall(cursor)
    if (!RESERVED.has(token.value)) return parseTraitTest(cursor, { kind: 'trait', name: cursor.advance().text, span: spanFrom(token, cursor) })
  }
  if (token.kind === 'string') {
    const message = `a text alone is no condition: write trait(${token.text}) for a trait or did ${token.text} for an event`
    return cursor.refuse('language.lone_text', message, { expected: ['a trait', 'count(', 'sum(', 'did'], suggestion: `did ${token.text}` })
  }
  return cursor.unexpected(['a trait', '"count("', '"sum("', '"did"', '"not"', '"("'])
}

function parseCall(cursor: Cursor): SyntaxNode | undefined {
  const word = cursor.advance()
  cursor.advance()
  if (word.value === 'trait') {
    const name = parseName(cursor, 'the name of the trait in double quotes')
    if (name === undefined || !closes(cursor)) return undefined
    return parseTraitTest(cursor, { kind: 'trait', name: name.name, span: spanFrom(word, cursor) })
  }
  const called = AGGREGATES.find((known) => known === word.value)
  if (called !== undefined) return parseAggregate(cursor, called, word)
  const expected = [...AGGREGATES, 'trait']
  const suggestion = nearest(word.text, expected)
  const hint = suggestion === undefined ? 'there are count, sum and trait' : `did you mean ${quote(suggestion)}?`
  const details = { span: { start: word.start, end: word.end }, found: word.text, expected, ...(suggestion && { suggestion }) }
  return cursor.refuse('language.unknown_function', `${quote(word.text)} is no function; ${hint}`, details)
}

function parseAggregate(cursor: Cursor, called: AggregateSyntax['function'], word: Token): SyntaxNode | undefined {
  const event = parseName(cursor, 'the name of an event in double quotes')
  if (event === undefined) return undefined
  const path: Name[] = []
  while (cursor.takeSymbol('.')) {
    const name = parseProperty(cursor)
    if (name === undefined) return undefined
    path.push(name)
  }
  if (path.length > Limit.PATH) return cursor.refuse('language.long_path', `a property path has at most ${Limit.PATH} names`)
  if (called === 'sum' && path.length === 0) {
    return cursor.refuse('language.no_property', `a sum needs a property, as in sum(${quote(event.name)}.revenue)`, { expected: ['.'] })
  }
  if (called === 'count' && path.length > 0) {
    const details = { span: { start: path[0].span.start, end: cursor.previousEnd }, expected: [')'], found: path[0].name }
    return cursor.refuse('language.count_of_property', 'a count counts events and takes no property', details)
  }
  if (!closes(cursor)) return undefined
  const window = cursor.isWord('in') ? parseWindow(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  const subject = { kind: 'aggregate' as const, function: called, event, path, window, span: spanFrom(word, cursor) }
  const operator = parseOperator(cursor, window === undefined ? ['"in last"'] : [])
  if (operator === undefined) return undefined
  const value = parseNumber(cursor, 'a number')
  return value && { kind: 'compare', subject, operator, value, span: spanFrom(word, cursor) }
}

function parseTraitTest(cursor: Cursor, trait: TraitSyntax): SyntaxNode | undefined {
  const spans = () => spanFrom(trait.span, cursor)
  if (cursor.takeWord('exists')) return { kind: 'exists', trait, negated: false, span: spans() }
  if (cursor.takeWord('does')) {
    if (!cursor.takeWord('not')) return cursor.unexpected(['"not exist"'], ['not'])
    if (!cursor.takeWord('exist')) return cursor.unexpected(['"exist"'], ['exist'])
    return { kind: 'exists', trait, negated: true, span: spans() }
  }
  const negated = cursor.takeWord('not')
  if (cursor.takeWord('in')) {
    if (cursor.isWord('last')) {
      return cursor.refuse('language.trait_window', 'a trait has no window: windows belong to count, sum and did')
    }
    const values = parseList(cursor)
    return values && { kind: 'in', trait, negated, values, span: spans() }
  }
  if (negated && cursor.takeWord('exists')) return { kind: 'exists', trait, negated, span: spans() }
  if (negated) return cursor.unexpected(['"in"', '"exists"'], ['in', 'exists'])
  const operator = parseOperator(cursor, ['"in"', '"not in"', '"exists"', '"does not exist"'], ['in', 'not', 'exists', 'does', 'and', 'or'])
  if (operator === undefined) return undefined
  const value = parseLiteral(cursor)
  return value && { kind: 'compare', subject: trait, operator, value, span: spans() }
}

function parseDid(cursor: Cursor): DidSyntax | undefined {
  const word = cursor.advance()
  const negated = cursor.takeWord('not')
  const event = parseName(cursor, 'the name of an event in double quotes')
  if (event === undefined) return undefined
  let times: NumberLiteral | undefined
  if (cursor.token.kind === 'number') {
    times = parseNumber(cursor, 'a number')
    if (times === undefined) return undefined
    if (!cursor.takeWord('times') && !cursor.takeWord('time')) return cursor.unexpected(['"times"'], ['times', 'time'])
  }
  const window = cursor.isWord('in') ? parseWindow(cursor) : undefined
  if (cursor.failure !== undefined) return undefined
  return { kind: 'did', negated, event, times, window, span: spanFrom(word, cursor) }
}

function parseWindow(cursor: Cursor): WindowSyntax | undefined {
  const opening = cursor.advance()
  if (!cursor.takeWord('last')) return cursor.unexpected(['"last"'], ['last'])
  const amount = parseNumber(cursor, 'how many seconds, minutes, hours, days, weeks or years')
  if (amount === undefined) return undefined
  const word = cursor.token
  const unit: Unit | undefined = UNITS.find((known) => word.value === known || word.value === `${known}s`)
  if (word.kind !== 'word' || unit === undefined) {
    if (/^months?$/.test(word.value)) {
      return cursor.refuse('language.month', 'a month has no fixed length: write days, as in "in last 30 days"', { expected: ['days'], suggestion: 'days' })
    }
    return cursor.unexpected(UNITS.map((known) => `"${known}s"`), UNITS.flatMap((known) => [known, `${known}s`]))
  }
  cursor.advance()
  return { amount: amount.value, unit, span: spanFrom(opening, cursor) }
}

function parseList(cursor: Cursor): readonly Literal[] | undefined {
  if (!cursor.takeSymbol('(')) return cursor.unexpected(['"("'])
  const values: Literal[] = []
  do {
    const value = parseLiteral(cursor)
    if (value === undefined) return undefined
    values.push(value)
  } while (cursor.takeSymbol(','))
  return cursor.takeSymbol(')') ? values : cursor.unexpected(['","', '")"'])
}

function parseOperator(cursor: Cursor, others: readonly string[], known: readonly string[] = []): Operator | undefined {
  const operator = cursor.token.kind === 'symbol' ? OPERATORS.get(cursor.token.value) : undefined
  if (operator === undefined) return cursor.unexpected(['a comparison (=, !=, <, <=, >, >=)', ...others], known)
  cursor.advance()
  return operator
}

function parseLiteral(cursor: Cursor): Literal | undefined {
  const { token } = cursor
  const span = { start: token.start, end: token.end }
  if (token.kind === 'number') return parseNumber(cursor, 'a number')
  if (token.kind === 'string') return { type: 'string', value: cursor.advance().value, span }
  if (token.kind === 'word' && (token.value === 'true' || token.value === 'false')) {
    return { type: 'boolean', value: cursor.advance().value === 'true', span }
  }
  if (token.kind === 'word' && !RESERVED.has(token.value)) {
    const message = `expected a text in double quotes, a number, true or false, found ${quote(token.text)}; did you mean "${token.text}" in quotes?`
    return cursor.refuse('language.bare_text', message, { expected: ['"…"', 'a number', 'true', 'false'], suggestion: `"${token.text}"` })
  }
  return cursor.unexpected(['a text in double quotes', 'a number', 'true', 'false'])
}

function parseNumber(cursor: Cursor, expected: string): NumberLiteral | undefined {
  const { token } = cursor
  if (token.kind !== 'number') return cursor.unexpected([expected])
  const value = Number(token.text)
  if (!Number.isFinite(value)) return cursor.refuse('language.huge_number', `the number ${quote(token.text)} is too large`)
  cursor.advance()
  // Adding 0 turns -0 into 0: they are the same number everywhere else.
  return { type: 'number', value: value + 0, span: { start: token.start, end: token.end } }
}

function parseName(cursor: Cursor, expected: string): Name | undefined {
  const { token } = cursor
  if (token.kind !== 'string') return cursor.unexpected([expected])
  if (token.value === '') return cursor.refuse('language.empty_name', `expected ${expected}, found an empty one`)
  cursor.advance()
  return { name: token.value, span: { start: token.start, end: token.end } }
}

function parseProperty(cursor: Cursor): Name | undefined {
  const { token } = cursor
  if (token.kind !== 'word') return parseName(cursor, 'the name of a property, in double quotes unless it is a plain word')
  return { name: cursor.advance().text, span: { start: token.start, end: token.end } }
}

function closes(cursor: Cursor): boolean {
  if (cursor.takeSymbol(')')) return true
  cursor.unexpected(['")"'])
  return false
}
