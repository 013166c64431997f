// Numbers made of events: `did`, comparisons of aggregates, ranks.
import { type Span, quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { AggregateFunction, AggregateSyntax, DidSyntax, MeasureSyntax, NumberLiteral, RankSyntax } from '../syntax/tree.ts'
import { type StaticPlace, checkPath, checkPattern, refuseDynamic } from './check-filter.ts'
import { checkWindow } from './check-time.ts'
import type { CheckContext } from './context.ts'
import type { Aggregate, Condition, Measure, Rank } from './tree.ts'

/** `did` is a count of at least 1, or as many times as it says. */
export function checkDid(context: CheckContext, { pattern, times, window, negated, span }: DidSyntax): Condition | undefined {
  const chosen = checkPattern(context, pattern)
  if (chosen === undefined) return undefined
  const value = times?.value ?? 1
  if (times !== undefined && !(countAllowed(context, 'count', value, times.span) && timesAllowed(context, times))) return undefined
  const checkedWindow = checkWindow(context, window)
  if (checkedWindow === undefined) return undefined
  const aggregate: Aggregate = { function: 'count', events: { ...chosen, window: checkedWindow }, path: [] }
  const measure: Measure = { kind: 'measure', aggregate, operator: '>=', value, span: context.place(span) }
  return negated ? { kind: 'not', item: measure, span: measure.span } : measure
}

function timesAllowed(context: CheckContext, { value, span }: NumberLiteral): boolean {
  if (value > 0) return true
  context.refuse('language.no_times', 'expected 1 time or more', span, { expected: ['a whole number from 1'], found: String(value) })
  return false
}

export function checkMeasure(context: CheckContext, node: MeasureSyntax): Condition | undefined {
  const { operator, right } = node
  const span = context.place(node.span)
  const left = checkAggregate(context, node.left)
  if (left === undefined) return undefined
  if (node.divisor !== undefined) {
    const denominator = checkAggregate(context, node.divisor)
    if (denominator === undefined) return undefined
    if ('kind' in right || right.type !== 'number') return notANumber(context, 'a ratio', right)
    return { kind: 'ratio', numerator: left, denominator, operator, value: right.value + 0, span }
  }
  if ('kind' in right) {
    const factor = right.factor?.value ?? 1
    if (factor === 0) return context.refuse('language.zero_factor', 'anything times 0 is 0: compare with the number 0', right.span, { expected: ['a number other than 0'], found: '0' })
    const aggregate = checkAggregate(context, right.aggregate)
    return aggregate && { kind: 'relation', left, operator, factor, right: aggregate, span }
  }
  if (right.type !== 'number') return notANumber(context, `a ${left.function}`, right)
  if (!valueAllowed(context, left.function, right.value, right.span)) return undefined
  return { kind: 'measure', aggregate: left, operator, value: right.value + 0, span }
}

function notANumber(context: CheckContext, what: string, right: MeasureSyntax['right']): undefined {
  const found = 'kind' in right ? 'another count' : String(right.value)
  return context.refuse('language.not_a_number', `${what} is compared with a number, found ${quote(found)}`, right.span, { expected: ['a number'], found })
}

function valueAllowed(context: CheckContext, called: AggregateFunction, value: number, span: Span): boolean {
  if (called === 'count' || called === 'distinct') return countAllowed(context, called, value, span)
  if (Math.abs(value) <= Limit.SUM) return true
  context.refuse('language.huge_sum', `a ${called} is compared with a number between -1e12 and 1e12, found ${value}`, span)
  return false
}

function countAllowed(context: CheckContext, called: 'count' | 'distinct', value: number, span: Span): boolean {
  const most = called === 'count' ? Limit.COUNT : Limit.DISTINCT
  if (Number.isInteger(value) && value >= 0 && value <= most) return true
  const expected = [`a whole number from 0 to ${most}`]
  context.refuse('language.bad_count', `a ${called} is compared with ${expected[0]}, found ${value}`, span, { expected, found: String(value) })
  return false
}

export function checkAggregate(context: CheckContext, node: AggregateSyntax, place?: StaticPlace): Aggregate | undefined {
  const { function: called, pattern, window, span } = node
  const chosen = checkPattern(context, pattern, place ?? (called === 'distinct' ? 'a distinct' : undefined))
  const path = chosen && checkPath(context, node.path, span)
  if (chosen === undefined || path === undefined) return undefined
  if (called === 'gap' && path.length > 0) return context.refuse('language.gap_path', 'a gap is the time between events, not of a property', span)
  if (called === 'count' && path.length > 0) {
    const suggestion = 'distinct'
    return context.refuse('language.count_path', 'a count is of events, not of a property; distinct(…) counts the different values of one', span, { expected: [], suggestion })
  }
  if (called !== 'count' && called !== 'gap' && path.length === 0) {
    return context.refuse('language.no_path', `a ${called} is of a property, as in ${called}("Order Completed".revenue)`, span, { expected: ['a property behind the event'] })
  }
  const checkedWindow = checkWindow(context, window)
  return checkedWindow && { function: called, events: { ...chosen, window: checkedWindow }, path }
}

export function checkRank(context: CheckContext, { end, percent, aggregate, span }: RankSyntax): Rank | undefined {
  const share = checkPercent(context, percent)
  if (share === undefined) return undefined
  if (share <= 0 || share >= 10_000) {
    const expected = ['a percentage above 0 and below 100']
    return context.refuse('language.bad_rank', `expected ${expected[0]}, found ${percent.value}`, percent.span, { expected, found: String(percent.value) })
  }
  const checked = checkAggregate(context, aggregate, 'a rank')
  if (checked === undefined) return undefined
  const { window } = checked.events
  if (window.kind === 'calendar' && window.zone.kind === 'person') {
    return refuseDynamic(context, "the person's zone", 'a rank', aggregate.window?.span ?? aggregate.span)
  }
  return { kind: 'rank', end, share: share / 10_000, aggregate: checked, span: context.place(span) }
}

/** Hundredths of a percent, as a whole number. */
export function checkPercent(context: CheckContext, { value, span }: NumberLiteral): number | undefined {
  const hundredths = Math.round(value * 100)
  if (value >= 0 && value <= 100 && hundredths / 100 === value) return hundredths + 0
  const expected = ['a percentage from 0 to 100 with at most 2 decimals']
  return context.refuse('language.bad_percent', `expected ${expected[0]}, found ${value}`, span, { expected, found: String(value) })
}
