// The value of a computed trait, by the definition.
import type { CheckedExpression } from '../check/expression.ts'
import type { Scalar } from '../check/tree.ts'
import { isChosen, zoneAt } from './choose.ts'
import { type NaiveQuestion, momentOf } from './evaluate.ts'
import { favouriteFacts, favouriteOf } from './favourite.ts'
import { aggregateOf, asDouble } from './numbers.ts'
import { propertyOf } from './person.ts'

export interface NaiveValue {
  readonly value: Scalar | undefined
  /** Positions of the facts that it is made of, ascending. */
  readonly facts: readonly number[]
}

export function valueNaively({ root }: Pick<CheckedExpression, 'root'>, question: NaiveQuestion): NaiveValue {
  const moment = momentOf(question)
  if (root.kind === 'value') {
    const { subject } = root
    if (subject.kind === 'favourite') return { value: favouriteOf(subject, moment), facts: positions(favouriteFacts(subject, moment)) }
    const { window } = subject.events
    if (window.kind === 'calendar' && zoneAt(window.zone, moment) === undefined) return { value: undefined, facts: [] }
    const having = moment.facts.filter((fact) => isChosen(subject.events, fact, moment) && (propertyOf(subject.path, fact.properties) ?? null) !== null)
    const fact = subject.which === 'first' ? having[0] : having.at(-1)
    return { value: fact && scalarOf(propertyOf(subject.path, fact.properties)), facts: positions(fact === undefined ? [] : [fact]) }
  }
  const aggregates = root.kind === 'number' ? [root.aggregate] : [root.numerator, root.denominator]
  const numbers = aggregates.map((aggregate) => aggregateOf(aggregate, moment)).map((number) => number && asDouble(number))
  const chosen = moment.facts.filter((fact) => aggregates.some(({ events }) => isChosen(events, fact, moment)))
  const [first, second] = numbers
  if (root.kind === 'number') return { value: first, facts: positions(chosen) }
  return { value: first === undefined || second === undefined || second === 0 ? undefined : first / second, facts: positions(chosen) }
}

function scalarOf(value: unknown): Scalar | undefined {
  if (typeof value === 'string') return new TextEncoder().encode(value).length <= 256 ? value : undefined
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

function positions(facts: readonly { readonly position: number }[]): number[] {
  return [...new Set(facts.map(({ position }) => position))].sort((a, b) => a - b)
}
