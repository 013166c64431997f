import type { SlicePerson } from '@touchstone/governance'
import type { StateReader } from '@touchstone/stream'
import type { ProfileReader } from '../read-profile.ts'

/** Walks everybody in the live state, in the order of their ids. */
export function knownPeople(state: StateReader, profiles: Pick<ProfileReader, 'idsOf'>): (after: number, most: number) => SlicePerson[] {
  return (after, most) =>
    state.keys('people', after + 1, most).flatMap((person) => (typeof person === 'number' ? [{ person, ids: profiles.idsOf(person) ?? [person] }] : []))
}
