// What a condition is made of, by name: so that a test of random conditions can say that it met everything.
import { type Aggregate, type Condition, type Events, type Filter, LIST, type Window } from '../check/tree.ts'

/** Distinct names: `all`, `trait compare`, `first value`, `sum`, `calendar window of their zone`, `element filter`, … */
export function kindsOf(condition: Condition): Set<string> {
  const found = new Set<string>()
  visitCondition(condition, found)
  return found
}

/** Every name that `kindsOf` gives. */
export const KINDS: readonly string[] = [
  'all', 'any', 'not',
  'trait compare', 'trait in', 'trait text', 'trait list', 'trait exists', 'trait when', 'trait when from now',
  'first value', 'last value', 'favourite', 'fading favourite', 'first time', 'last time', 'nth time', 'pair',
  'count', 'sum', 'average', 'minimum', 'maximum', 'distinct', 'gap', 'path of many', 'relation', 'ratio',
  'clock', 'clock of their zone', 'anniversary', 'anniversary in their zone',
  'sequence', 'sequence in a window', 'limited step', 'step without', 'absence', 'held', 'moved entered', 'moved left', 'share', 'rank top', 'rank bottom',
  'all-time window', 'rolling window', 'rolling window until', 'absolute window', 'calendar window', 'last calendar window', 'calendar window of their zone',
  'all filter', 'any filter', 'not filter', 'test filter', 'element filter', 'every element filter', 'pair filter', 'clock filter', 'clock filter of their zone',
]

function visitCondition(condition: Condition, found: Set<string>): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      found.add(condition.kind)
      return condition.items.forEach((item) => visitCondition(item, found))
    case 'not':
      found.add('not')
      return visitCondition(condition.item, found)
    case 'test':
      return visitTest(condition, found)
    case 'measure':
      return visitAggregate(condition.aggregate, found)
    case 'relation':
      found.add('relation')
      visitAggregate(condition.left, found)
      return visitAggregate(condition.right, found)
    case 'ratio':
      found.add('ratio')
      visitAggregate(condition.numerator, found)
      return visitAggregate(condition.denominator, found)
    case 'clock':
      return void found.add(condition.zone.kind === 'person' ? 'clock of their zone' : 'clock')
    case 'anniversary':
      return void found.add(condition.zone.kind === 'person' ? 'anniversary in their zone' : 'anniversary')
    case 'sequence':
      return visitSequence(condition, found)
    case 'held':
      found.add('held')
      return visitCondition(condition.item, found)
    case 'moved':
      found.add(`moved ${condition.direction}`)
      return visitCondition(condition.item, found)
    case 'rank':
      found.add(`rank ${condition.end}`)
      return visitAggregate(condition.aggregate, found)
    case 'pair':
    case 'share':
      return void found.add(condition.kind)
  }
}

function visitTest({ subject, test }: Extract<Condition, { kind: 'test' }>, found: Set<string>): void {
  if (subject.kind === 'trait') return void found.add(`trait ${test.kind}${test.kind === 'when' && test.base === 'now' ? ' from now' : ''}`)
  if (subject.kind === 'favourite') found.add(subject.halfLife === Infinity ? 'favourite' : 'fading favourite')
  else if (subject.kind === 'event-value') found.add(`${subject.which} value`)
  else found.add(subject.rank > 1 ? 'nth time' : `${subject.from} time`)
  visitEvents(subject.events, found)
}

function visitSequence({ steps, absences, window }: Extract<Condition, { kind: 'sequence' }>, found: Set<string>): void {
  found.add(window.kind === 'rolling' ? 'sequence in a window' : 'sequence')
  for (const { pattern, within, without } of steps) {
    if (within !== Infinity) found.add('limited step')
    if (without !== undefined) found.add('step without')
    visitFilter(pattern.filter, found)
    visitFilter(without?.filter, found)
  }
  for (const { pattern } of absences) {
    found.add('absence')
    visitFilter(pattern.filter, found)
  }
}

function visitAggregate({ function: called, events, path }: Aggregate, found: Set<string>): void {
  found.add(called)
  if (path.includes(LIST)) found.add('path of many')
  visitEvents(events, found)
}

function visitEvents({ window, filter }: Events, found: Set<string>): void {
  found.add(windowKind(window))
  visitFilter(filter, found)
}

function windowKind(window: Window): string {
  if (window.kind === 'rolling' && window.until > 0) return 'rolling window until'
  if (window.kind !== 'calendar') return `${window.kind} window`
  if (window.zone.kind === 'person') return 'calendar window of their zone'
  return window.which === 'last' ? 'last calendar window' : 'calendar window'
}

function visitFilter(filter: Filter | undefined, found: Set<string>): void {
  if (filter === undefined) return
  switch (filter.kind) {
    case 'all':
    case 'any':
      found.add(`${filter.kind} filter`)
      return filter.items.forEach((item) => visitFilter(item, found))
    case 'not':
      found.add('not filter')
      return visitFilter(filter.item, found)
    case 'element':
      found.add(filter.quantifier === 'any' ? 'element filter' : 'every element filter')
      return visitFilter(filter.filter, found)
    case 'clock':
      return void found.add(filter.zone.kind === 'person' ? 'clock filter of their zone' : 'clock filter')
    case 'test':
    case 'pair':
      return void found.add(`${filter.kind} filter`)
  }
}
