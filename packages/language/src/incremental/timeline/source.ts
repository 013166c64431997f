// Numbers read from a timeline: by the summaries where nothing but the window chooses, entry by entry where values have
// to be told apart or where the person decides which events are chosen.
import type { Millis } from '@touchstone/base'
import type { Aggregate } from '../../check/tree.ts'
import type { PersonState } from '../cells.ts'
import type { Choice } from '../choice.ts'
import type { NodeSpec } from '../node.ts'
import type { Reading } from '../reading.ts'
import type { Source } from '../source.ts'
import type { NextTime, Range } from '../window.ts'
import { ValueSet } from './value-set.ts'
import type { TimelineNode } from './node.ts'
import { addBase, addRange, countBefore, nextKey, select, selected } from './ranges.ts'
import { type Visitor, scanRange } from './scan.ts'

abstract class TimelineSource implements Source, NextTime {
  readonly called: Aggregate['function']
  readonly nodes: readonly NodeSpec[]
  readonly traits: readonly number[]
  readonly timed: boolean
  readonly range: Range
  readonly node: TimelineNode

  /** `isPast`: whether it is asked about instants before the last fact. */
  constructor(called: Aggregate['function'], node: TimelineNode, range: Range, traits: readonly number[], isPast: boolean) {
    this.called = called
    this.node = node
    this.nodes = [node]
    this.range = range
    this.traits = range.trait < 0 ? traits : [...traits, range.trait]
    this.timed = range.timed || isPast
  }

  abstract read(person: PersonState, at: Millis, into: Reading): boolean

  nextChange(person: PersonState, after: Millis): Millis {
    return this.timed ? this.range.nextCrossing(person, after, this) : Infinity
  }

  nextTime(person: PersonState, from: Millis): Millis {
    const at = person.find(this.node.id)
    return at < 0 ? Infinity : nextKey(this.node.layout, person, at, from)
  }
}

/** What all entries of a window come to. */
export class RangeSource extends TimelineSource {
  read(person: PersonState, at: Millis, into: Reading): boolean {
    into.clear()
    if (!this.range.set(person, at)) return false
    const { layout, id } = this.node
    const found = person.find(id)
    if (found < 0) return true
    addRange(layout, person, found, this.range.lo, this.range.hi, into)
    if (layout.folds) addBase(layout, person, found, into)
    if (this.called === 'gap' && into.count > 0) {
      into.minimum = nextKey(layout, person, found, this.range.lo)
      select(layout, person, found, countBefore(layout, person, found, this.range.hi) - 1)
      into.maximum = selected.key
    }
    return true
  }
}

/** The same where entries are chosen, or told apart, one by one. */
export class ScanSource extends TimelineSource implements Visitor {
  /** A number that is this large, or larger, is only known to be so. */
  enough = Infinity
  readonly #choice: Choice | undefined
  readonly #values: ValueSet | undefined
  /** Whether values are numbers, to be added up. */
  readonly #isValued: boolean
  #reading!: Reading

  constructor(called: Aggregate['function'], node: TimelineNode, range: Range, choice: Choice | undefined, isPast: boolean) {
    super(called, node, range, choice?.traits ?? [], isPast)
    this.#choice = choice
    this.#values = called === 'distinct' ? new ValueSet() : undefined
    this.#isValued = node.parts.path.length > 0
  }

  /** Whether the window alone chooses. */
  get isPlain(): boolean {
    return this.#choice === undefined
  }

  read(person: PersonState, at: Millis, into: Reading): boolean {
    into.clear()
    if (!this.range.set(person, at)) return false
    const found = person.find(this.node.id)
    if (found < 0) return true
    if (this.#choice !== undefined && !this.#choice.prepare(person)) return true
    this.#values?.clear()
    this.#reading = into
    scanRange(this.node.layout, person, found, this.range.lo, this.range.hi, this)
    return true
  }

  visit(view: DataView, at: number): boolean {
    if (this.#choice !== undefined && !this.#choice.chooses(view, at)) return true
    if (this.#values !== undefined) {
      if (this.#values.add(view.getFloat64(at + 8, true))) this.#reading.count++
    } else if (this.called === 'gap') {
      const time = view.getFloat64(at, true)
      this.#reading.count++
      this.#reading.minimum = Math.min(this.#reading.minimum, time)
      this.#reading.maximum = Math.max(this.#reading.maximum, time)
    } else if (this.#isValued) this.#reading.addValue(view.getFloat64(at + 8, true))
    else this.#reading.count++
    return this.#reading.count < this.enough
  }
}
