// The first stage of a fact: who is it about? Asks the identity room, then does what it answered: creates a person,
// links identifiers, makes several people one.
import { assert } from '@touchstone/base'
import { DEFAULT_RULES, resolve, type Resolution } from '@touchstone/identity'
import type { Slot, Transaction } from '@touchstone/stream'
import type { FactView, OutcomeWriter } from '@touchstone/vocabulary'
import type { Evaluation } from './evaluation.ts'
import { addIdentifier, readAbsorbed, readIdentifiers } from './list-cells.ts'
import { mergePeople } from './merge-people.ts'
import type { People } from './people.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'
import type { Totals } from './totals.ts'

export interface IdentificationParts {
  readonly people: People
  readonly index: SegmentIndex
  readonly evaluation: Evaluation
  readonly outcomes: OutcomeWriter
  readonly nextSequence: () => number
  readonly totals: Totals
}

export class Identification {
  readonly #parts: IdentificationParts
  readonly #person: PersonRecord
  readonly #other: PersonRecord

  constructor(parts: IdentificationParts) {
    this.#parts = parts
    this.#person = parts.people.newRecord()
    this.#other = parts.people.newRecord()
  }

  /** The slot of the person whom the fact's identifiers name, from now on if not before. */
  person(fact: FactView, tx: Transaction): Slot {
    const known = this.#knownPerson(fact.identifierKeys())
    if (known !== 0) return this.#parts.people.load(known)!
    const resolution = resolve(this.#parts.people, DEFAULT_RULES, fact.identifiers())
    if (resolution.dropped.length > 0) this.#parts.outcomes.dropped({ position: tx.position, identifiers: resolution.dropped })
    assert(resolution.isNew === (resolution.person === 0), 'a new person has no id yet, a known one has')
    const id = resolution.isNew ? tx.position : resolution.person
    if (resolution.isNew) {
      this.#parts.people.create(id, tx.time)
      this.#parts.totals.people++
    }
    for (const loser of resolution.merged) this.#merge(id, loser, tx)
    this.#link(id, resolution, tx)
    return this.#parts.people.load(id)!
  }

  /** The common case: every identifier leads to the same person already. */
  #knownPerson(identifiers: readonly string[]): number {
    let person = 0
    for (let i = 0; i < identifiers.length; i++) {
      const found = this.#parts.people.find(identifiers[i]!)
      if (found === 0 || (person !== 0 && found !== person)) return 0
      person = found
    }
    return person
  }

  #link(person: number, resolution: Resolution, tx: Transaction): void {
    const slot = this.#parts.people.load(person)!
    this.#parts.people.cache.markDirty(slot)
    for (const identifier of resolution.added) {
      addIdentifier(this.#person.at(slot), identifier)
      this.#parts.people.link(identifier, person)
      this.#parts.outcomes.link({ sequence: this.#parts.nextSequence(), position: tx.position, appended: tx.time, person, identifier, reason: resolution.reason })
    }
  }

  #merge(survivor: number, loser: number, tx: Transaction): void {
    const from = this.#other.at(this.#parts.people.load(loser)!)
    const into = this.#person.at(this.#parts.people.load(survivor)!)
    this.#parts.people.cache.markDirty(from.slot)
    this.#parts.people.cache.markDirty(into.slot)
    this.#parts.evaluation.advance(from, tx.time, tx)
    this.#parts.evaluation.advance(into, tx.time, tx)
    this.#parts.evaluation.endMemberships(from, tx.time, 'merge', tx)
    const absorbed = readAbsorbed(from)
    // What the survivor gets is what may change a value: the other's cells, and an earlier first fact.
    this.#parts.evaluation.begin()
    this.#parts.evaluation.touchCellsOf(from)
    if (from.firstSeen < into.firstSeen) this.#parts.evaluation.touchClocked(into)
    mergePeople(into, from, this.#parts.index)
    for (const identifier of readIdentifiers(from)) {
      this.#parts.people.link(identifier, survivor)
      this.#parts.outcomes.link({ sequence: this.#parts.nextSequence(), position: tx.position, appended: tx.time, person: survivor, identifier, reason: 'merged' })
    }
    for (const id of [loser, ...absorbed]) {
      this.#parts.outcomes.alias({ sequence: this.#parts.nextSequence(), position: tx.position, appended: tx.time, loser: id, survivor })
    }
    this.#parts.people.forget(from.slot, survivor, absorbed)
    this.#parts.totals.people--
    this.#parts.totals.merges++
    this.#parts.evaluation.finish(into, tx.time, 'merge', tx)
  }
}
