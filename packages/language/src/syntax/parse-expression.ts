// What a computed trait is made of: a number made of events, one such number by another, or one value that events had.
//
//   expression = operand [ "/" operand ] | value
//   operand    = aggregate | trait
//   value      = ( "first" | "last" ) "(" text path [ "where" filter ] ")" [ window ] | favourite
import type { ConditionResult, Span } from '../failure.ts'
import { type Cursor, spanFrom } from './cursor.ts'
import { parseEventSubject } from './parse-leaf.ts'
import { parseAggregate } from './parse-measure.ts'
import { parseTraitCall } from './parse-test.ts'
import { takeWindow } from './parse-time.ts'
import { parseText } from './parse.ts'
import type { AggregateSyntax, Comment, EventSubjectSyntax, TraitSyntax } from './tree.ts'
import { AGGREGATES, RESERVED } from './words.ts'

/** An expression as it was written. */
export interface ExpressionSyntax {
  readonly root: ExpressionNode
  readonly comments: readonly Comment[]
}

export type ExpressionNode = NumberSyntax | ValueSyntax

/** `sum("Order Completed".revenue)`, `lifetime_value / count("Order Completed")`. */
export interface NumberSyntax {
  readonly kind: 'number'
  readonly left: OperandSyntax
  /** What it is divided by. */
  readonly divisor: OperandSyntax | undefined
  readonly span: Span
}

/** A number made of events, or the computed trait that is one. */
export type OperandSyntax = AggregateSyntax | TraitSyntax

/** `last("Order Completed".channel)`. */
export interface ValueSyntax {
  readonly kind: 'value'
  readonly subject: EventSubjectSyntax
  readonly span: Span
}

const VALUES = ['first', 'last', 'favourite']
const EXPRESSION = 'what the trait is computed from, such as sum("…".revenue)'

/** Never throws, as `parse`. */
export function parseExpression(text: string): ConditionResult<ExpressionSyntax> {
  return parseText(text, 'an expression', parseExpressionNode)
}

/** An expression up to the end of the tokens. Undefined where `cursor.failure` says why. */
export function parseExpressionNode(cursor: Cursor): ExpressionNode | undefined {
  const node = cursor.isCall(VALUES) ? parseValue(cursor) : parseNumberNode(cursor)
  if (node === undefined || cursor.token.kind === 'end') return node
  const divides = node.kind === 'number' && node.divisor === undefined ? ['"/"'] : []
  return cursor.unexpected([...divides, 'the end of the expression'])
}

function parseNumberNode(cursor: Cursor): NumberSyntax | undefined {
  const opening = cursor.token
  const left = parseOperand(cursor)
  if (left === undefined) return undefined
  const divisor = cursor.takeSymbol('/') ? parseOperand(cursor) : undefined
  return cursor.failure === undefined ? { kind: 'number', left, divisor, span: spanFrom(opening, cursor) } : undefined
}

function parseOperand(cursor: Cursor): OperandSyntax | undefined {
  const { token } = cursor
  cursor.want({ kind: 'trait', quoted: false })
  if (cursor.isCall(['trait'])) return parseTraitCall(cursor)
  if (cursor.isCall(AGGREGATES.keys()) || (token.kind === 'word' && cursor.sees('(', 1))) return parseAggregate(cursor)
  if (token.kind !== 'word' || RESERVED.has(token.value)) return cursor.unexpected([EXPRESSION])
  return { kind: 'trait', name: cursor.advance().text, span: { start: token.start, end: token.end } }
}

function parseValue(cursor: Cursor): ValueSyntax | undefined {
  const opening = cursor.token
  const bare = parseEventSubject(cursor)
  if (bare === undefined) return undefined
  if (bare.path.length === 0) {
    const message = `${bare.which}(…) names a property, as in ${bare.which}("Order Completed".channel): the time of an event is no value of a computed trait`
    return cursor.refuse('language.no_property', message, { span: bare.span, expected: ['.'] })
  }
  const window = bare.which === 'favourite' ? undefined : takeWindow(cursor)
  if (cursor.failure !== undefined) return undefined
  const span = spanFrom(opening, cursor)
  return { kind: 'value', subject: { ...bare, window, span }, span }
}
