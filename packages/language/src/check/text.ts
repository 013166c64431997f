// Checked tree → syntax tree, so that there is one printer. What has several spellings gets one: `did` for counts of at
// least 1, `not in` and `does not exist` for their negations, days, hours, minutes or seconds for windows.
import { assert } from '@touchstone/base'
import type { Span } from '../failure.ts'
import { propertyText } from '../syntax/quote-text.ts'
import type { Literal, Name, SyntaxNode, Unit, WindowSyntax } from '../syntax/tree.ts'
import { UNIT_LENGTH } from '../syntax/words.ts'
import type { Aggregate, AggregateCompare, Condition, Scalar, Window } from './tree.ts'

const NOWHERE: Span = { start: 0, end: 0 }

/** The condition as it could have been written; spans are those of the condition where there are any. */
export function toSyntax(condition: Condition): SyntaxNode {
  const { span } = condition
  switch (condition.kind) {
    case 'all':
      return { kind: 'and', items: condition.items.map(toSyntax), span }
    case 'any':
      return { kind: 'or', items: condition.items.map(toSyntax), span }
    case 'not': {
      const item = toSyntax(condition.item)
      return (item.kind === 'in' || item.kind === 'exists') && !item.negated ? { ...item, negated: true, span } : { kind: 'not', item, span }
    }
    case 'trait-compare':
      return { kind: 'compare', subject: trait(condition.trait), operator: condition.operator, value: literal(condition.value), span }
    case 'trait-in':
      return { kind: 'in', trait: trait(condition.trait), negated: false, values: condition.values.map(literal), span }
    case 'trait-exists':
      return { kind: 'exists', trait: trait(condition.trait), negated: false, span }
    case 'aggregate-compare':
      return aggregateToSyntax(condition)
  }
}

function aggregateToSyntax({ aggregate, operator, value, span }: AggregateCompare): SyntaxNode {
  const { events } = aggregate
  const event = name(events.event)
  const window = windowToSyntax(events.window)
  if (aggregate.kind === 'count' && operator === '>=' && value === 1) {
    return { kind: 'did', negated: false, event, times: undefined, window, span }
  }
  const path = aggregate.kind === 'sum' ? aggregate.path.map(name) : []
  const subject = { kind: 'aggregate' as const, function: aggregate.kind, event, path, window, span: NOWHERE }
  return { kind: 'compare', subject, operator, value: { type: 'number', value, span: NOWHERE }, span }
}

function trait(traitName: string) {
  return { kind: 'trait' as const, name: traitName, span: NOWHERE }
}

function name(text: string): Name {
  return { name: text, span: NOWHERE }
}

function literal(value: Scalar): Literal {
  if (typeof value === 'string') return { type: 'string', value, span: NOWHERE }
  return typeof value === 'number' ? { type: 'number', value, span: NOWHERE } : { type: 'boolean', value, span: NOWHERE }
}

function windowToSyntax(window: Window): WindowSyntax | undefined {
  if (window.kind === 'all-time') return undefined
  const unit = (['day', 'hour', 'minute', 'second'] as Unit[]).find((candidate) => window.length % UNIT_LENGTH[candidate] === 0)
  assert(unit !== undefined && window.length > 0, 'a window is a whole number of seconds')
  return { amount: window.length / UNIT_LENGTH[unit], unit, span: NOWHERE }
}

/** An aggregate's canonical text: equal aggregates have equal texts. */
export function aggregateText(aggregate: Aggregate): string {
  const path = aggregate.kind === 'sum' ? aggregate.path : []
  const window = windowToSyntax(aggregate.events.window)
  const suffix = window === undefined ? '' : ` in last ${window.amount} ${window.unit}${window.amount === 1 ? '' : 's'}`
  return `${aggregate.kind}(${propertyText(aggregate.events.event, path)})${suffix}`
}
