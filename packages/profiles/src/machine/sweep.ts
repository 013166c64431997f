// Going through everyone for a segment, in slices between batches: a new segment finds its first members, one with
// another threshold is evaluated again, an archived one lets its members go and gives up the cells that only it had left.
// Segments that want the same of the same people go together.
import type { Transaction } from '@touchstone/stream'
import type { ChangeCause } from '@touchstone/vocabulary'
import { CellKey } from './cell-key.ts'
import type { Evaluation } from './evaluation.ts'
import { memberSince } from './list-cells.ts'
import { sweepCause, type LiveNode, type LiveSegment } from './live-segment.ts'
import type { People } from './people.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'

/**
 * People per slice: live facts wait behind one. Someone takes 5 to 60 µs, by how much there is of them, most of it for
 * writing them back; those for whom nothing has changed are not written.
 */
export const SWEEP_SLICE = 200

export class Sweep {
  readonly #people: People
  readonly #index: SegmentIndex
  readonly #evaluation: Evaluation
  readonly #person: PersonRecord

  constructor(people: People, index: SegmentIndex, evaluation: Evaluation) {
    this.#people = people
    this.#index = index
    this.#evaluation = evaluation
    this.#person = people.newRecord()
  }

  get isWaiting(): boolean {
    return this.#index.sweeping.size > 0
  }

  slice(tx: Transaction): void {
    const { group, cause, from } = this.#next()
    const leaving = cause === 'archive' ? group.flatMap(cellsToGo) : []
    const slice = tx.keys('people', from + 1, SWEEP_SLICE) as number[]
    for (const id of slice) {
      const slot = this.#people.load(id)
      if (slot === undefined) continue
      const person = this.#person.at(slot)
      let isChanged = this.#evaluation.advance(person, tx.time, tx)
      if (cause === 'archive') {
        this.#letGo(person, group, leaving, tx)
        isChanged = true
      } else if (this.#evaluate(person, group, cause, tx)) isChanged = true
      if (isChanged) this.#people.cache.markDirty(slot)
      this.#people.chunks.settle()
    }
    const through = slice.length < SWEEP_SLICE ? Infinity : slice.at(-1)!
    for (const segment of group) this.#index.swept(segment, through, tx)
  }

  /**
   * Whether the person's record has to be written. One who is as before, and for whom time alone has changed nothing since
   * they were looked at last, may go on as someone who was looked at then: nothing lies between that could be made up for.
   */
  #evaluate(person: PersonRecord, group: readonly LiveSegment[], cause: ChangeCause, tx: Transaction): boolean {
    const { evaluatedAt, wakeUp } = person
    const isMember = group.map(({ position }) => memberSince(person, position))
    const isQuiet = group.every(({ program }) => program.nextDue(person, evaluatedAt) > tx.time)
    this.#evaluation.begin()
    for (const segment of group) this.#evaluation.touch(segment)
    this.#evaluation.finish(person, tx.time, cause, tx)
    if (!isQuiet || person.wakeUp !== wakeUp || group.some(({ position }, i) => !Object.is(memberSince(person, position), isMember[i]))) return true
    person.evaluatedAt = evaluatedAt
    return false
  }

  /** Those that are least far, and want the same. */
  #next() {
    const waiting = [...this.#index.sweeping]
    const first = waiting.reduce((least, one) => (one.sweptThrough < least.sweptThrough ? one : least))
    const from = first.sweptThrough
    const cause = sweepCause(first)!
    return { from, cause, group: waiting.filter((one) => one.sweptThrough === from && sweepCause(one) === cause) }
  }

  #letGo(person: PersonRecord, group: readonly LiveSegment[], leaving: readonly LiveNode[], tx: Transaction): void {
    for (const segment of group) this.#evaluation.endMemberships(person, tx.time, 'archive', tx, segment)
    for (const node of leaving) {
      if (person.find(node.number) < 0) continue
      node.spec.release(person)
      person.removeCell(CellKey.node(node.number))
    }
  }
}

/** The nodes that left with this segment. */
function cellsToGo(segment: LiveSegment): LiveNode[] {
  return segment.nodes.filter((node) => segment.leaving?.[node.spec.key] === node.number)
}
