// From a changed person to membership changes: which segments to look at, their values at an instant, what entered and
// left, and when to look again. Windows end by time alone: before a person's fact at t, everything that ended up to t
// is evaluated at the exact instant it ended.
import { assert } from '@touchstone/base'
import type { OutcomeWriter, ChangeCause } from '@touchstone/vocabulary'
import type { Transaction } from '@touchstone/stream'
import { cellNumber, cellSort } from './cell-key.ts'
import { enter, leave, memberSince, membershipAt, membershipCount, readMemberships } from './list-cells.ts'
import { isEvaluated, type LiveSegment } from './live-segment.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'
import type { SegmentList } from './segment-list.ts'

const TRUE = 1

export class Evaluation {
  readonly #index: SegmentIndex
  readonly #outcomes: OutcomeWriter
  readonly #nextSequence: () => number
  /** What is to be evaluated: segments, and lists of which those are that may concern the person. */
  readonly #segments: LiveSegment[] = []
  readonly #lists: SegmentList[] = []
  /** A list of which only those segments are meant that read a node changed by this fact. */
  #ofEvent: SegmentList | undefined
  #fact = 0
  /** Traits with another value than before: they may have let go of members whom they guarded. */
  readonly #moved: number[] = []
  /** Segments whose membership has just changed. */
  readonly #changed: LiveSegment[] = []
  #mark = 0
  /** The next instant of those in `#segments` that are due. */
  #next = Infinity

  constructor(index: SegmentIndex, outcomes: OutcomeWriter, nextSequence: () => number) {
    this.#index = index
    this.#outcomes = outcomes
    this.#nextSequence = nextSequence
  }

  /** Starts over: nothing is to be evaluated. */
  begin(): void {
    this.#segments.length = 0
    this.#lists.length = 0
    this.#ofEvent = undefined
    this.#moved.length = 0
    this.#mark++
  }

