// Who lives together without being one: a household groups people and merges nobody. Staff declare it; what may be one is
// proposed by what people have in common.
import { assert, fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { findPersonById } from '../find-person.ts'
import type { ProfileReader } from '../read-profile.ts'
import type { Household, HouseholdMember, HouseholdStore } from './household-store.ts'

/** Members of one household: beyond it, it is something else. */
export const MAX_MEMBERS = 32

/** One stay of a person of now. */
export interface Stay {
  readonly person: number
  readonly from: Millis
  readonly by: string
  /** null: they are in it. */
  readonly to: Millis | null
  readonly removedBy: string | null
}

export interface WholeHousehold extends Household {
  /** Those who are in it, ascending, each once. */
  readonly members: readonly number[]
  /** Everyone who is or was, in the order in which they came. */
  readonly stays: readonly Stay[]
}

export class Households {
  readonly #store: HouseholdStore
  readonly #profiles: ProfileReader
  readonly #clock: Clock

  constructor(store: HouseholdStore, profiles: ProfileReader, clock: Clock) {
    this.#store = store
    this.#profiles = profiles
    this.#clock = clock
  }

  /** Failures: `profiles.not-found`, `profiles.household-size`, and the registry's. */
  async create(name: string, why: string, people: readonly number[], subject: string): Promise<Result<WholeHousehold>> {
    const members = new Set<number>()
    for (const id of people) {
      const person = findPersonById(this.#profiles, id)
      if (!person.ok) return person
      members.add(person.value)
    }
    if (members.size > MAX_MEMBERS) return tooLarge(members.size)
    const id = await this.#store.create(name, why, [...members], this.#clock.now(), subject)
    return id.ok ? this.get(id.value) : id
  }

  /** Failures: `profiles.household-not-found` and the registry's. */
  async get(id: number): Promise<Result<WholeHousehold>> {
    const household = await this.#store.find(id)
    if (!household.ok) return household
    if (household.value === undefined) return fail('profiles.household-not-found', `there is no household ${id}`)
    const stays = await this.#store.members([id])
    return stays.ok ? ok(this.#whole(household.value, stays.value)) : stays
  }

  /** With `personId` those that the person is in or was. */
  async list(after: number, limit: number, personId?: number): Promise<Result<WholeHousehold[]>> {
    let people: number[] | undefined
    if (personId !== undefined) {
      const person = findPersonById(this.#profiles, personId)
      if (!person.ok) return person
      people = this.#profiles.idsOf(person.value)
    }
    const households = await this.#store.list(after, limit, people)
    if (!households.ok) return households
    const stays = await this.#store.members(households.value.map(({ id }) => id))
    return stays.ok ? ok(households.value.map((one) => this.#whole(one, stays.value.filter(({ household }) => household === one.id)))) : stays
  }

  async add(id: number, personId: number, subject: string): Promise<Result<WholeHousehold>> {
    const person = findPersonById(this.#profiles, personId)
    if (!person.ok) return person
    const before = await this.get(id)
    if (!before.ok || before.value.members.includes(person.value)) return before
    if (before.value.members.length >= MAX_MEMBERS) return tooLarge(before.value.members.length + 1)
    const added = await this.#store.add(id, person.value, this.#clock.now(), subject)
    return added.ok ? this.get(id) : added
  }

  /** Also one who was added under a number that has been merged since. Who is no member stays none. */
  async remove(id: number, personId: number, subject: string): Promise<Result<WholeHousehold>> {
    const person = findPersonById(this.#profiles, personId)
    if (!person.ok) return person
    const before = await this.get(id)
    if (!before.ok) return before
    const removed = await this.#store.remove(id, this.#profiles.idsOf(person.value)!, this.#clock.now(), subject)
    return removed.ok ? this.get(id) : removed
  }

  /** Of these people of now, who is in which household. */
  async housed(people: readonly number[]): Promise<Result<ReadonlyMap<number, ReadonlySet<number>>>> {
    const owners = new Map(people.flatMap((person) => (this.#profiles.idsOf(person) ?? []).map((id) => [id, person] as const)))
    const found = await this.#store.housed([...owners.keys()])
    if (!found.ok) return found
    const households = new Map<number, Set<number>>()
    for (const { household, person } of found.value) {
      const of = owners.get(person)!
      households.set(of, (households.get(of) ?? new Set()).add(household))
    }
    return ok(households)
  }

  #whole(household: Household, rows: readonly HouseholdMember[]): WholeHousehold {
    const stays = rows.map(({ person, addedAt, addedBy, removedAt, removedBy }): Stay => ({ person: this.#profiles.canonical(person), from: addedAt, by: addedBy, to: removedAt, removedBy }))
    assert(rows.every((row) => row.household === household.id), 'stays are those of their household')
    const members = [...new Set(stays.filter(({ to }) => to === null).map(({ person }) => person))].sort((a, b) => a - b)
    return { ...household, members, stays }
  }
}

function tooLarge(people: number): Result<never> {
  return fail('profiles.household-size', `expected at most ${MAX_MEMBERS} people in one household, got ${people}`)
}
