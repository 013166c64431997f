// The small parts of a syntax tree: names, literals, durations, windows, zones; see tree.ts.
import type { Span } from '../failure.ts'

export interface Name {
  readonly name: string
  readonly span: Span
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'year'

export interface DurationSyntax {
  readonly amount: number
  readonly unit: Unit
  readonly span: Span
}

export type WindowSyntax =
  /** `in last 7 days`. */
  | { readonly kind: 'last'; readonly duration: DurationSyntax; readonly span: Span }
  /** `from 14 days ago to 7 days ago`. */
  | { readonly kind: 'ago'; readonly from: DurationSyntax; readonly to: DurationSyntax; readonly span: Span }
  /** `today`, `yesterday` (`last` `day`), `this week`, `last month in zone "Europe/Berlin"`. */
  | { readonly kind: 'calendar'; readonly which: 'this' | 'last'; readonly period: 'day' | 'week' | 'month' | 'quarter' | 'year'; readonly zone: ZoneSyntax | undefined; readonly span: Span }
  /** `since "2026-01-01"`, `until "2026-02-01"` (excluded), `between "2026-01-01" and "2026-02-01"` (the last excluded). */
  | { readonly kind: 'dates'; readonly from: Name | undefined; readonly to: Name | undefined; readonly span: Span }

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

/** `in zone "Europe/Berlin"`, `in their zone`, `in their zone else "UTC"`; in a clock's parentheses without the `in` (`hour("UTC")`, `hour(their zone)`). */
export type ZoneSyntax =
  | { readonly kind: 'named'; readonly zone: Name; readonly span: Span }
  | { readonly kind: 'person'; readonly otherwise: Name | undefined; readonly span: Span }
