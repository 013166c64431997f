import type { Span } from '../failure.ts'

/**
 * A condition as it was written, with the place of every part. Chains of `and` and of `or` are one node with many
 * items, so that the depth of the tree is the depth of its parentheses.
 */
export interface Syntax {
  readonly root: SyntaxNode
  /** In the order of the text; the formatter keeps them. */
  readonly comments: readonly Comment[]
}

/** `text` without the `#` and without space around it. */
export interface Comment {
  readonly text: string
  readonly span: Span
}

export type SyntaxNode = ChainSyntax | NotSyntax | CompareSyntax | InSyntax | ExistsSyntax | DidSyntax

export interface ChainSyntax {
  readonly kind: 'and' | 'or'
  /** Two or more. */
  readonly items: readonly SyntaxNode[]
  readonly span: Span
}

export interface NotSyntax {
  readonly kind: 'not'
  readonly item: SyntaxNode
  readonly span: Span
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export interface CompareSyntax {
  readonly kind: 'compare'
  readonly subject: TraitSyntax | AggregateSyntax
  readonly operator: Operator
  readonly value: Literal
  readonly span: Span
}

export interface InSyntax {
  readonly kind: 'in'
  readonly trait: TraitSyntax
  readonly negated: boolean
  readonly values: readonly Literal[]
  readonly span: Span
}

export interface ExistsSyntax {
  readonly kind: 'exists'
  readonly trait: TraitSyntax
  readonly negated: boolean
  readonly span: Span
}

/** `did "Order Completed" 3 times in last 7 days`. */
export interface DidSyntax {
  readonly kind: 'did'
  readonly negated: boolean
  readonly event: Name
  /** At least so often; 1 when absent. */
  readonly times: NumberLiteral | undefined
  readonly window: WindowSyntax | undefined
  readonly span: Span
}

export interface TraitSyntax {
  readonly kind: 'trait'
  readonly name: string
  readonly span: Span
}

/** `count("Order Completed") in last 90 days`, `sum("Order Completed".revenue)`. */
export interface AggregateSyntax {
  readonly kind: 'aggregate'
  readonly function: AggregateFunction
  readonly event: Name
  /** The names after the event; empty for a count. */
  readonly path: readonly Name[]
  readonly window: WindowSyntax | undefined
  readonly span: Span
}

export type AggregateFunction = 'count' | 'sum'

export interface Name {
  readonly name: string
  readonly span: Span
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'year'

export interface WindowSyntax {
  readonly amount: number
  readonly unit: Unit
  readonly span: Span
}

export type Literal = TextLiteral | NumberLiteral | BooleanLiteral

export interface TextLiteral {
  readonly type: 'string'
  readonly value: string
  readonly span: Span
}

export interface NumberLiteral {
  readonly type: 'number'
  readonly value: number
  readonly span: Span
}

export interface BooleanLiteral {
  readonly type: 'boolean'
  readonly value: boolean
  readonly span: Span
}
