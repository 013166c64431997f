// Which events: patterns, the ways into their properties, and the filters on them.
//
//   pattern        = text [ "where" filter-primary ]
//   filter         = filter-and { "or" filter-and } ;   filter-and = filter-not { "and" filter-not }
//   filter-not     = "not" filter-not | filter-primary
//   filter-primary = "(" filter ")" | property-path test | ( "any" | "all" ) property-path "(" filter ")" | clock
//
// Filters nest in the same count as conditions do.
import { assert } from '@touchstone/base'
import { quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import { type Cursor, spanFrom } from './cursor.ts'
import type { Scope } from './expectations.ts'
import { parseClock } from './parse-clock.ts'
import { parseName } from './parse-literal.ts'
import { parseScalarTest } from './parse-test.ts'
import type { FilterSyntax, Name, PatternSyntax, StepSyntax } from './tree.ts'
import { RESERVED, TEST_WORDS } from './words.ts'

export function parseEventName(cursor: Cursor): Name | undefined {
  return parseName(cursor, 'the name of an event in double quotes', { kind: 'event' })
}

/** `"Order Completed" where total > 50`: one test, or several in parentheses, so that an `and` behind it is the condition's. */
export function parsePattern(cursor: Cursor): PatternSyntax | undefined {
  const event = parseEventName(cursor)
  if (event === undefined) return undefined
  let filter: FilterSyntax | undefined
  if (cursor.takeWord('where')) {
    const bare = !cursor.sees('(')
    filter = parseFilterPrimary(cursor, { event: event.name, path: [] })
    if (filter === undefined) return undefined
    if (bare && (cursor.sees('and') || cursor.sees('or'))) cursor.bareWhere = cursor.previousEnd
  }
  return { event, filter, span: spanFrom(event.span, cursor) }
}

/** What stands in the parentheses of a call: an event, a path, and a whole filter. */
export function parseEventArgument(cursor: Cursor): { pattern: PatternSyntax; path: readonly StepSyntax[] } | undefined {
  const event = parseEventName(cursor)
  if (event === undefined) return undefined
  const scope = { event: event.name, path: [] }
  const path = parseSteps(cursor, scope, [])
  if (path === undefined) return undefined
  const filter = cursor.takeWord('where') ? parseFilter(cursor, scope) : undefined
  if (cursor.failure !== undefined) return undefined
  return { pattern: { event, filter, span: spanFrom(event.span, cursor) }, path }
}

/** `{ "." property | "[]" }` after the steps read so far. */
function parseSteps(cursor: Cursor, scope: Scope, path: StepSyntax[]): readonly StepSyntax[] | undefined {
  for (;;) {
    const { token } = cursor
    if (cursor.takeSymbol('.')) {
      const step = parseProperty(cursor, { event: scope.event, path: [...scope.path, ...path] }, false)
      if (step === undefined) return undefined
      path.push(step)
    } else if (cursor.takeSymbol('[')) {
      if (!cursor.takeSymbol(']')) return cursor.unexpected(['"]" (every element of a list is written [])'])
      path.push({ name: undefined, span: spanFrom(token, cursor) })
    } else {
      return path
    }
    if (path.length > Limit.PATH) return cursor.refuse('language.long_path', `a property path has at most ${Limit.PATH} names`)
  }
}

function parseProperty(cursor: Cursor, scope: Scope, first: boolean): StepSyntax | undefined {
  const { token } = cursor
  cursor.want({ kind: 'property', ...scope, first })
  if (token.kind !== 'word') return parseName(cursor, 'the name of a property, in double quotes unless it is a plain word')
  return { name: cursor.advance().text, span: { start: token.start, end: token.end } }
}

function parsePropertyPath(cursor: Cursor, scope: Scope): readonly StepSyntax[] | undefined {
  const { token } = cursor
  if (token.kind !== 'string' && (token.kind !== 'word' || RESERVED.has(token.value))) {
    cursor.want({ kind: 'property', ...scope, first: true })
    if (token.value === 'not') return cursor.refuse('language.bare_not', 'a "not" after "where" stands in parentheses: where (not …)', { expected: ['"("'], suggestion: '(not' })
    return cursor.unexpected(['a property', '"any"', '"all"', '"hour("', '"weekday("', '"not"', '"("'])
  }
  const first = parseProperty(cursor, scope, true)
  return first && parseSteps(cursor, scope, [first])
}

export function parseFilter(cursor: Cursor, scope: Scope): FilterSyntax | undefined {
  return parseFilterChain(cursor, 'or', () => parseFilterChain(cursor, 'and', () => parseFilterNot(cursor, scope)))
}

function parseFilterChain(cursor: Cursor, kind: 'and' | 'or', parseItem: () => FilterSyntax | undefined): FilterSyntax | undefined {
  const { start } = cursor.token
  const first = parseItem()
  if (first === undefined || !cursor.isWord(kind)) return first
  const items = [first]
  while (cursor.takeWord(kind)) {
    const item = parseItem()
    if (item === undefined) return undefined
    items.push(item)
  }
  assert(items.length >= 2, 'a chain of a filter has two items or more')
  return { kind, items, span: { start, end: cursor.previousEnd } }
}

function parseFilterNot(cursor: Cursor, scope: Scope): FilterSyntax | undefined {
  const opening = cursor.token
  if (!cursor.takeWord('not')) return parseFilterPrimary(cursor, scope)
  const item = cursor.nested(() => parseFilterNot(cursor, scope))
  return item && { kind: 'not', item, span: spanFrom(opening, cursor) }
}

function parseFilterPrimary(cursor: Cursor, scope: Scope): FilterSyntax | undefined {
  const opening = cursor.token
  if (cursor.isSymbol('(')) {
    const inner = parseInParentheses(cursor, scope)
    return inner && { ...inner, span: spanFrom(opening, cursor) }
  }
  if (cursor.isCall(['hour', 'weekday'])) return parseClock(cursor)
  const quantifier = takeQuantifier(cursor, scope)
  if (quantifier === undefined && opening.kind === 'word' && cursor.sees('(', 1) && !RESERVED.has(opening.value)) return refuseCall(cursor)
  const path = parsePropertyPath(cursor, scope)
  if (path === undefined) return undefined
  if (quantifier !== undefined) {
    if (!cursor.isSymbol('(')) return cursor.unexpected([`"(" and what ${quantifier === 'any' ? 'one of' : 'all'} the elements must be`])
    const filter = parseInParentheses(cursor, { event: scope.event, path: [...scope.path, ...path, { name: undefined, span: opening }] })
    return filter && { kind: 'element', quantifier, path, filter, span: spanFrom(opening, cursor) }
  }
  const test = parseScalarTest(cursor, { text: path[0].name ?? '', parsing: 'other' })
  return test && { kind: 'property', path, test, span: spanFrom(opening, cursor) }
}

/** `( filter )`; the cursor is at the parenthesis. */
function parseInParentheses(cursor: Cursor, scope: Scope): FilterSyntax | undefined {
  const opening = cursor.advance()
  assert(opening.value === '(', 'parentheses of a filter open before they hold something')
  const inner = cursor.nested(() => parseFilter(cursor, scope))
  if (inner === undefined || cursor.takeSymbol(')')) return inner
  if (cursor.token.kind === 'end') {
    const details = { expected: [')', 'and', 'or'] }
    return cursor.refuse('language.open_filter', `the "(" of a filter at character ${opening.start + 1} is never closed`, details)
  }
  return cursor.unexpected(['")"', '"and"', '"or"'], ['and', 'or'])
}

/** `any` and `all` before the name of a list; before a test they are names themselves. */
function takeQuantifier(cursor: Cursor, scope: Scope): 'any' | 'all' | undefined {
  const quantifier = cursor.isWord('any') ? 'any' : cursor.isWord('all') ? 'all' : undefined
  if (quantifier === undefined) return undefined
  cursor.want({ kind: 'property', ...scope, first: true }, 1)
  const next = cursor.peek(1)
  const names = next.kind === 'string' || (next.kind === 'word' && !RESERVED.has(next.value) && !TEST_WORDS.includes(next.value))
  if (!names) return undefined
  cursor.advance()
  return quantifier
}

function refuseCall(cursor: Cursor): undefined {
  const { token } = cursor
  const hint = token.value === 'trait' ? 'a trait stands on the right, as in category = trait("favourite")' : 'a filter asks about the properties of one event'
  const details = { expected: ['a property', 'hour(', 'weekday('] }
  return cursor.refuse('language.call_in_filter', `${quote(token.text)} cannot be asked in a filter: ${hint}`, details)
}
