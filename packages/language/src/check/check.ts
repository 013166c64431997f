// Syntax tree → checked tree: types, limits, cost, and the refusal of personal traits. The first thing wrong is
// answered, with the place it was written at.
import { assert, ok } from '@touchstone/base'
import { type ConditionFailure, type ConditionResult, type Refusal, type Span, quote, refusal } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { AggregateSyntax, CompareSyntax, DidSyntax, InSyntax, Literal, Syntax, SyntaxNode, TraitSyntax, WindowSyntax } from '../syntax/tree.ts'
import { UNIT_LENGTH } from '../syntax/words.ts'
import { costOf } from './cost.ts'
import { type PersonalTraits, defaultPersonalTraits } from './personal-traits.ts'
import { aggregateText } from './text.ts'
import type { Aggregate, AggregateCompare, Checked, Condition, Window } from './tree.ts'

export interface CheckOptions {
  /** Which traits are personal and what may be used instead; well-known names by default. */
  readonly personalTraits?: PersonalTraits
}

/** Never throws, whatever the tree; the failure's `details.span` says where. */
export function check(syntax: Syntax, options: CheckOptions = {}): ConditionResult<Checked> {
  const checker = new Checker(options.personalTraits ?? defaultPersonalTraits)
  const root = checker.condition(syntax.root, 0)
  if (checker.failure !== undefined) return { ok: false, failure: checker.failure }
  assert(root !== undefined, 'a check without a tree has a failure')
  const { cost, worst } = costOf(checker.leaves, checker.compares)
  if (cost.state > Limit.STATE && worst !== undefined) {
    const message = `the condition would keep about ${cost.state} bytes per person, at most ${Limit.STATE} are allowed; most of it is for ${aggregateText(worst.aggregate)}`
    return { ok: false, failure: refusal('language.too_costly', message, { span: worst.span, expected: [] }) }
  }
  return ok({ root, cost })
}

class Checker {
  failure: ConditionFailure | undefined
  leaves = 0
  readonly compares: AggregateCompare[] = []
  readonly #personal: PersonalTraits

  constructor(personal: PersonalTraits) {
    this.#personal = personal
  }

