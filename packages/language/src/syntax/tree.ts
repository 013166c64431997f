import type { Span } from '../failure.ts'
import type { DurationSyntax, Literal, Name, NumberLiteral, WindowSyntax, ZoneSyntax } from './tree-parts.ts'

export type * from './tree-parts.ts'

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
  /** Whether it stands behind something on its line that it can be about; not behind `and`, `or` or an opening parenthesis. */
  readonly isTrailing: boolean
}

export type SyntaxNode =
  | ChainSyntax<SyntaxNode>
  | NotSyntax<SyntaxNode>
  | TestSyntax
  | MeasureSyntax
  | DidSyntax
  | ClockSyntax
  | AnniversarySyntax
  | SequenceSyntax
  | HeldSyntax
  | MovedSyntax
  | SegmentSyntax
  | ShareSyntax
  | RankSyntax

export interface ChainSyntax<Item> {
  readonly kind: 'and' | 'or'
  /** Two or more. */
  readonly items: readonly Item[]
  readonly span: Span
}

export interface NotSyntax<Item> {
  readonly kind: 'not'
  readonly item: Item
  readonly span: Span
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** `country in ("DE", "AT")`, `last("Order Completed".coupon) starts with "X"`, `first("Order Completed") in last 7 days`. */
export interface TestSyntax {
  readonly kind: 'test'
  readonly subject: TraitSyntax | EventSubjectSyntax
  readonly test: ScalarTestSyntax
  readonly span: Span
}

/** What a trait, a property or an instant is put to. */
export type ScalarTestSyntax =
  | { readonly kind: 'compare'; readonly operator: Operator; readonly value: Literal | TraitSyntax; readonly span: Span }
  | { readonly kind: 'in'; readonly negated: boolean; readonly values: readonly Literal[]; readonly span: Span }
  | { readonly kind: 'exists'; readonly negated: boolean; readonly span: Span }
  /** `contains "x"`, `not starts with "x"`. */
  | { readonly kind: 'text'; readonly negated: boolean; readonly match: 'contains' | 'starts' | 'ends'; readonly value: Literal; readonly span: Span }
  /** `contains any ("a", "b")`, `contains all (…)`. */
  | { readonly kind: 'list'; readonly negated: boolean; readonly quantifier: 'any' | 'all'; readonly values: readonly Literal[]; readonly span: Span }
  /** `before "2026-01-01"`, `after 7 days from now`. */
  | { readonly kind: 'moment'; readonly side: 'before' | 'after'; readonly moment: MomentSyntax; readonly span: Span }
  /** `in last 30 days`, `not in next 7 days`. */
  | { readonly kind: 'near'; readonly negated: boolean; readonly side: 'last' | 'next'; readonly duration: DurationSyntax; readonly span: Span }

export type MomentSyntax =
  | { readonly kind: 'date'; readonly text: string; readonly span: Span }
  | { readonly kind: 'ago' | 'from-now'; readonly duration: DurationSyntax; readonly span: Span }
  | { readonly kind: 'now'; readonly span: Span }

export interface TraitSyntax {
  readonly kind: 'trait'
  readonly name: string
  readonly span: Span
}

/**
 * `first("E".p)` and `last("E".p) in last 7 days` are values; without a path (`first("E")`, `last("E")`, `nth("E", 3)`)
 * they are instants and have no window. `favourite("E".p)` is a value of all time.
 */
export interface EventSubjectSyntax {
  readonly kind: 'event-subject'
  readonly which: 'first' | 'last' | 'nth' | 'favourite'
  /** Of `nth`. */
  readonly rank: NumberLiteral | undefined
  readonly pattern: PatternSyntax
  readonly path: readonly StepSyntax[]
  readonly window: WindowSyntax | undefined
  /** Of `favourite(…) fading by half every 30 days`. */
  readonly halfLife: DurationSyntax | undefined
  readonly span: Span
}

/** `count("X") in last 7 days >= 3`, `sum("X".a) > 2 * sum("X".a) from 14 days ago to 7 days ago`, `count("X") / count("Y") < 0.1`. */
export interface MeasureSyntax {
  readonly kind: 'measure'
  readonly left: AggregateSyntax
  /** What it is divided by. */
  readonly divisor: AggregateSyntax | undefined
  readonly operator: Operator
  /** A literal (of any type here: the check refuses texts), or another aggregate times a factor. Never with a `divisor`. */
  readonly right: Literal | { readonly kind: 'scaled'; readonly factor: NumberLiteral | undefined; readonly aggregate: AggregateSyntax; readonly span: Span }
  readonly span: Span
}

export type AggregateFunction = 'count' | 'sum' | 'average' | 'minimum' | 'maximum' | 'distinct' | 'gap'

export interface AggregateSyntax {
  readonly kind: 'aggregate'
  readonly function: AggregateFunction
  readonly pattern: PatternSyntax
  /** Empty for a count and a gap. */
  readonly path: readonly StepSyntax[]
  readonly window: WindowSyntax | undefined
  readonly span: Span
}

/** An event and which of them: `"Order Completed" where (total > 50)`. */
export interface PatternSyntax {
  readonly event: Name
  readonly filter: FilterSyntax | undefined
  readonly span: Span
}

/** `.name`, or `[]` (then `name` is undefined). */
export interface StepSyntax {
  readonly name: string | undefined
  readonly span: Span
}

export type FilterSyntax = ChainSyntax<FilterSyntax> | NotSyntax<FilterSyntax> | FilterTestSyntax | FilterElementSyntax | ClockSyntax

/** `cart.total > 50`, `products[].sku = "A"` (any element), `category = trait("favourite")`. */
export interface FilterTestSyntax {
  readonly kind: 'property'
  readonly path: readonly StepSyntax[]
  readonly test: ScalarTestSyntax
  readonly span: Span
}

/** `any products (price > 10 and category = "shoes")`, `all products (…)`. */
export interface FilterElementSyntax {
  readonly kind: 'element'
  readonly quantifier: 'any' | 'all'
  readonly path: readonly StepSyntax[]
  readonly filter: FilterSyntax
  readonly span: Span
}

/** `did not "Order Completed" where (total > 50) 3 times in last 7 days`. */
export interface DidSyntax {
  readonly kind: 'did'
  readonly negated: boolean
  readonly pattern: PatternSyntax
  /** At least so often; 1 when absent. */
  readonly times: NumberLiteral | undefined
  readonly window: WindowSyntax | undefined
  readonly span: Span
}

/** `hour() >= 9`, `weekday("Europe/Berlin") in ("saturday", "sunday")`; of now in a condition, of the event in a filter. */
export interface ClockSyntax {
  readonly kind: 'clock'
  readonly unit: 'hour' | 'weekday'
  readonly zone: ZoneSyntax | undefined
  readonly test: ScalarTestSyntax
  readonly span: Span
}

/** `birth_day anniversary in next 7 days in their zone`, `birth_day anniversary today`. */
export interface AnniversarySyntax {
  readonly kind: 'anniversary'
  readonly trait: TraitSyntax
  /** Absent for `today`. */
  readonly duration: DurationSyntax | undefined
  readonly zone: ZoneSyntax | undefined
  readonly span: Span
}

/** `"A" then "B" within 1 hour without "X" then "C" and not "D" within 30 minutes after in last 7 days`. */
export interface SequenceSyntax {
  readonly kind: 'sequence'
  /** One or more; `within` and `without` of the first are absent. */
  readonly steps: readonly { readonly pattern: PatternSyntax; readonly within: DurationSyntax | undefined; readonly without: PatternSyntax | undefined }[]
  readonly absences: readonly { readonly pattern: PatternSyntax; readonly within: DurationSyntax; readonly span: Span }[]
  readonly window: WindowSyntax | undefined
  readonly span: Span
}

/** `plan = "gold" for 14 days`, `(…) for 2 hours`. */
export interface HeldSyntax {
  readonly kind: 'held'
  readonly item: SyntaxNode
  readonly duration: DurationSyntax
  readonly span: Span
}

/** `entered segment("VIP") in last 7 days`, `left (plan = "gold") in last 7 days`. */
export interface MovedSyntax {
  readonly kind: 'moved'
  readonly direction: 'entered' | 'left'
  readonly item: SyntaxNode
  readonly duration: DurationSyntax
  readonly span: Span
}

/** `segment("VIP")`: by name or id. */
export interface SegmentSyntax {
  readonly kind: 'segment'
  readonly name: Name
  readonly span: Span
}

/** `random share 10% of "newsletter"`, `random share 10% to 20% of "newsletter"`. `from` is absent in the first form. */
export interface ShareSyntax {
  readonly kind: 'share'
  readonly from: NumberLiteral | undefined
  readonly to: NumberLiteral
  readonly salt: Name
  readonly span: Span
}

/** `top 5% by sum("Order Completed".revenue) in last 365 days`. */
export interface RankSyntax {
  readonly kind: 'rank'
  readonly end: 'top' | 'bottom'
  readonly percent: NumberLiteral
  readonly aggregate: AggregateSyntax
  readonly span: Span
}
