// The first stage of a fact: who is it about? Asks the identity room, then does what it answered: creates a person,
// links identifiers, makes several people one.
import { assert } from '@touchstone/base'
import { identifierOf, resolve, resolveDeclared, type LinkReason, type Resolution } from '@touchstone/identity'
import type { Slot, Transaction } from '@touchstone/stream'
import type { Amendment, FactView, IdentityControl, OutcomeWriter } from '@touchstone/vocabulary'
import type { Amendments } from './amendments.ts'
import type { Evaluation } from './evaluation.ts'
import type { IdentityState } from './identity-state.ts'
import { addIdentifier, readAbsorbed, readIdentifiers } from './list-cells.ts'
import { mergePeople } from './merge-people.ts'
import type { People } from './people.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'
import type { Totals } from './totals.ts'

export interface IdentificationParts {
  readonly people: People
  readonly identity: IdentityState
  readonly index: SegmentIndex
  readonly evaluation: Evaluation
  readonly outcomes: OutcomeWriter
  readonly nextSequence: () => number
  readonly totals: Totals
  readonly amendments: () => Amendments
}

export class Identification {
  readonly #parts: IdentificationParts
  readonly #person: PersonRecord
  readonly #other: PersonRecord
  /** Identifiers that amendments moved, and those whose people they belong to; either way. */
  readonly #standing = new Map<string, string>()

  constructor(parts: IdentificationParts) {
    this.#parts = parts
    this.#person = parts.people.newRecord()
    this.#other = parts.people.newRecord()
  }

  /** After the state was read. */
  opened(tx: Transaction): void {
    this.#useRules(tx)
    for (const { amendment } of this.#parts.amendments().all()) this.#stand(amendment)
  }

  /** The slot of the person whom the fact's identifiers name, from now on if not before. */
  person(fact: FactView, tx: Transaction): Slot {
    const { people, identity, outcomes, totals } = this.#parts
    const known = fact.blockedCount > 0 ? 0 : this.#knownPerson(fact.identifierKeys())
    if (known !== 0) return people.load(known)!
    const resolution = resolve(people, identity.rules, identity.decisions, { identifiers: fact.identifiers(), blocked: fact.blockedCount, now: tx.time })
    const { dropped } = resolution
    if (dropped.length > 0) outcomes.dropped({ position: tx.position, identifiers: dropped.map(({ identifier }) => identifier), rules: dropped.map(({ rule }) => rule), version: identity.rules.version })
    assert(resolution.isNew === (resolution.person === 0), 'a new person has no id yet, a known one has')
    const id = resolution.isNew ? tx.position : resolution.person
    if (resolution.isNew) {
      people.create(id, tx.time)
      totals.people++
    }
    const amendments = this.#parts.amendments()
    if (amendments.isWatching) amendments.meet([id, ...fact.identifierKeys().map((key) => people.find(key))], tx)
    this.#join(id, resolution, tx)
    if (this.#standing.size > 0) for (const identifier of resolution.added) this.#declare(identifier, tx)
    return people.load(people.canonical(id))!
  }

  /** What an amendment says of the facts to come. */
  amend(amendment: Amendment, tx: Transaction): void {
    const { identity } = this.#parts
    if (amendment.kind === 'apart') identity.apart(amendment.pairs, tx)
    else if (amendment.kind === 'move') identity.apart(amendment.from.map((one) => [amendment.identifier, one] as const), tx)
    this.#stand(amendment)
  }

  #stand(amendment: Amendment): void {
    if (amendment.kind !== 'move') return
    this.#standing.set(amendment.identifier, amendment.to)
    this.#standing.set(amendment.to, amendment.identifier)
  }

  /** Somebody got an identifier that belongs to whoever has another one. */
  #declare(identifier: string, tx: Transaction): void {
    const { people, identity } = this.#parts
    const other = this.#standing.get(identifier)
    if (other === undefined) return
    const amendments = this.#parts.amendments()
    if (amendments.isWatching) amendments.meet([people.find(identifier), people.find(other)], tx)
    const declared = resolveDeclared(people, identity.decisions, [identifier, other], tx.time)
    if (declared !== undefined) this.#join(declared.person, declared, tx)
  }

  /** Rules and decisions take effect; a declared link makes people one. */
  applyControl(control: IdentityControl, tx: Transaction): void {
    const { people, identity, totals } = this.#parts
    if (control.control === 'identity.rules') {
      if (identity.applyRules(control, totals.people > 0, tx)) this.#useRules(tx)
    } else if (control.control === 'identity.apart') identity.apart(control.pairs, tx)
    else {
      identity.together(control.identifiers, tx)
      const declared = resolveDeclared(people, identity.decisions, control.identifiers, tx.time)
      if (declared === undefined) return
      const amendments = this.#parts.amendments()
      if (amendments.isWatching) amendments.meet([declared.person, ...declared.merged], tx)
      this.#join(declared.person, declared, tx)
    }
  }

  #useRules(tx: Transaction): void {
    const { people, identity, outcomes } = this.#parts
    outcomes.rules(tx.position, identity.rules.version)
    people.useBlocked(identity.mayBlockLinked ? (key) => identity.rules.isBlocked(identifierOf(key).type, identifierOf(key).value) : undefined)
  }

  #join(person: number, resolution: Resolution, tx: Transaction): void {
    for (const { rule, one, other, people, via, identifiers } of resolution.held) {
      this.#parts.outcomes.held({ position: tx.position, appended: tx.time, rule, version: this.#parts.identity.rules.version, one, other, people: people.map((id) => id || person), via, identifiers })
    }
    for (const loser of resolution.merged) this.#merge(person, loser, resolution.reason, tx)
    this.#link(person, resolution, tx)
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
    const rules = this.#parts.identity.rules.version
    const slot = this.#parts.people.load(person)!
    this.#parts.people.cache.markDirty(slot)
    for (const identifier of resolution.added) {
      addIdentifier(this.#person.at(slot), { identifier, linked: tx.time, rules })
      this.#parts.people.link(identifier, person)
      this.#parts.outcomes.link({ sequence: this.#parts.nextSequence(), position: tx.position, appended: tx.time, person, identifier, reason: resolution.reason, rules })
    }
  }

  #merge(survivor: number, loser: number, reason: LinkReason, tx: Transaction): void {
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
    this.#parts.people.accounts.leave(into, tx)
    mergePeople(into, from, this.#parts.index)
    this.#parts.people.accounts.enter(into, tx)
    for (const identifier of readIdentifiers(from)) {
      this.#parts.people.link(identifier, survivor)
      this.#parts.outcomes.link({ sequence: this.#parts.nextSequence(), position: tx.position, appended: tx.time, person: survivor, identifier, reason, rules: this.#parts.identity.rules.version })
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
