// People who were built again take the place of those there are, in one record: links, aliases, timers, memberships follow,
// and the facts kept aside since are applied to them at their own times. Nothing of that is told as it happens: what is told
// is the difference between who was there before and who is there after.
import { assert, type Millis } from '@touchstone/base'
import type { Transaction } from '@touchstone/stream'
import type { OutcomeWriter } from '@touchstone/vocabulary'
import type { Amendments, KeptFact } from './amendments.ts'
import type { Evaluation } from './evaluation.ts'
import type { Images } from './image-record.ts'
import { absorbedCount, leave, readAbsorbed, readIdentifiers, readMemberships } from './list-cells.ts'
import { isEvaluated } from './live-segment.ts'
import { releaseCells } from './merge-people.ts'
import type { Names } from './names.ts'
import { PastTransaction } from './past-transaction.ts'
import type { People } from './people.ts'
import { fillFromImage } from './person-image.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'
import type { Totals } from './totals.ts'

export interface TakeParts {
  readonly people: People
  readonly names: Names
  readonly index: SegmentIndex
  readonly evaluation: Evaluation
  readonly outcomes: OutcomeWriter
  readonly amendments: Amendments
  readonly totals: Totals
  readonly nextSequence: () => number
  /** Applies a fact of the past; whose it is, or 0 for a duplicate. */
  readonly applyFact: (fact: KeptFact, tx: Transaction) => number
}

/** What there is of some people. */
interface Holding {
  /** By person, their memberships with since when. */
  readonly memberships: ReadonlyMap<number, ReadonlyMap<number, Millis>>
  readonly identifiers: ReadonlyMap<string, number>
  /** Every id that leads to one of them, and to whom. */
  readonly ids: ReadonlyMap<number, number>
  readonly facts: number
  readonly merges: number
}

export class ImageTaker {
  readonly #parts: TakeParts
  readonly #person: PersonRecord

  constructor(parts: TakeParts) {
    this.#parts = parts
    this.#person = parts.people.newRecord()
  }

  /** False where the images are of no use (any more): nothing changes then, and the people are built again once more. */
  take(images: Images, tx: Transaction): boolean {
    const { people, outcomes, amendments, totals, evaluation } = this.#parts
    if (!this.#isOfUse(images)) return false
    const old = [...new Set(amendments.round!.people.map((id) => people.canonical(id)))]
    for (const id of old) evaluation.advance(this.#at(id), tx.time, tx)
    const before = this.#holding(old)
    assert(before.facts > 0 && before.ids.size >= old.length, 'the people of a round have facts and ids')
    const kept = amendments.kept(tx)
    const counted = { ...totals }
    outcomes.isMuted = true
    for (const id of old) this.#remove(id, tx)
    for (const identifier of before.identifiers.keys()) people.unlink(identifier)
    for (const id of before.ids.keys()) tx.remove('aliases', id)
    const owners = new Map<KeptFact, number>()
    for (const image of images.people) this.#place(image, tx)
    for (const fact of kept) owners.set(fact, this.#parts.applyFact(fact, new PastTransaction(tx, fact.position, fact.time)))
    const now = [...new Set([...images.people.map(({ id }) => id), ...owners.values()].filter((id) => id !== 0).map((id) => people.canonical(id)))].sort((a, b) => a - b)
    for (const id of now) this.#settle(id, tx)
    outcomes.isMuted = false
    Object.assign(totals, counted)
    const after = this.#holding(now)
    assert([...before.ids.keys()].every((id) => people.load(people.canonical(id)) !== undefined), 'every id that led to somebody still does')
    this.#count(before, after)
    this.#tellMemberships(before, after, tx)
    this.#tellPeople(before, after, tx)
    this.#tellMoves(images, owners, tx)
    amendments.taken(after.ids.keys(), tx)
    return true
  }

  #isOfUse({ amend, through }: Images): boolean {
    const { amendments, index, people } = this.#parts
    const { round } = amendments
    if (round === undefined || round.isBroken || round.amend !== amend || round.through !== through) return false
    // What a later definition needs to know of the past is not in the images, and history is on its way to people as they were.
    for (const { position, state } of index.segments.values()) if (state === 'backfilling' || (position > through && state !== 'archiving')) return false
    return round.people.every((id) => people.load(people.canonical(id)) !== undefined)
  }

  #at(id: number): PersonRecord {
    const { people } = this.#parts
    const slot = people.load(id)
    assert(slot !== undefined, `a person of the round is there (${id})`)
    people.cache.markDirty(slot)
    return this.#person.at(slot)
  }

  #holding(ids: readonly number[]): Holding {
    const memberships = new Map<number, Map<number, Millis>>()
    const identifiers = new Map<string, number>()
    const leading = new Map<number, number>()
    let facts = 0
    let merges = 0
    for (const id of ids) {
      const person = this.#at(id)
      memberships.set(id, new Map(readMemberships(person).map(({ segment, since }) => [segment, since])))
      for (const identifier of readIdentifiers(person)) identifiers.set(identifier, id)
      for (const one of [id, ...readAbsorbed(person)]) leading.set(one, id)
      facts += person.facts
      merges += absorbedCount(person)
    }
    return { memberships, identifiers, ids: leading, facts, merges }
  }

