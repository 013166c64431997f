// The oracle: what a condition means, by the definition and nothing else. It reads one person's whole history each time,
// chooses events with plain loops and sums with BigInt. The other ways to an answer are tested against this one, so it
// shares nothing with them but the checked tree and the calendar; where it could be quicker, it is not.
import type { Millis } from '@touchstone/base'
import type { Condition, Measure, Rank, Ratio, Relation, ValueTest } from '../check/tree.ts'
import { hourOf, weekdayOf } from '../calendar/periods.ts'
import { shareBucket } from '../sha256.ts'
import { Truth } from '../truth.ts'
import { isAnniversary } from './anniversary.ts'
import { isChosen, zoneAt } from './choose.ts'
import { favouriteOf } from './favourite.ts'
import { and, known, not } from './logic.ts'
import { aggregateOf, asComparable, asDouble } from './numbers.ts'
import { wasHeld, hasMoved } from './past.ts'
import { inOrder, type Moment, momentAt, type NaiveFact, propertyOf, traitOf } from './person.ts'
import { happenedInOrder } from './sequence.ts'
import { compareScalars, holds, testInstant, testValue } from './values.ts'

export type { NaiveFact } from './person.ts'

export interface NaiveQuestion {
  /** The canonical id. */
  readonly person: number
  /** Those of every person merged into this one, in any order. */
  readonly facts: readonly NaiveFact[]
  /** The instant T. Finite where the condition looks at a calendar or a clock. */
  readonly asOf: Millis
  /** Facts appended later do not count; all do where this is left out. */
  readonly knownAt?: Millis
  /** What a `Rank` compares with (see `rankThreshold`); undefined where nobody computed it yet. */
  readonly thresholds?: (rank: Rank) => number | undefined
}

/** The condition's value for one person. */
export function evaluateNaively(checked: { readonly root: Condition }, question: NaiveQuestion): Truth {
  return valueOf(checked.root, momentOf(question))
}

/** What the question's person looks like at its instant. */
export function momentOf({ person, facts, asOf, knownAt = Infinity, thresholds = () => undefined }: NaiveQuestion): Moment {
  return momentAt({ person, known: inOrder(facts.filter((fact) => fact.appended <= knownAt)), thresholds }, asOf)
}

export function valueOf(condition: Condition, moment: Moment): Truth {
  switch (condition.kind) {
    case 'all':
      return condition.items.map((item) => valueOf(item, moment)).reduce(and)
    case 'any':
      return not(condition.items.map((item) => not(valueOf(item, moment))).reduce(and))
    case 'not':
      return not(valueOf(condition.item, moment))
    case 'test':
      return testOf(condition, moment)
    case 'pair': {
      const [left, right] = [traitOf(condition.left, moment), traitOf(condition.right, moment)]
      const sign = compareScalars(left, right)
      if (sign === undefined || (typeof left === 'boolean' && condition.operator !== '=' && condition.operator !== '!=')) return Truth.UNKNOWN
      return known(holds(condition.operator, sign))
    }
    case 'measure':
      return measured(condition, moment)
    case 'relation':
    case 'ratio':
      return related(condition, moment)
    case 'clock': {
      const zone = zoneAt(condition.zone, moment)
      if (zone === undefined) return Truth.UNKNOWN
      return known(condition.values.includes(condition.unit === 'hour' ? hourOf(zone, moment.at) : weekdayOf(zone, moment.at)))
    }
    case 'anniversary':
      return isAnniversary(condition, moment)
    case 'sequence':
      return known(happenedInOrder(condition, moment) !== undefined)
    case 'held':
      return known(wasHeld(condition, moment, valueOf))
    case 'moved':
      return known(hasMoved(condition, moment, valueOf))
    case 'share': {
      const bucket = shareBucket(condition.salt, moment.person)
      return known(condition.from <= bucket && bucket < condition.to)
    }
    case 'rank':
      return ranked(condition, moment)
  }
}

function testOf({ subject, test }: ValueTest, moment: Moment): Truth {
  if (subject.kind === 'trait') return testValue(test, traitOf(subject.trait, moment), moment.at)
  const chosen = moment.facts.filter((fact) => isChosen(subject.events, fact, moment))
  if (subject.kind === 'event-time') {
    const fact = subject.from === 'first' ? chosen[subject.rank - 1] : chosen.at(-subject.rank)
    return testInstant(test, fact?.timestamp, moment.at)
  }
  if (subject.kind === 'favourite') return testValue(test, favouriteOf(subject, moment), moment.at)
  if (subject.events.window.kind === 'calendar' && zoneAt(subject.events.window.zone, moment) === undefined) return Truth.UNKNOWN
  const values = chosen.map((fact) => propertyOf(subject.path, fact.properties)).filter((value) => value !== undefined && value !== null)
  return testValue(test, subject.which === 'first' ? values[0] : values.at(-1), moment.at)
}

function measured({ aggregate, operator, value }: Measure, moment: Moment): Truth {
  const number = aggregateOf(aggregate, moment)
  if (number === undefined) return Truth.UNKNOWN
  const [left, right] = asComparable(number, value)
  return known(holds(operator, left < right ? -1 : left > right ? 1 : 0))
}

function related(condition: Relation | Ratio, moment: Moment): Truth {
  const [first, second] = condition.kind === 'relation' ? [condition.left, condition.right] : [condition.numerator, condition.denominator]
  const [one, other] = [aggregateOf(first, moment), aggregateOf(second, moment)]
  if (one === undefined || other === undefined) return Truth.UNKNOWN
  let left = asDouble(one)
  let right = asDouble(other)
  if (condition.kind === 'relation') right = condition.factor * right
  else {
    if (right === 0) return Truth.UNKNOWN
    left = left / right
    right = condition.value
  }
  return known(holds(condition.operator, left < right ? -1 : left > right ? 1 : 0))
}

function ranked(rank: Rank, moment: Moment): Truth {
  const threshold = moment.thresholds(rank)
  if (threshold === undefined) return Truth.UNKNOWN
  const value = rankedValue(rank, moment)
  if (value === undefined) return Truth.FALSE
  return known(rank.end === 'top' ? value >= threshold : value <= threshold)
}

/** What the person is ordered by; undefined for those who are not in the order. */
export function rankedValue({ aggregate }: Rank, moment: Moment): number | undefined {
  if (!moment.facts.some((fact) => isChosen(aggregate.events, fact, moment))) return undefined
  const number = aggregateOf(aggregate, moment)
  return number === undefined ? undefined : asDouble(number)
}