  condition(node: SyntaxNode, depth: number): Condition | undefined {
    const { span } = node
    // The parser counts its own depth, chains within chains included: twice its limit leaves room for every tree it makes.
    if (depth > 2 * Limit.DEPTH + 2) return this.#refuse('language.tree_too_deep', `conditions nest at most ${Limit.DEPTH} deep`, span)
    if (node.kind === 'not') {
      const item = this.condition(node.item, depth + 1)
      return item && { kind: 'not', item, span }
    }
    if (node.kind === 'and' || node.kind === 'or') {
      const items: Condition[] = []
      for (const part of node.items) {
        const item = this.condition(part, depth + 1)
        if (item === undefined) return undefined
        items.push(item)
      }
      return { kind: node.kind === 'and' ? 'all' : 'any', items, span }
    }
    this.leaves++
    if (this.leaves > Limit.LEAVES) return this.#refuse('language.too_many_leaves', `a condition has at most ${Limit.LEAVES} comparisons`, span)
    switch (node.kind) {
      case 'exists':
        if (!this.#traitAllowed(node.trait)) return undefined
        return negate(node.negated, { kind: 'trait-exists', trait: node.trait.name, span })
      case 'in':
        return this.#in(node)
      case 'did':
        return this.#did(node)
      case 'compare':
        return node.subject.kind === 'trait' ? this.#trait(node, node.subject) : this.#aggregate(node, node.subject)
    }
  }

  #trait({ operator, value, span }: CompareSyntax, trait: TraitSyntax): Condition | undefined {
    if (!this.#traitAllowed(trait)) return undefined
    if (value.type === 'boolean' && operator !== '=' && operator !== '!=') {
      const message = `true and false have no order: expected = or != after ${quote(trait.name)}, found ${operator}`
      return this.#refuse('language.boolean_order', message, value.span, { expected: ['=', '!='], found: operator })
    }
    return { kind: 'trait-compare', trait: trait.name, operator, value: value.value, span }
  }

  #in({ trait, values, negated, span }: InSyntax): Condition | undefined {
    if (!this.#traitAllowed(trait)) return undefined
    if (values.length > Limit.LIST) {
      return this.#refuse('language.long_list', `a list has at most ${Limit.LIST} values, found ${values.length}`, span)
    }
    const distinct = [...new Set(values.map((literal: Literal) => literal.value))]
    return negate(negated, { kind: 'trait-in', trait: trait.name, values: distinct, span })
  }

  #did({ event, times, window, negated, span }: DidSyntax): Condition | undefined {
    const checkedWindow = this.#window(window)
    if (checkedWindow === undefined) return undefined
    const value = times?.value ?? 1
    if (times !== undefined && !(this.#countAllowed(value, times.span) && value > 0)) {
      return this.#refuse('language.no_times', 'expected 1 time or more', times.span, { expected: ['a whole number from 1'], found: String(value) })
    }
    return negate(negated, this.#compare({ kind: 'count', events: { event: event.name, window: checkedWindow } }, '>=', value, span))
  }

  #aggregate({ operator, value, span }: CompareSyntax, subject: AggregateSyntax): Condition | undefined {
    const window = this.#window(subject.window)
    if (window === undefined) return undefined
    if (value.type !== 'number') {
      const message = `a ${subject.function} is compared with a number, found ${quote(String(value.value))}`
      return this.#refuse('language.not_a_number', message, value.span, { expected: ['a number'], found: String(value.value) })
    }
    const events = { event: subject.event.name, window }
    if (subject.function === 'count') {
      return this.#countAllowed(value.value, value.span) ? this.#compare({ kind: 'count', events }, operator, value.value, span) : undefined
    }
    if (Math.abs(value.value) > Limit.SUM) {
      return this.#refuse('language.huge_sum', `a sum is compared with a number between -1e12 and 1e12, found ${value.value}`, value.span)
    }
    return this.#compare({ kind: 'sum', events, path: subject.path.map(({ name }) => name) }, operator, value.value, span)
  }

  #compare(aggregate: Aggregate, operator: AggregateCompare['operator'], value: number, span: Span): AggregateCompare {
    const compare: AggregateCompare = { kind: 'aggregate-compare', aggregate, operator, value, span }
    this.compares.push(compare)
    return compare
  }

  #countAllowed(value: number, span: Span): boolean {
    if (Number.isInteger(value) && value >= 0 && value <= Limit.COUNT) return true
    const message = `a count is compared with a whole number from 0 to ${Limit.COUNT}, found ${value}`
    this.#refuse('language.bad_count', message, span, { expected: [`a whole number from 0 to ${Limit.COUNT}`], found: String(value) })
    return false
  }

  #window(window: WindowSyntax | undefined): Window | undefined {
    if (window === undefined) return { kind: 'all-time' }
    const { amount, unit, span } = window
    if (!Number.isInteger(amount) || amount < 1) {
      const expected = [`a whole number of ${unit}s, 1 or more`]
      return this.#refuse('language.bad_window', `expected ${expected[0]}, found ${amount}`, span, { expected, found: String(amount) })
    }
    const length = amount * UNIT_LENGTH[unit]
    if (length > Limit.WINDOW) {
      return this.#refuse('language.long_window', `a window is at most 3650 days (10 years), found ${amount} ${unit}s; leave it out for all time`, span)
    }
    return { kind: 'rolling', length }
  }

  #traitAllowed({ name, span }: TraitSyntax): boolean {
    const safe = this.#personal(name)
    if (safe === undefined) return true
    const instead = safe.length === 0 ? 'conditions cannot use it' : `use ${safe.join(' or ')} instead`
    const message = `${quote(name)} is a personal trait: ${instead}`
    this.#refuse('language.personal_trait', message, span, { expected: safe, found: name, ...(safe.length > 0 && { suggestion: safe[0] }) })
    return false
  }

  #refuse(code: string, message: string, span: Span, details: Partial<Refusal> = {}): undefined {
    this.failure ??= refusal(code, message, { span, expected: [], ...details })
    return undefined
  }
}

function negate(negated: boolean, condition: Condition): Condition {
  return negated ? { kind: 'not', item: condition, span: condition.span } : condition
}
