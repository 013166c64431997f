import { fail, ok, type Result } from '@touchstone/base'
import { isIdentifierType } from '@touchstone/vocabulary'
import type { ProfileReader } from './read-profile.ts'

/** The canonical person known as `value`. Failures: `profiles.invalid-id-type`, `profiles.invalid-person`, `profiles.not-found`. */
export function findPerson(profiles: ProfileReader, idType: string, value: string): Result<number> {
  if (!isIdentifierType(idType)) {
    return fail('profiles.invalid-id-type', `expected an identifier type such as user_id, anonymous_id, email, phone or person, got ${quote(idType)}`)
  }
  if (idType === 'person' && !/^\d{1,16}$/.test(value)) return fail('profiles.invalid-person', `expected the number of a person, got ${quote(value)}`)
  const person = profiles.resolve(idType, value)
  // The value may be personal, so the message does not repeat it.
  return person === undefined ? fail('profiles.not-found', `nobody is known by this ${idType}`) : ok(person)
}

/** The canonical person of an id that may have been merged away. Failure: `profiles.not-found`. */
export function findPersonById(profiles: ProfileReader, personId: number): Result<number> {
  const person = profiles.resolve('person', String(personId))
  return person === undefined ? fail('profiles.not-found', `there is no person ${personId}`) : ok(person)
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text)
}
