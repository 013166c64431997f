// Checked leaf → leaf that runs. In what was held or moved, `past` is how far before T its leaves are asked about.
import { assert, type Millis } from '@touchstone/base'
import { isDynamic } from '../check/dynamic.ts'
import { rankText } from '../check/text.ts'
import { latestNeeded } from '../check/threshold.ts'
import type { Events, EventTimeSubject, EventValueSubject, Measure, Rank, ValueTest, Window } from '../check/tree.ts'
import { anniversaryLeaf } from './anniversary-leaf.ts'
import { type Simple, branchOf } from './branch.ts'
import { clockLeaf } from './clock-leaf.ts'
import { constantCountLeaf, countLeaf, pastCountLeaf, periodCountLeaf } from './count-leaf.ts'
import { ChosenReader, eventTimeLeaf, timelineReader, timesReader } from './event-time-leaf.ts'
import { edgeValueLeaf, timelineValueLeaf } from './event-value-leaf.ts'
import { timelineLeaf } from './leap-leaf.ts'
import { favouriteLeaf } from './favourite-leaf.ts'
import type { Leaf } from './leaf.ts'
import { measureLeaf, ratioLeaf, relationLeaf } from './measure-leaf.ts'
import { NodeMaker } from './node-maker.ts'
import { heldLeaf, movedLeaf } from './past/past-leaf.ts'
import { traitHistoryLeaf } from './past/trait-history-leaf.ts'
import { RankThreshold, rankLeaf } from './rank-leaf.ts'
import type { Registry } from './registry.ts'
import { Scope } from './scope.ts'
import { sequenceLeaf } from './sequence/leaf.ts'
import { shareLeaf } from './share-leaf.ts'
import { RangeSource, ScanSource } from './timeline/source.ts'
import { MOST_TIMES } from './times-node.ts'
import { traitLeaf, traitPairLeaf } from './trait-leaf.ts'

export class LeafMaker {
  readonly ranks = new Map<string, RankThreshold>()
  readonly #make: NodeMaker
  readonly #registry: Registry

  constructor(registry: Registry, past: Millis = 0) {
    this.#registry = registry
    this.#make = new NodeMaker(registry, past)
  }

