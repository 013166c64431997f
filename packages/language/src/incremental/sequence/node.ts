// The events that a sequence listens to, as a timeline with one entry for each instant: which steps, forbidden events and
// absences it has events for. Where there are many, each leaf and the tail know the state of the automaton before them, so
// that the state at any instant is found by passing a few entries.
//
// A sequence that only asks for events, of all time, stays true once it is: then its events are given up for a mark.
//
// The owner's byte is 1 where it is true for good. Head: f64 1 where the two behind are known, f64 frontier, f64 start (see
// frontier.ts).
import { assert, type Millis } from '@touchstone/base'
import { conditionText } from '../../check/text.ts'
import type { Pattern, Sequence } from '../../check/tree.ts'
import { Truth } from '../../truth.ts'
import type { Cells, FactInput } from '../cells.ts'
import { type StaticFilter, compileFilter, readsProperties } from '../filter.ts'
import { keptFor } from '../kept.ts'
import type { NodeSpec } from '../node.ts'
import { keyAt } from '../timeline/entries.ts'
import { fell } from '../timeline/expire.ts'
import { insertEntry, moved } from '../timeline/insert.ts'
import { DEPTH, Layout, OWN, TAIL } from '../timeline/layout.ts'
import { mergeTimelines } from '../timeline/merge.ts'
import { Automaton } from './automaton.ts'
import { advanceFrontier, forgetFrontier } from './frontier.ts'
import { refreshStates, stateAt } from './states.ts'

export const HEAD_BYTES = 24

interface Listener {
  readonly bit: number
  readonly filter: StaticFilter | undefined
}

export class SequenceNode implements NodeSpec {
  readonly latestOnly = Infinity
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly horizon: Millis
  readonly needsProperties: boolean
  readonly layout: Layout
  readonly automaton: Automaton
  readonly sequence: Sequence
  /** Whether it stays true once it is. */
  readonly #isMonotone: boolean
  readonly #listeners = new Map<string, Listener[]>()

  constructor(key: string, id: number, sequence: Sequence) {
    const { steps, absences, window } = sequence
    this.key = key
    this.id = id
    this.sequence = sequence
    this.automaton = new Automaton(sequence)
    this.horizon = horizonOf(sequence)
    this.layout = new Layout(id, { columns: 'value', isSummed: false, isUnique: true, folds: false, head: HEAD_BYTES, state: this.automaton.bytes })
    assert((window.kind === 'all-time') === (this.horizon === Infinity), 'only all time is kept for ever')
    this.#isMonotone = this.horizon === Infinity && absences.length === 0 && steps.every(({ without }) => without === undefined)
    steps.forEach(({ pattern, without }, step) => {
      this.#listen(pattern, this.automaton.stepBit(step))
      if (without !== undefined) this.#listen(without, this.automaton.forbiddenBit(step))
    })
    absences.forEach(({ pattern }, absence) => this.#listen(pattern, this.automaton.absenceBit(absence)))
    this.events = [...this.#listeners.keys()]
    this.needsProperties = [...steps.flatMap(({ pattern, without }) => [pattern, without]), ...absences.map(({ pattern }) => pattern)].some((pattern) => readsProperties(pattern?.filter))
  }

  /** Windows of about the same length share a node. */
  static keyOf(sequence: Sequence): string {
    const horizon = horizonOf(sequence)
    return `sequence ${conditionText({ ...sequence, window: { kind: 'all-time' } })} kept ${horizon === Infinity ? 'for ever' : `for ${horizon} ms`}`
  }

  #listen({ event, filter }: Pattern, bit: number): void {
    const listeners = this.#listeners.get(event) ?? []
    listeners.push({ bit, filter: filter && compileFilter(filter) })
    this.#listeners.set(event, listeners)
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    const { timestamp } = fact
    assert(timestamp <= now, 'a fact never happens after now')
    if (timestamp <= now - this.horizon) return false
    const found = cells.find(this.id)
    if (found >= 0 && this.isSettled(cells, found)) return false
    const bits = this.#bitsOf(fact)
    if (bits === 0) return false
    if (found < 0) cells.allocate(this.id, this.layout.tail)
    const isNewest = timestamp > this.#newest(cells)
    if (!insertEntry(this.layout, cells, timestamp, bits, 0, now - this.horizon)) return false
    const at = cells.find(this.id)
    forgetFrontier(this, cells, at, timestamp)
    if (moved.from < Infinity) {
      refreshStates(this, cells, at, moved.from, false)
      advanceFrontier(this, cells, at, now)
    }
    const matters = !isNewest || this.#mayMatter(cells, at, timestamp, bits)
    if (this.#isMonotone && this.#isTimeToSettle(cells, at)) this.#settle(cells, at)
    return matters
  }

  /** When the newest event happened; Infinity where that is not at hand. */
  #newest(cells: Cells): Millis {
    const at = cells.find(this.id)
    const count = cells.view.getUint32(at, true)
    if (count === 0) return cells.bytes[at + DEPTH] === 0 ? -Infinity : Infinity
    return keyAt(cells.view, at + this.layout.tail + this.layout.entry * (count - 1))
  }

  /**
   * Whether the newest event changes what is true, or when it will be: it does where it completes an occurrence, or must not
   * follow one. All others only prepare what has to be completed yet.
   */
  #mayMatter(cells: Cells, at: number, timestamp: Millis, bits: number): boolean {
    const { automaton } = this
    const completes = (bits & automaton.stepBit(automaton.steps - 1)) !== 0
    const follows = bits >= automaton.absenceBit(0)
    if (!completes && !follows) return false
    stateAt(this, cells, at, Infinity)
    return (completes && automaton.completed === timestamp) || (follows && automaton.completed > -Infinity)
  }

