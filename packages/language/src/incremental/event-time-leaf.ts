// When the n-th first or last chosen event happened, put to a test.
import type { Millis } from '@touchstone/base'
import type { EventTimeSubject, ValueTest } from '../check/tree.ts'
import { testInstant } from '../check/values.ts'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import type { Choice } from './choice.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'
import type { NodeSpec } from './node.ts'
import type { TimelineNode } from './timeline/node.ts'
import { countAll, select, selected } from './timeline/ranges.ts'
import { type Visitor, scanRange } from './timeline/scan.ts'
import { type TimesNode, timesKey } from './times-node.ts'
import { nextCrossing } from './trait-leaf.ts'

/** The instant of the event; ±Infinity where there is none. */
type InstantReader = (person: PersonState) => Millis

export function timesReader({ id, end }: TimesNode, rank: number): InstantReader {
  return (person) => end * timesKey(person, id, rank)
}

/** For ranks beyond what a node of times keeps. */
export function timelineReader({ id, layout }: TimelineNode, { from, rank }: EventTimeSubject): InstantReader {
  return (person) => {
    const at = person.find(id)
    if (at < 0) return Infinity
    return select(layout, person, at, from === 'first' ? rank - 1 : countAll(layout, person, at) - rank) ? selected.key : Infinity
  }
}

/** Where the person decides which events are chosen: one by one, from the first on; for one of the last they are counted first. */
export class ChosenReader implements Visitor {
  readonly #node: TimelineNode
  readonly #choice: Choice
  readonly #isFirst: boolean
  readonly #rank: number
  #left = 0
  #found: Millis = Infinity

  constructor(node: TimelineNode, choice: Choice, { from, rank }: EventTimeSubject) {
    this.#node = node
    this.#choice = choice
    this.#isFirst = from === 'first'
    this.#rank = rank
  }

  read(person: PersonState): Millis {
    const { id, layout } = this.#node
    const at = person.find(id)
    if (at < 0 || !this.#choice.prepare(person)) return Infinity
    this.#left = this.#isFirst ? this.#rank : this.#countChosen(person, at) - this.#rank + 1
    if (this.#left <= 0) return Infinity
    this.#found = Infinity
    scanRange(layout, person, at, -Infinity, Infinity, this)
    return this.#found
  }

  #countChosen(person: PersonState, at: number): number {
    this.#left = Number.MAX_SAFE_INTEGER
    scanRange(this.#node.layout, person, at, -Infinity, Infinity, this)
    return Number.MAX_SAFE_INTEGER - this.#left
  }

  visit(view: DataView, at: number): boolean {
    if (!this.#choice.chooses(view, at) || --this.#left > 0) return true
    this.#found = view.getFloat64(at, true)
    return false
  }
}

/** `isPast`: whether it is asked about instants before the last fact; then the event is one of the first. */
export function eventTimeLeaf(condition: ValueTest, node: NodeSpec, read: InstantReader, traits: readonly number[], isPast: boolean): Leaf {
  const { test } = condition

  function evaluate(person: PersonState, at: Millis): Truth {
    const instant = read(person)
    const isThere = instant !== -Infinity && instant <= at
    if (test.kind === 'exists') return truthOf(isThere)
    // Of other tests none speaks of instants.
    return isThere && test.kind === 'when' ? testInstant(test, instant, at) : Truth.UNKNOWN
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const instant = read(person)
    if (instant === -Infinity) return Infinity
    if (instant > after) return instant
    return test.kind === 'when' ? nextCrossing(test, instant, after) : Infinity
  }

  const moves = test.kind === 'when' && test.base === 'now'
  return { condition, nodes: [node], traits, timed: isPast || moves, clocked: false, evaluate, nextDue }
}