  /** `wanted`: whether it is asked when the leaf is TRUE, or when it is FALSE. */
  leaf(condition: Simple, wanted: boolean): Leaf {
    const make = this.#make
    switch (condition.kind) {
      case 'test':
        return this.#test(condition)
      case 'pair':
        return traitPairLeaf(condition, make.trait(condition.left), make.trait(condition.right))
      case 'measure':
        return this.#measure(condition, wanted)
      case 'relation':
        return relationLeaf(condition, make.source(condition.left), make.source(condition.right))
      case 'ratio':
        return ratioLeaf(condition, make.source(condition.numerator), make.source(condition.denominator))
      case 'clock':
        return clockLeaf(condition, make.zone(condition.zone))
      case 'anniversary':
        return anniversaryLeaf(condition, make.trait(condition.trait), make.zone(condition.zone))
      case 'share':
        return shareLeaf(condition)
      case 'rank':
        return this.#rank(condition)
      case 'held':
      case 'moved': {
        assert(make.past === 0, 'what was held or moved is not asked about the past')
        const maker = new LeafMaker(this.#registry, condition.duration)
        const leaves: Leaf[] = []
        const item = branchOf(condition.item, true, (inner, asked) => keep(leaves, maker.leaf(inner, asked)))
        return condition.kind === 'held' ? heldLeaf(condition, item, leaves) : movedLeaf(condition, item, leaves)
      }
      case 'sequence':
        assert(make.past === 0, 'a sequence is not asked about the past')
        return sequenceLeaf(condition, make.sequence(condition))
    }
  }

  #test(condition: ValueTest): Leaf {
    const { subject } = condition
    switch (subject.kind) {
      case 'trait':
        if (this.#make.past > 0) return traitHistoryLeaf(condition, this.#make.traitHistory(subject.trait, condition.test))
        return traitLeaf(condition, this.#make.trait(subject.trait))
      case 'event-value':
        return this.#eventValue(condition, subject)
      case 'event-time':
        return this.#eventTime(condition, subject)
      case 'favourite': {
        assert(this.#make.past === 0, 'a favourite has no past')
        const { events, path, halfLife } = subject
        return favouriteLeaf(condition, this.#make.favourite(new Scope(events, true), path, halfLife))
      }
    }
  }

  #eventValue(condition: ValueTest, subject: EventValueSubject): Leaf {
    const { which, events, path } = subject
    const { window } = events
    const make = this.#make
    assert(make.past === 0, 'the value of an event has no past')
    const end = which === 'last' ? 1 : -1
    if (window.kind === 'all-time' || window.kind === 'absolute') return edgeValueLeaf(condition, make.edgeValue(new Scope(events, true), path, condition.test, end), undefined)
    if (end === 1 && endsNow(window)) return edgeValueLeaf(condition, make.edgeValue(new Scope(events, false), path, condition.test, 1), make.range(window))
    return timelineValueLeaf(condition, subject, make.answers(events, path, condition.test), make.range(window))
  }

  #eventTime(condition: ValueTest, subject: EventTimeSubject): Leaf {
    const make = this.#make
    const { from, rank, events } = subject
    const isPast = make.past > 0
    assert(!isPast || from === 'first', 'which event is the last has no past')
    const choice = make.choice(events)
    if (choice !== undefined) {
      const node = make.allTimes(events)
      const reader = new ChosenReader(node, choice, subject)
      return eventTimeLeaf(condition, node, (person) => reader.read(person), choice.traits, isPast)
    }
    if (rank > MOST_TIMES) {
      const node = make.allTimes(events)
      return eventTimeLeaf(condition, node, timelineReader(node, subject), [], isPast)
    }
    const node = make.times(new Scope(events, true), rank, from === 'last' ? 1 : -1)
    return eventTimeLeaf(condition, node, timesReader(node, rank), [], isPast)
  }

  #measure(condition: Measure, wanted: boolean): Leaf {
    const { aggregate } = condition
    if (aggregate.function === 'count' || aggregate.function === 'distinct') {
      const needed = latestNeeded(condition)
      if (needed === 0 && !isZoned(aggregate.events)) return constantCountLeaf(condition)
      if (needed > 0 && needed <= MOST_TIMES && !isDynamic(aggregate.events.filter)) {
        const leaf = this.#ranked(condition, needed)
        if (leaf !== undefined) return leaf
      }
    }
    const source = this.#make.source(aggregate)
    return source instanceof RangeSource || source instanceof ScanSource ? timelineLeaf(condition, source, wanted) : measureLeaf(condition, source)
  }

  /** A count that few times decide, or a number of different values. */
  #ranked(condition: Measure, needed: number): Leaf | undefined {
    const { function: called, events, path } = condition.aggregate
    const { window } = events
    const make = this.#make
    const isFixed = window.kind === 'all-time' || window.kind === 'absolute'
    if (make.past > 0) {
      if (!isFixed) return undefined
      const scope = new Scope(events, true)
      return pastCountLeaf(condition, called === 'count' ? make.times(scope, needed, -1) : make.distinct(scope, path, needed, -1))
    }
    if (!endsNow(window)) {
      // Totals are smaller than times.
      return isFixed && called === 'distinct' ? countLeaf(condition, make.distinct(new Scope(events, true), path, needed, 1)) : undefined
    }
    const scope = new Scope(events, false)
    const node = called === 'count' ? make.times(scope, needed, 1) : make.distinct(scope, path, needed, 1)
    return window.kind === 'calendar' ? periodCountLeaf(condition, node, window, make.zone(window.zone)) : countLeaf(condition, node)
  }

  #rank(condition: Rank): Leaf {
    const { aggregate, span } = condition
    const key = rankText(condition)
    const threshold = this.ranks.get(key) ?? new RankThreshold(key)
    this.ranks.set(key, threshold)
    const present: Measure = { kind: 'measure', aggregate: { function: 'count', events: aggregate.events, path: [] }, operator: '>=', value: 1, span }
    return rankLeaf(condition, this.#make.source(aggregate), this.#measure(present, true), threshold)
  }
}

/** Adds the leaf to the list, and hands it on. */
export function keep(leaves: Leaf[], leaf: Leaf): Leaf {
  leaves.push(leaf)
  return leaf
}

/** Whether the window's upper edge is T, so that no fact that is known lies behind it. */
function endsNow(window: Window): boolean {
  switch (window.kind) {
    case 'all-time':
      return true
    case 'rolling':
      return window.until === 0
    case 'calendar':
      return window.which === 'this'
    case 'absolute':
      return window.to === Infinity
  }
}

/** Whether the person's zone may be unknown, and the number with it. */
function isZoned({ window }: Events): boolean {
  return window.kind === 'calendar' && window.zone.kind === 'person' && window.zone.otherwise === undefined
}
