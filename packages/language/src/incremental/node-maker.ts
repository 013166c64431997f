// Which node answers which question about events: the cheapest that can. Latest times before totals, totals before a
// timeline. What is asked about the past needs nodes that reach back so far, or that keep the first of something.
import { DAY, assert, type Millis } from '@touchstone/base'
import { splitFilter } from '../check/dynamic.ts'
import { type Aggregate, type Events, type Path, type Sequence, type Test, type Window, ZONE_TRAIT, type Zone } from '../check/tree.ts'
import { contribution } from '../check/values.ts'
import { type Choice, choiceOf, markOf } from './choice.ts'
import { DistinctNode } from './distinct-node.ts'
import { DistinctSetNode, DistinctSetSource } from './distinct-set-node.ts'
import { EdgeValueNode } from './edge-value-node.ts'
import { ORDER, answers } from './event-value-leaf.ts'
import { FavouriteNode } from './favourite-node.ts'
import { scalarHash } from './hash.ts'
import { KeptValueNode } from './kept-value-node.ts'
import { keptFor } from './kept.ts'
import { TraitHistoryNode } from './past/trait-history-node.ts'
import type { Registry } from './registry.ts'
import { Scope } from './scope.ts'
import { SequenceNode } from './sequence/node.ts'
import { type Source, TotalsSource } from './source.ts'
import { SpanNode, SpanSource } from './span-node.ts'
import { type Column, TimelineNode, type TimelineParts } from './timeline/node.ts'
import { RangeSource, ScanSource } from './timeline/source.ts'
import { type End, TimesNode } from './times-node.ts'
import { TotalsNode } from './totals-node.ts'
import { type Range, rangeOf } from './window.ts'
import { type ZoneReader, zoneReader } from './zone.ts'

/** Traits change rarely: what they were is kept for a while in any case, so that many conditions share one history. */
const TRAITS_KEPT = 32 * DAY

const MILLIONTHS: Column = { key: 'millionths', of: contribution }
const HASHES: Column = { key: 'hashes', of: scalarHash }

export class NodeMaker {
  /** How far before T instants are asked about; 0 where only T is. */
  readonly past: Millis
  readonly #registry: Registry

  constructor(registry: Registry, past: Millis) {
    this.#registry = registry
    this.past = past
  }

  trait(name: string): number {
    return this.#registry.trait(name)
  }