  touch(segment: LiveSegment): void {
    if (segment.mark === this.#mark || !isEvaluated(segment)) return
    segment.mark = this.#mark
    this.#segments.push(segment)
  }

  /** What is in the list and may concern the person that `finish` is called with, as they are then. */
  touchAll(list: SegmentList | undefined): void {
    if (list === undefined || list.mark === this.#mark) return
    list.mark = this.#mark
    this.#lists.push(list)
  }

  /** Of one list those that read a node whose `changed` is this fact's number. */
  touchChanged(list: SegmentList | undefined, fact: number): void {
    this.#ofEvent = list
    this.#fact = fact
  }

  /** The person's trait has another value. */
  touchTrait(trait: number): void {
    this.touchAll(this.#index.listeners.segmentsOfTrait(trait))
    if (this.#index.guards.has(trait)) this.#moved.push(trait)
  }

  /** What reads any trait or node that the person has, who is about to become part of another. */
  touchCellsOf(person: PersonRecord): void {
    for (let i = person.cellCount - 1; i >= 0; i--) {
      const key = person.keyAt(i)
      const sort = cellSort(key)
      if (sort === 'node') this.touchAll(this.#index.node(cellNumber(key))?.listeners)
      else if (sort === 'trait') this.touchTrait(cellNumber(key))
    }
  }

  /** What may depend on when the person was seen first: conditions that time alone can change, also for someone without cells. */
  touchClocked(person: PersonRecord): void {
    this.touchAll(this.#index.listeners.restless)
    for (let i = person.cellCount - 1; i >= 0; i--) {
      const key = person.keyAt(i)
      const sort = cellSort(key)
      if (sort === 'node') this.touchAll(this.#index.node(cellNumber(key))?.listeners)
      else if (sort === 'trait') this.touchAll(this.#index.listeners.clockedOfTrait(cellNumber(key)))
    }
  }

  /** Evaluates what was touched for the person at `now` and plans the next look. */
  finish(person: PersonRecord, now: number, cause: ChangeCause, tx: Transaction): void {
    this.#resolve(person)
    let due = Infinity
    for (let i = 0; i < this.#segments.length; i++) {
      const segment = this.#segments[i]!
      this.#evaluate(person, segment, now)
      const next = segment.program.nextDue(person, now)
      if (next < due) due = next
    }
    this.#say(person, now, cause, tx)
    person.evaluatedAt = Math.max(person.evaluatedAt, now)
    if (due < person.wakeUp) {
      person.wakeUp = due
      tx.schedule(person.id, due)
    }
  }

  /** From lists to segments: those whose guards the person passes, and those they are leaving for one. */
  #resolve(person: PersonRecord): void {
    for (let i = 0; i < this.#lists.length; i++) this.#touchPassing(this.#lists[i]!, person, false)
    if (this.#ofEvent !== undefined) this.#touchPassing(this.#ofEvent, person, true)
    if (this.#moved.length === 0) return
    for (let i = membershipCount(person) - 1; i >= 0; i--) {
      const segment = this.#index.segments.get(membershipAt(person, i))!
      if (segment.guards.some(({ trait }) => this.#moved.includes(trait.trait))) this.touch(segment)
    }
  }

  /** What is left of the list for the person, whose traits decide, and perhaps for the fact. */
  #touchPassing({ unguarded, guarded }: SegmentList, person: PersonRecord, onlyChanged: boolean): void {
    for (let i = 0; i < unguarded.length; i++) if (!onlyChanged || this.#isChanged(unguarded[i]!)) this.touch(unguarded[i]!)
    for (let i = 0; i < guarded.length; i++) {
      const { trait, byValue } = guarded[i]!
      const passing = byValue[trait.of(person, this.#mark)]
      if (passing !== undefined) this.#touchPassing(passing, person, onlyChanged)
    }
  }

  #isChanged({ nodes }: LiveSegment): boolean {
    for (let i = 0; i < nodes.length; i++) if (nodes[i]!.changed === this.#fact) return true
    return false
  }

  /** Lets time pass for the person up to `now`: everything that ends by then is evaluated at its exact instant. */
  advance(person: PersonRecord, now: number, tx: Transaction): boolean {
    if (person.wakeUp > now) return false
    for (;;) {
      const next = this.#listNextDue(person)
      if (next > now) {
        person.wakeUp = next
        if (next < Infinity) tx.schedule(person.id, next)
        return true
      }
      assert(next > person.evaluatedAt, 'time goes forward for a person')
      for (const segment of this.#segments) this.#evaluate(person, segment, next)
      this.#say(person, next, 'time', tx)
      person.evaluatedAt = next
    }
  }

  /** Lists the segments whose value may change by time alone at the next such instant, and answers that instant. */
  #listNextDue(person: PersonRecord): number {
    const { listeners } = this.#index
    this.begin()
    this.#next = Infinity
    this.#listDue(listeners.restless, person)
    for (let i = person.cellCount - 1; i >= 0; i--) {
      const key = person.keyAt(i)
      const sort = cellSort(key)
      if (sort === 'node') this.#listDue(this.#index.node(cellNumber(key))?.listeners, person)
      else if (!listeners.hasClockedTraits) break
      else if (sort === 'trait') this.#listDue(listeners.clockedOfTrait(cellNumber(key)), person)
    }
    return this.#next
  }

  #listDue(list: SegmentList | undefined, person: PersonRecord): void {
    if (list === undefined || list.mark === this.#mark) return
    list.mark = this.#mark
    this.#addPassing(list, person)
  }

  /** A guard that the person does not pass keeps its segments from becoming true, whatever the time is. */
  #addPassing({ unguarded, guarded }: SegmentList, person: PersonRecord): void {
    for (let i = 0; i < unguarded.length; i++) this.#addDue(unguarded[i]!, person)
    for (let i = 0; i < guarded.length; i++) {
      const { trait, byValue } = guarded[i]!
      const passing = byValue[trait.of(person, this.#mark)]
      if (passing !== undefined) this.#addPassing(passing, person)
    }
  }

  #addDue(segment: LiveSegment, person: PersonRecord): void {
    if (segment.mark === this.#mark || !isEvaluated(segment)) return
    segment.mark = this.#mark
    const due = segment.program.nextDue(person, person.evaluatedAt)
    if (due > this.#next || due === Infinity) return
    if (due < this.#next) this.#segments.length = 0
    this.#next = due
    this.#segments.push(segment)
  }

  #evaluate(person: PersonRecord, segment: LiveSegment, now: number): void {
    const belongs = segment.program.evaluate(person, now) === TRUE
    const since = memberSince(person, segment.position)
    const isMember = since === since
    if (belongs === isMember) return
    if (belongs) enter(person, segment.position, now)
    else leave(person, segment.position)
    this.#changed.push(segment)
  }

  /** Says what has changed, in the order of definitions: in which order segments were looked at is nobody's business. */
  #say(person: PersonRecord, at: number, cause: ChangeCause, tx: Transaction): void {
    if (this.#changed.length === 0) return
    if (this.#changed.length > 1) this.#changed.sort((a, b) => a.position - b.position)
    for (const segment of this.#changed) {
      const since = memberSince(person, segment.position)
      this.#record(person.id, segment, at, since === since, cause, tx)
    }
    this.#changed.length = 0
  }

  /** Ends the person's memberships: all of them, or those of one segment. */
  endMemberships(person: PersonRecord, now: number, cause: ChangeCause, tx: Transaction, only?: LiveSegment): void {
    for (const { segment } of readMemberships(person)) {
      if (only !== undefined && only.position !== segment) continue
      leave(person, segment)
      this.#record(person.id, this.#index.segments.get(segment)!, now, false, cause, tx)
    }
  }

  tell(person: number, segment: number, since: number | undefined, cause: ChangeCause, tx: Transaction): void {
    const found = this.#index.segments.get(segment)
    if (found !== undefined) this.#record(person, found, tx.time, since !== undefined, cause, tx)
    if (found !== undefined && since !== undefined) this.putMember(segment, person, since, tx)
  }

  putMember(segment: number, person: number, at: number, tx: Transaction): void {
    const since = Buffer.alloc(8)
    since.writeDoubleLE(at)
    tx.put('members', [segment, person], since)
  }

  #record(person: number, segment: LiveSegment, at: number, entered: boolean, cause: ChangeCause, tx: Transaction): void {
    if (this.#outcomes.isMuted) return
    segment.size += entered ? 1 : -1
    assert(segment.size >= 0, 'a segment has no fewer than 0 members')
    segment.changedAt = tx.time
    this.#index.unsaved.add(segment)
    if (entered) this.putMember(segment.position, person, at, tx)
    else tx.remove('members', [segment.position, person])
    this.#outcomes.change(this.#nextSequence(), tx.position, tx.time, segment.position, person, at, entered, cause)
  }
}
