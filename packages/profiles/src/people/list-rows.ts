// Windows of a list, filled from the live state.
import { assert, type Millis } from '@touchstone/base'
import type { PersonValues } from '../computed/stored-traits.ts'
import { maskHash } from '../mask.ts'
import type { PersonSummary, ProfileReader } from '../read-profile.ts'
import { LIMITS } from './limits.ts'

export interface ListedPerson {
  /** As the list has it. */
  readonly person: number
  /** Who this person turned out to be since the list was taken; what follows is theirs. */
  readonly mergedInto: number | null
  readonly firstSeen: Millis
  readonly lastSeen: Millis
  readonly facts: number
  /** Some of them, those that are not personal first; personal ones are masked. */
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly personal: boolean }[]
  /** Of the traits asked for those that the person has. */
  readonly traits: Readonly<Record<string, unknown>>
}

/** Undefined for somebody who is not there any more. `computed`: the values of those of `traits` that are computed. */
export function listedPerson(profiles: ProfileReader, person: number, traits: readonly string[], computed?: PersonValues): ListedPerson | undefined {
  const canonical = profiles.canonical(person)
  const found = profiles.summary(canonical, traits)
  if (found === undefined) return undefined
  const { firstSeen, lastSeen, facts } = found
  assert(facts > 0 && firstSeen <= lastSeen, 'a person has been seen')
  return { person, mergedInto: canonical === person ? null : canonical, firstSeen, lastSeen, facts, identifiers: shownIdentifiers(found), traits: { ...found.traits, ...computed?.(canonical) } }
}

function shownIdentifiers({ identifiers }: PersonSummary): ListedPerson['identifiers'] {
  return identifiers
    .toSorted((a, b) => Number(a.personal) - Number(b.personal))
    .slice(0, LIMITS.SHOWN_IDENTIFIERS)
    .map(({ type, value, personal }) => ({ type, value: personal ? maskHash(value) : value, personal }))
}