  zone(zone: Zone): ZoneReader {
    return zoneReader(zone, () => this.#registry.trait(ZONE_TRAIT))
  }

  range(window: Window): Range {
    return rangeOf(window, ({ zone }) => this.zone(zone))
  }

  /** N is rounded up to a power of two, so that conditions share nodes. */
  times(scope: Scope, needed: number, end: End): TimesNode {
    const limit = powerOfTwo(needed)
    return this.#registry.node(TimesNode.keyOf(scope, limit, end), TimesNode, (key, id) => new TimesNode(key, id, scope, limit, end))
  }

  distinct(scope: Scope, path: Path, needed: number, end: End): DistinctNode {
    const limit = powerOfTwo(needed)
    return this.#registry.node(DistinctNode.keyOf(scope, path, limit, end), DistinctNode, (key, id) => new DistinctNode(key, id, scope, path, limit, end))
  }

  edgeValue(scope: Scope, path: Path, test: Test, end: End): EdgeValueNode {
    return this.#registry.node(EdgeValueNode.keyOf(scope, path, test, end), EdgeValueNode, (key, id) => new EdgeValueNode(key, id, scope, path, test, end))
  }

  favourite(scope: Scope, path: Path, halfLife: Millis): FavouriteNode {
    return this.#registry.node(FavouriteNode.keyOf(scope, path, halfLife), FavouriteNode, (key, id) => new FavouriteNode(key, id, scope, path, halfLife))
  }

  keptValue(scope: Scope, path: Path, end: End): KeptValueNode {
    return this.#registry.node(KeptValueNode.keyOf(scope, path, end), KeptValueNode, (key, id) => new KeptValueNode(key, id, scope, path, end))
  }

  /** What a test says of the values of a property, as they were found. */
  answers(events: Events, path: Path, test: Test): TimelineNode {
    const scope = new Scope(events, true)
    return this.#timeline({ scope, path, column: ORDER, isSummed: false, mark: { path, column: answers(test) }, reach: keptFor(this.range(events.window).reach), folds: false })
  }

  /** The times of all chosen events, and what the dynamic part of their filter compares. */
  allTimes(events: Events): TimelineNode {
    const { dynamic } = splitFilter(events.filter)
    return this.#timeline({ scope: new Scope(events, true), path: [], column: undefined, isSummed: false, mark: markOf(dynamic), reach: Infinity, folds: false })
  }

  traitHistory(trait: string, test: Test): TraitHistoryNode {
    const reach = keptFor(Math.max(this.past, TRAITS_KEPT))
    return this.#registry.node(TraitHistoryNode.keyOf(trait, test, reach), TraitHistoryNode, (key, id) => new TraitHistoryNode(key, id, trait, test, reach))
  }

  sequence(sequence: Sequence): SequenceNode {
    return this.#registry.node(SequenceNode.keyOf(sequence), SequenceNode, (key, id) => new SequenceNode(key, id, sequence))
  }

  /** What the filter asks of the person; undefined where that is nothing. */
  choice({ filter }: Events): Choice | undefined {
    const { dynamic } = splitFilter(filter)
    return dynamic && choiceOf(dynamic, (name) => this.trait(name), (clock) => this.zone(clock.zone))
  }

  /** Where the aggregate's number is read. */
  source(aggregate: Aggregate): Source {
    const { function: called, events, path } = aggregate
    const scope = new Scope(events, true)
    const range = this.range(events.window)
    const isPast = this.past > 0
    const isFixed = range.reach === Infinity
    const { dynamic } = splitFilter(events.filter)
    assert(dynamic === undefined || !isPast, 'what the person chooses has no past')
    const isDistinct = called === 'distinct'
    assert(called !== 'gap' || !isPast, 'a gap has no past')
    if (dynamic === undefined && isFixed && !isPast) {
      if (called === 'gap') return new SpanSource(this.#span(scope))
      return isDistinct ? new DistinctSetSource(this.#distinctSet(scope, path)) : new TotalsSource(called, this.#totals(scope, path))
    }
    // What was before all instants that are asked about need not be told apart, where it is only added up.
    const folds = dynamic === undefined && isFixed && !isDistinct
    const column = isDistinct ? HASHES : path.length > 0 ? MILLIONTHS : undefined
    const mark = markOf(dynamic)
    const node = this.#timeline({
      scope,
      path,
      column,
      // Not by the filter: what only looks at the person's clock shares its node with what does not.
      isSummed: column === MILLIONTHS && mark === undefined,
      mark,
      reach: keptFor(folds ? this.past : range.reach + this.past),
      folds,
    })
    if (dynamic === undefined && !isDistinct) return new RangeSource(called, node, range, [], isPast)
    return new ScanSource(called, node, range, this.choice(events), isPast)
  }

  #totals(scope: Scope, path: Path): TotalsNode {
    return this.#registry.node(TotalsNode.keyOf(scope, path), TotalsNode, (key, id) => new TotalsNode(key, id, scope, path))
  }

  #span(scope: Scope): SpanNode {
    return this.#registry.node(SpanNode.keyOf(scope), SpanNode, (key, id) => new SpanNode(key, id, scope))
  }

  #distinctSet(scope: Scope, path: Path): DistinctSetNode {
    return this.#registry.node(DistinctSetNode.keyOf(scope, path), DistinctSetNode, (key, id) => new DistinctSetNode(key, id, scope, path))
  }

  #timeline(parts: TimelineParts): TimelineNode {
    return this.#registry.node(TimelineNode.keyOf(parts), TimelineNode, (key, id) => new TimelineNode(key, id, parts))
  }
}

function powerOfTwo(needed: number): number {
  return 2 ** Math.ceil(Math.log2(needed))
}
