// The checked form of what a computed trait is made of. Everything that is asked of conditions (what it listens to, what it
// costs, which facts matter, its text) is asked of a condition that looks at the same: `standIn`.
import { assert, ok } from '@touchstone/base'
import type { ConditionResult, Span } from '../failure.ts'
import type { ExpressionNode, ExpressionSyntax, OperandSyntax } from '../syntax/parse-expression.ts'
import { printExpression } from '../syntax/print-expression.ts'
import type { AggregateSyntax, StepSyntax } from '../syntax/tree.ts'
import { checkCost, checkSize } from './check-cost.ts'
import { operandAggregate } from './check-computed.ts'
import { checkAggregate } from './check-measure.ts'
import { checkEventValue, checkFavourite } from './check-subject.ts'
import { CheckContext, type CheckOptions } from './context.ts'
import { aggregateSyntax } from './syntax-of-events.ts'
import { NOWHERE } from './syntax-of-test.ts'
import { subjectSyntax } from './to-syntax.ts'
import type { Aggregate, Condition, Cost, EventValueSubject, FavouriteSubject, Window } from './tree.ts'

export interface CheckedExpression {
  readonly root: Expression
  readonly cost: Cost
}

export type Expression = NumberExpression | QuotientExpression | ValueExpression

/** The aggregate as a double; no value where it is unknown. */
export interface NumberExpression {
  readonly kind: 'number'
  readonly aggregate: Aggregate
  readonly span: Span
}

/** Of two doubles; no value where either is unknown, and where the denominator is 0. */
export interface QuotientExpression {
  readonly kind: 'quotient'
  readonly numerator: Aggregate
  readonly denominator: Aggregate
  readonly span: Span
}

/** A text of at most `LONGEST_KEPT` bytes, a number, true or false; no value where the property is anything else. */
export interface ValueExpression {
  readonly kind: 'value'
  readonly subject: EventValueSubject | FavouriteSubject
  readonly span: Span
}

/** Bytes of a text that is the value of a computed trait. */
export const LONGEST_KEPT = 256

/** Never throws, as `check`. */
export function checkExpression(syntax: ExpressionSyntax, options: CheckOptions = {}): ConditionResult<CheckedExpression> {
  const context = new CheckContext(options)
  const root = checkRoot(context, syntax.root)
  const condition = root && standIn(root)
  context.leaves = 1
  const cost = condition && checkCost(context, condition)
  if (condition !== undefined && context.isExpanded) checkSize(context, condition)
  if (context.failure !== undefined) return { ok: false, failure: context.failure }
  assert(root !== undefined && cost !== undefined, 'a check without an expression has a failure')
  return ok({ root, cost })
}

function checkRoot(context: CheckContext, node: ExpressionNode): Expression | undefined {
  const span = context.place(node.span)
  if (node.kind === 'value') {
    const { subject } = node
    const checked = subject.which === 'favourite' ? checkFavourite(context, subject) : checkEventValue(context, subject)
    if (checked === undefined || !propertyAllowed(context, subject.path)) return undefined
    if (checked.kind === 'event-value' && !isKept(checked)) {
      return context.refuse('language.no_kept_value', `${checked.which}(…) of a computed trait is of all time, since or until a date${checked.which === 'last' ? ', or of a window that ends now' : ''}`, subject.window?.span ?? node.span)
    }
    return { kind: 'value', subject: checked, span }
  }
  const left = checkOperand(context, node.left)
  if (left === undefined) return undefined
  if (node.divisor === undefined) return { kind: 'number', aggregate: left, span }
  const denominator = checkOperand(context, node.divisor)
  return denominator && { kind: 'quotient', numerator: left, denominator, span }
}

function checkOperand(context: CheckContext, operand: OperandSyntax): Aggregate | undefined {
  const syntax: AggregateSyntax | undefined = operandAggregate(context, operand)
  return syntax && propertyAllowed(context, syntax.path) ? checkAggregate(context, syntax) : undefined
}

/** As for traits: what is sealed is not computed with, and what can be asked instead is named. */
function propertyAllowed(context: CheckContext, path: readonly StepSyntax[]): boolean {
  return path.every(({ name, span }) => name === undefined || context.traitAllowed({ kind: 'trait', name, span }))
}

/** Whether one event is enough to tell the value at any time. */
function isKept({ which, events: { window } }: EventValueSubject): boolean {
  return window.kind === 'all-time' || window.kind === 'absolute' || (which === 'last' && endsNow(window))
}

/** Whether the window's upper edge is T. */
function endsNow(window: Window): boolean {
  return (window.kind === 'rolling' && window.until === 0) || (window.kind === 'calendar' && window.which === 'this')
}

/** A condition of one leaf that looks at what the expression looks at, and is not true of somebody without any of it. */
export function standIn(root: Expression): Condition {
  const { span } = root
  switch (root.kind) {
    case 'number':
      return { kind: 'measure', aggregate: root.aggregate, operator: '!=', value: 0, span }
    case 'quotient':
      return { kind: 'ratio', numerator: root.numerator, denominator: root.denominator, operator: '!=', value: 0, span }
    case 'value':
      return { kind: 'test', subject: root.subject, test: { kind: 'exists' }, span }
  }
}

/** The canonical text of the expression; checking it gives the expression again. */
export function expressionText(root: Expression): string {
  return printExpression(expressionNode(root))
}

function expressionNode(root: Expression): ExpressionNode {
  switch (root.kind) {
    case 'number':
      return { kind: 'number', left: aggregateSyntax(root.aggregate), divisor: undefined, span: NOWHERE }
    case 'quotient':
      return { kind: 'number', left: aggregateSyntax(root.numerator), divisor: aggregateSyntax(root.denominator), span: NOWHERE }
    case 'value': {
      const subject = subjectSyntax(root.subject)
      assert(subject.kind === 'event-subject', 'the value of a computed trait is of events')
      return { kind: 'value', subject, span: NOWHERE }
    }
  }
}
