// Why a condition has its value for one person: for each leaf what was found and which facts that rests on. It is the
// oracle's own reading, so what an explanation says is what the definition says.
import type { Millis } from '@touchstone/base'
import { type Aggregate, type Condition, type Filter, type Held, type Moved, type Sequence, type Window, type Zone, ZONE_TRAIT } from '../check/tree.ts'
import type { Truth } from '../truth.ts'
import { isChosen, zoneAt } from './choose.ts'
import { momentOf, type NaiveQuestion, valueOf } from './evaluate.ts'
import { favouriteFacts, favouriteOf } from './favourite.ts'
import { aggregateOf, asDouble } from './numbers.ts'
import { type Moment, type NaiveFact, propertyOf, traitFact, traitOf } from './person.ts'
import { happenedInOrder } from './sequence.ts'

export type NaiveLeaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>

/** What was found: a JSON value, an instant, or a number as the comparison sees it. `undefined` where nothing was. */
export type Observed =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'instant'; readonly instant: Millis | undefined }
  | { readonly kind: 'number'; readonly number: number | undefined }
  | { readonly kind: 'zone'; readonly zone: string | undefined }

export interface NaiveDetail {
  readonly leaf: NaiveLeaf
  readonly truth: Truth
  /** One for each side that is looked up: two for a relation, a ratio and a pair; none for sequences, shares and the past. */
  readonly observed: readonly Observed[]
  /** The leaves within `held` and `moved`, as of the same instant. */
  readonly inner: readonly NaiveDetail[]
  /** Log positions of the facts it rests on, ascending, distinct. */
  readonly positions: readonly number[]
}

interface Found {
  readonly observed: readonly Observed[]
  readonly facts: readonly (NaiveFact | undefined)[]
}

/** What can be known quicker than by the definition, where somebody has tens of thousands of facts. */
export interface Shortcuts {
  readonly truthOf: (leaf: Held | Moved | Sequence) => Truth
  /** The events of an occurrence that makes the sequence true; undefined where there is none. */
  readonly occurrence: (sequence: Sequence, moment: Moment) => readonly NaiveFact[] | undefined
}

/** In the order of the text. */
export function naiveDetails(checked: { readonly root: Condition }, question: NaiveQuestion): NaiveDetail[] {
  const details = detailsOf(checked.root, momentOf(question))
  for (let step = details.next(); ; step = details.next()) if (step.done === true) return step.value
}

/** The same, leaf by leaf: goes on each time it is asked to. */
export function detailSteps(checked: { readonly root: Condition }, question: NaiveQuestion, shortcuts: Shortcuts): Generator<void, NaiveDetail[]> {
  return detailsOf(checked.root, { ...momentOf(question), remembered: new Map() }, shortcuts)
}

function* detailsOf(condition: Condition, moment: Moment, shortcuts: Shortcuts = { truthOf: (leaf) => valueOf(leaf, moment), occurrence: happenedInOrder }): Generator<void, NaiveDetail[]> {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const all: NaiveDetail[] = []
      for (const item of condition.items) all.push(...(yield* detailsOf(item, moment, shortcuts)))
      return all
    }
    case 'not':
      return yield* detailsOf(condition.item, moment, shortcuts)
    case 'held':
    case 'moved': {
      const inner = yield* detailsOf(condition.item, moment, shortcuts)
      return [{ leaf: condition, truth: shortcuts.truthOf(condition), observed: [], inner, positions: distinct(inner.flatMap(({ positions }) => positions)) }]
    }
    case 'sequence':
      yield
      return [{ leaf: condition, truth: shortcuts.truthOf(condition), observed: [], inner: [], positions: distinct((shortcuts.occurrence(condition, moment) ?? []).map(({ position }) => position)) }]
    default: {
      const { observed, facts } = look(condition, moment)
      const positions = distinct(facts.flatMap((fact) => (fact === undefined ? [] : [fact.position])))
      yield
      return [{ leaf: condition, truth: valueOf(condition, moment), observed, inner: [], positions }]
    }
  }
}

