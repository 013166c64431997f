// From a changed person to membership changes: which segments to look at, their values at an instant, what entered and
// left, and when to look again. Windows end by time alone: before a person's fact at t, everything that ended up to t
// is evaluated at the exact instant it ended.
import { assert } from '@touchstone/base'
import type { OutcomeWriter, ChangeCause } from '@touchstone/vocabulary'
import type { Transaction } from '@touchstone/stream'
import { cellNumber, cellSort } from './cell-key.ts'
import { enter, leave, memberSince, readMemberships } from './list-cells.ts'
import { isEvaluated, type LiveSegment } from './live-segment.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'

const TRUE = 1

export class Evaluation {
  readonly #index: SegmentIndex
  readonly #outcomes: OutcomeWriter
  readonly #nextSequence: () => number
  readonly #list: LiveSegment[] = []
  #mark = 0

  constructor(index: SegmentIndex, outcomes: OutcomeWriter, nextSequence: () => number) {
    this.#index = index
    this.#outcomes = outcomes
    this.#nextSequence = nextSequence
  }

  /** Starts a new list of segments to evaluate. */
  begin(): void {
    this.#list.length = 0
    this.#mark++
  }
  touch(segment: LiveSegment): void {
    if (segment.mark === this.#mark || !isEvaluated(segment)) return
    segment.mark = this.#mark
    this.#list.push(segment)
  }
  touchAll(segments: readonly LiveSegment[]): void {
    for (let i = 0; i < segments.length; i++) this.touch(segments[i]!)
  }

  /** Evaluates the listed segments for the person at `now` and plans the next look. */
  finish(person: PersonRecord, now: number, cause: ChangeCause, tx: Transaction): void {
    let due = Infinity
    for (let i = 0; i < this.#list.length; i++) {
      const segment = this.#list[i]!
      this.#evaluate(person, segment, now, cause, tx)
      const next = segment.program.nextDue(person, now)
      if (next < due) due = next
    }
    person.evaluatedAt = Math.max(person.evaluatedAt, now)
    if (due < person.wakeUp) {
      person.wakeUp = due
      tx.schedule(person.id, due)
    }
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
      for (const segment of this.#list) this.#evaluate(person, segment, next, 'time', tx)
      person.evaluatedAt = next
    }
  }

  /** Lists the segments whose value may change by time alone at the next such instant, and answers that instant. */
  #listNextDue(person: PersonRecord): number {
    const after = person.evaluatedAt
    let next = Infinity
    this.#mark++
    const mark = this.#mark
    this.#list.length = 0
    for (let i = person.cellCount - 1; i >= 0 && cellSort(person.keyAt(i)) === 'node'; i--) {
      const node = this.#index.node(cellNumber(person.keyAt(i)))
      if (node === undefined) continue
      for (const segment of node.segments) {
        if (segment.mark === mark || !isEvaluated(segment)) continue
        segment.mark = mark
        const due = segment.program.nextDue(person, after)
        if (due > next || due === Infinity) continue
        if (due < next) this.#list.length = 0
        next = due
        this.#list.push(segment)
      }
    }
    return next
  }

  #evaluate(person: PersonRecord, segment: LiveSegment, now: number, cause: ChangeCause, tx: Transaction): void {
    const belongs = segment.program.evaluate(person, now) === TRUE
    const since = memberSince(person, segment.position)
    const isMember = since === since
    if (belongs === isMember) return
    if (belongs) {
      enter(person, segment.position, now)
      this.#record(person.id, segment, now, true, cause, tx)
    } else {
      leave(person, segment.position)
      this.#record(person.id, segment, now, false, cause, tx)
    }
  }

  /** Ends the person's memberships: all of them, or those of one segment. */
  endMemberships(person: PersonRecord, now: number, cause: ChangeCause, tx: Transaction, only?: LiveSegment): void {
    for (const { segment } of readMemberships(person)) {
      if (only !== undefined && only.position !== segment) continue
      leave(person, segment)
      this.#record(person.id, this.#index.segments.get(segment)!, now, false, cause, tx)
    }
  }

  #record(person: number, segment: LiveSegment, at: number, entered: boolean, cause: ChangeCause, tx: Transaction): void {
    segment.size += entered ? 1 : -1
    assert(segment.size >= 0, 'a segment has no fewer than 0 members')
    segment.dirty = true
    if (entered) {
      const since = Buffer.alloc(8)
      since.writeDoubleLE(at)
      tx.put('members', [segment.position, person], since)
    } else tx.remove('members', [segment.position, person])
    this.#outcomes.change(this.#nextSequence(), tx.position, tx.time, segment.position, person, at, entered, cause)
  }
}
