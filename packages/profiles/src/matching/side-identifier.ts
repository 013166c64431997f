import { fail, ok, type Result } from '@touchstone/base'
import { isIdentifierType, resolveIdentifier, type HashIdentifier } from '@touchstone/vocabulary'
import type { ProfileReader } from '../read-profile.ts'
import type { PairSide } from './thread-messages.ts'

/** Those that change hands least come first; what is in neither list stands between. */
const STRONGEST: readonly string[] = ['user_id', 'email', 'phone']
const WEAKEST: readonly string[] = ['anonymous_id', 'device_id']

/**
 * One side of a pair as the identifier by which it is linked, `type:value`: a row's own id as an identifier of type `idType`, or
 * the strongest one of somebody known. Failures: `profiles.invalid-id-type`, `profiles.match-no-id`, `profiles.not-found`.
 */
export function sideIdentifier(side: PairSide, idType: string, profiles: Pick<ProfileReader, 'summary'>, hash: HashIdentifier): Result<string> {
  if ('person' in side) {
    const known = profiles.summary(side.person, [])?.identifiers ?? []
    const [first] = [...known].sort((a, b) => rank(a.type) - rank(b.type))
    return first === undefined ? fail('profiles.not-found', `person ${side.person} is not there any more, or has no identifier`) : ok(`${first.type}:${first.value}`)
  }
  if (!isIdentifierType(idType) || idType === 'person') return fail('profiles.invalid-id-type', `expected the identifier type of the list's own ids, such as user_id or crm_id, got ${JSON.stringify(idType)}`)
  const resolved = resolveIdentifier(idType, side.id, hash)
  // The id may be personal, so the message names the row only.
  return resolved === undefined ? fail('profiles.match-no-id', `expected row ${side.row} to have an id of its own that can be a ${idType}: begin-match names its column as "id"`) : ok(`${idType}:${resolved.identifier.value}`)
}

function rank(type: string): number {
  const strong = STRONGEST.indexOf(type)
  return strong >= 0 ? strong : STRONGEST.length + (WEAKEST.includes(type) ? 1 : 0)
}
