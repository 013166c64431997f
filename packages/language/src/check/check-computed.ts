// A trait that is computed stands for its expression, put in the place of its name: `lifetime_value >= 1000` is
// `sum("Order Completed".revenue) >= 1000`. What comes of it is a condition like any other, live and for any past.
import { assert, nearest } from '@touchstone/base'
import { quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { ExpressionNode, NumberSyntax, OperandSyntax } from '../syntax/parse-expression.ts'
import type { AggregateSyntax, Literal, ScalarTestSyntax, TestSyntax, TraitSyntax } from '../syntax/tree.ts'
import { checkMeasure } from './check-measure.ts'
import { nameCondition } from './computed-names.ts'
import type { CheckContext } from './context.ts'
import type { Condition } from './tree.ts'

/** A test of the computed trait with the expression `text`; `checkTest` checks a test of an event's value. */
export function checkComputedTest(context: CheckContext, trait: TraitSyntax, text: string, node: TestSyntax, checkTest: (node: TestSyntax) => Condition | undefined): Condition | undefined {
  const condition = opened(context, trait, text, (root) => (root.kind === 'number' ? numberTest(context, trait, root, node) : checkTest({ ...node, subject: root.subject })))
  if (condition !== undefined) nameCondition(condition, trait.name)
  return condition
}

/** What `use` makes of the expression of a computed trait. */
function opened<T>(context: CheckContext, { name, span }: TraitSyntax, text: string, use: (root: ExpressionNode) => T | undefined): T | undefined {
  const self = context.options.self ?? []
  const names = self.length === 0 ? context.opened : [self[0], ...context.opened]
  const again = self.includes(name) ? 0 : names.indexOf(name)
  if (again !== -1) return context.refuse('language.trait_cycle', `a computed trait cannot be part of itself: ${[...names.slice(again), name].join(' → ')}`, span, { found: name })
  if (context.opened.length >= Limit.SEGMENT_DEPTH) {
    return context.refuse('language.segment_depth', `segments and computed traits refer to one another at most ${Limit.SEGMENT_DEPTH} deep: ${names.join(' → ')} → …`, span)
  }
  context.isExpanded = true
  context.open(name, span, 'computed trait')
  const syntax = context.parsedExpression(text)
  const made = syntax.ok ? use(syntax.value.root) : context.fail(syntax.failure)
  context.close()
  return made
}

function numberTest(context: CheckContext, trait: TraitSyntax, { left, divisor }: NumberSyntax, { test, span }: TestSyntax): Condition | undefined {
  const numerator = operandAggregate(context, left)
  const denominator = divisor && operandAggregate(context, divisor)
  if (numerator === undefined || (divisor !== undefined && denominator === undefined)) return undefined
  const compared = (operator: '=', value: Literal): Condition | undefined => checkMeasure(context, { kind: 'measure', left: numerator, divisor: denominator, operator, right: value, span })
  if (test.kind === 'compare') {
    const { operator, value } = test
    if ('type' in value) return checkMeasure(context, { kind: 'measure', left: numerator, divisor: denominator, operator, right: value, span })
    const right = denominator === undefined ? otherNumber(context, value) : undefined
    if (right === undefined) return context.refuse('language.computed_pair', NO_PAIR, value.span, { expected: ['a value'] })
    return checkMeasure(context, { kind: 'measure', left: numerator, divisor: undefined, operator, right: { kind: 'scaled', factor: undefined, aggregate: right, span }, span })
  }
  if (test.kind === 'in') return oneOf(context, test, compared)
  const message = `${quote(trait.name)} is computed as a number: it is compared with one, as in ${trait.name} >= 100`
  return context.refuse('language.computed_number', message, test.span, { expected: ['=', '!=', '<', '<=', '>', '>=', 'in'] })
}

export const NO_PAIR = 'a computed trait is compared with a value, or, where both are numbers made of events and no quotient, with another computed trait'

/** Each value is a comparison of its own, and is counted as one. */
function oneOf(context: CheckContext, { values, negated, span }: Extract<ScalarTestSyntax, { kind: 'in' }>, compared: (operator: '=', value: Literal) => Condition | undefined): Condition | undefined {
  assert(values.length > 0, 'a list has a value')
  context.leaves += values.length - 1
  if (context.leaves > Limit.LEAVES) return context.refuse('language.too_many_leaves', `a condition has at most ${Limit.LEAVES} comparisons`, span)
  const items: Condition[] = []
  for (const value of values) {
    const item = compared('=', value)
    if (item === undefined) return undefined
    items.push(item)
  }
  const place = context.place(span)
  const any: Condition = items.length === 1 ? items[0]! : { kind: 'any', items, span: place }
  return negated ? { kind: 'not', item: any, span: place } : any
}

/** The aggregate that the computed trait is, if it is one. */
function otherNumber(context: CheckContext, trait: TraitSyntax): AggregateSyntax | undefined {
  const text = context.computed(trait.name)
  if (text === undefined) return undefined
  return opened(context, trait, text, (root) => (root.kind === 'number' && root.divisor === undefined ? operandAggregate(context, root.left) : undefined))
}

/** An aggregate as it is; in the place of a computed trait's name the aggregate that it is. */
export function operandAggregate(context: CheckContext, operand: OperandSyntax): AggregateSyntax | undefined {
  if (operand.kind === 'aggregate') return operand
  const { name, span } = operand
  const text = context.computed(name)
  if (text === undefined) {
    const suggestion = nearest(name, context.options.computedNames ?? [])
    const hint = suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`
    return context.refuse('language.unknown_computed', `there is no computed trait ${quote(name)}${hint}; a given trait is no part of an expression`, span, { expected: ['a number made of events', 'a computed trait'], found: name, ...(suggestion !== undefined && { suggestion }) })
  }
  return opened(context, operand, text, (root) => {
    if (root.kind === 'number' && root.divisor === undefined) return operandAggregate(context, root.left)
    return context.refuse('language.no_operand', `${quote(name)} is ${root.kind === 'value' ? 'no number made of events' : 'a quotient already'}: an expression has at most one division, of two numbers made of events`, span, { found: name })
  })
}