  /** The parts of the sequence that the fact is an event for. */
  #bitsOf(fact: FactInput): number {
    const listeners = this.#listeners.get(fact.event)
    if (listeners === undefined) return 0
    let bits = 0
    for (let index = 0; index < listeners.length; index++) {
      const { bit, filter } = listeners[index]
      if (filter === undefined || filter(this.needsProperties ? fact.properties() : undefined, fact.timestamp) === Truth.TRUE) bits |= bit
    }
    return bits
  }

  merge(into: Cells, from: Cells): void {
    const other = from.find(this.id)
    if (other < 0) return
    const own = into.find(this.id)
    if (own >= 0 && this.isSettled(into, own)) return
    if (this.isSettled(from, other)) {
      this.#giveUpEvents(into, own)
      return
    }
    if (own < 0) into.allocate(this.id, this.layout.tail)
    mergeTimelines(this.layout, into, from)
    const at = into.find(this.id)
    refreshStates(this, into, at, -Infinity, true)
    forgetFrontier(this, into, at, -Infinity)
    if (this.#isMonotone) this.#settle(into, at)
  }

  release(cells: Cells): void {
    const at = cells.find(this.id)
    if (at >= 0) fell(this.layout, cells, at)
  }

  /** Whether it is true for good. */
  isSettled(cells: Cells, at: number): boolean {
    return cells.bytes[at + OWN] === 1
  }

  /** A long list without states in between is looked through only as often as it doubles. */
  #isTimeToSettle(cells: Cells, at: number): boolean {
    const count = cells.view.getUint32(at, true)
    return cells.bytes[at + DEPTH] > 0 || count <= TAIL || (count & (count - 1)) === 0
  }

  #settle(cells: Cells, at: number): void {
    stateAt(this, cells, at, Infinity)
    if (this.automaton.completed > -Infinity) this.#giveUpEvents(cells, at)
  }

  #giveUpEvents(cells: Cells, at: number): void {
    if (at >= 0) fell(this.layout, cells, at)
    const start = cells.allocate(this.id, this.layout.tail)
    cells.view.setUint32(start, 0, true)
    cells.bytes[start + OWN] = 1
  }
}

/** Nothing before the window matters: no event of an occurrence in it, and none that is forbidden there. */
function horizonOf({ window }: Sequence): Millis {
  return window.kind === 'all-time' ? Infinity : keptFor(window.length)
}