  #remove(id: number, tx: Transaction): void {
    const { people, index } = this.#parts
    releaseCells(this.#at(id), index)
    people.remove(people.load(id)!, tx)
    people.chunks.settle()
  }

  #place(image: Images['people'][number], tx: Transaction): void {
    const { people, names, index } = this.#parts
    const person = this.#person.at(people.create(image.id, image.evaluatedAt))
    fillFromImage(person, image, { names, index }, tx)
    person.renew(tx.position)
    for (const { segment } of readMemberships(person)) {
      const found = index.segments.get(segment)
      if (found === undefined || !isEvaluated(found)) leave(person, segment)
    }
    for (const identifier of readIdentifiers(person)) people.link(identifier, image.id)
    people.alias(readAbsorbed(person), image.id)
    if (image.wakeUp < Infinity) tx.schedule(image.id, image.wakeUp)
    people.chunks.settle()
  }

  /** Lets time pass up to now, and looks at every segment once: thresholds may have changed since the images were made. */
  #settle(id: number, tx: Transaction): void {
    const { evaluation, index, people } = this.#parts
    evaluation.advance(this.#at(id), tx.time, tx)
    evaluation.begin()
    for (const segment of index.segments.values()) evaluation.touch(segment)
    evaluation.finish(this.#at(id), tx.time, 'amendment', tx)
    people.accounts.enter(this.#at(id), tx)
    people.chunks.settle()
  }

  /** The facts that count, the people and the merges are those of the people who are there now. */
  #count(before: Holding, after: Holding): void {
    const { totals } = this.#parts
    totals.people += after.memberships.size - before.memberships.size
    totals.merges += after.merges - before.merges
    totals.facts += after.facts - before.facts
    totals.duplicates -= after.facts - before.facts
  }

  #tellMemberships(before: Holding, after: Holding, tx: Transaction): void {
    const { evaluation } = this.#parts
    for (const id of new Set([...before.memberships.keys(), ...after.memberships.keys()])) {
      const was = before.memberships.get(id) ?? new Map<number, Millis>()
      const is = after.memberships.get(id) ?? new Map<number, Millis>()
      for (const segment of [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b)) {
        const since = is.get(segment)
        if (was.has(segment) !== is.has(segment)) evaluation.tell(id, segment, since, 'amendment', tx)
        else if (since !== was.get(segment)) evaluation.putMember(segment, id, since!, tx)
      }
    }
  }

  #tellPeople(before: Holding, after: Holding, tx: Transaction): void {
    const { outcomes, people, nextSequence } = this.#parts
    const said = (): { sequence: number; position: number; appended: Millis } => ({ sequence: nextSequence(), position: tx.position, appended: tx.time })
    for (const id of new Set([...before.ids.keys(), ...after.ids.keys()])) {
      const survivor = people.canonical(id)
      if ((before.ids.get(id) ?? id) !== survivor) outcomes.alias({ ...said(), loser: id, survivor })
    }
    for (const [identifier, person] of after.identifiers) {
      if (before.identifiers.get(identifier) !== person) outcomes.link({ ...said(), person, identifier, reason: 'amended' })
    }
  }

  /** Moves that the images know of stay in their record; those of the facts kept aside are told here. */
  #tellMoves({ moves, retractions }: Images, owners: ReadonlyMap<KeptFact, number>, tx: Transaction): void {
    const { outcomes, people, totals, nextSequence } = this.#parts
    const told = moves.length / 3 + retractions.length
    assert(Number.isInteger(told), 'a move has three parts')
    outcomes.images({ position: tx.position, sequence: totals.sequence + 1 })
    totals.sequence += told
    totals.moves += moves.length / 3
    totals.retractions += retractions.length
    for (const [{ position, stored }, owner] of owners) {
      const person = owner === 0 ? 0 : people.canonical(owner)
      if (stored === 0 || people.canonical(stored) === person) continue
      totals.moves++
      outcomes.move({ sequence: nextSequence(), position: tx.position, appended: tx.time, fact: position, stored, person })
    }
  }
}