function look(leaf: Exclude<NaiveLeaf, Held | Moved | Sequence>, moment: Moment): Found {
  switch (leaf.kind) {
    case 'test':
      return lookAtSubject(leaf, moment)
    case 'pair':
      return together([lookAtTrait(leaf.left, moment), lookAtTrait(leaf.right, moment)])
    case 'measure':
      return lookAtAggregate(leaf.aggregate, moment)
    case 'relation':
      return together([lookAtAggregate(leaf.left, moment), lookAtAggregate(leaf.right, moment)])
    case 'ratio':
      return together([lookAtAggregate(leaf.numerator, moment), lookAtAggregate(leaf.denominator, moment)])
    case 'rank':
      return lookAtAggregate(leaf.aggregate, moment)
    case 'clock':
      return { observed: [{ kind: 'zone', zone: zoneAt(leaf.zone, moment) }], facts: zoneFacts(leaf.zone, moment) }
    case 'anniversary': {
      const trait = lookAtTrait(leaf.trait, moment)
      return { observed: trait.observed, facts: [...trait.facts, ...zoneFacts(leaf.zone, moment)] }
    }
    case 'share':
      return { observed: [], facts: [] }
  }
}

function lookAtSubject({ subject }: Extract<NaiveLeaf, { kind: 'test' }>, moment: Moment): Found {
  if (subject.kind === 'trait') return lookAtTrait(subject.trait, moment)
  const chosen = moment.facts.filter((fact) => isChosen(subject.events, fact, moment))
  if (subject.kind === 'favourite') return { observed: [{ kind: 'value', value: favouriteOf(subject, moment) }], facts: favouriteFacts(subject, moment) }
  if (subject.kind === 'event-time') {
    const fact = subject.from === 'first' ? chosen[subject.rank - 1] : chosen.at(-subject.rank)
    return { observed: [{ kind: 'instant', instant: fact?.timestamp }], facts: [fact] }
  }
  const valued = chosen.filter((fact) => (propertyOf(subject.path, fact.properties) ?? undefined) !== undefined)
  const fact = subject.which === 'first' ? valued[0] : valued.at(-1)
  const value = fact === undefined ? undefined : propertyOf(subject.path, fact.properties)
  return { observed: [{ kind: 'value', value }], facts: [fact, ...windowFacts(subject.events.window, moment)] }
}

function lookAtTrait(trait: string, moment: Moment): Found {
  return { observed: [{ kind: 'value', value: traitOf(trait, moment) }], facts: [traitFact(trait, moment)] }
}

function lookAtAggregate(aggregate: Aggregate, moment: Moment): Found {
  const { window, filter } = aggregate.events
  const number = aggregateOf(aggregate, moment)
  const chosen = moment.facts.filter((fact) => isChosen(aggregate.events, fact, moment))
  return {
    observed: [{ kind: 'number', number: number === undefined ? undefined : asDouble(number) }],
    facts: [...chosen, ...windowFacts(window, moment), ...filterFacts(filter, moment)],
  }
}

function windowFacts(window: Window, moment: Moment): (NaiveFact | undefined)[] {
  return window.kind === 'calendar' ? zoneFacts(window.zone, moment) : []
}

function zoneFacts(zone: Zone, moment: Moment): (NaiveFact | undefined)[] {
  return zone.kind === 'person' ? [traitFact(ZONE_TRAIT, moment)] : []
}

/** The traits that a filter looks at. */
function filterFacts(filter: Filter | undefined, moment: Moment): (NaiveFact | undefined)[] {
  switch (filter?.kind) {
    case 'all':
    case 'any':
      return filter.items.flatMap((item) => filterFacts(item, moment))
    case 'not':
      return filterFacts(filter.item, moment)
    case 'pair':
      return [traitFact(filter.trait, moment)]
    case 'clock':
      return zoneFacts(filter.zone, moment)
    default:
      return []
  }
}

function together(found: readonly Found[]): Found {
  return { observed: found.flatMap(({ observed }) => observed), facts: found.flatMap(({ facts }) => facts) }
}

function distinct(positions: readonly number[]): number[] {
  return [...new Set(positions)].sort((a, b) => a - b)
}
