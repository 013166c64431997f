// Who an event is about: every identifier it carries, in the order of their worth.
import {
  isIdentifierType, MAX_IDENTIFIER_LENGTH, resolveIdentifier, type HashIdentifier, type Identifier,
} from '@touchstone/vocabulary'
import type { FieldGuard } from './field-guard.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import type { Parts } from './parts.ts'
import { typeName } from './quote.ts'

/** Reason words of the four ids that SDKs send directly. */
const ID_FIELDS = {
  userId: 'user-id',
  anonymousId: 'anonymous-id',
  groupId: 'group-id',
  previousId: 'previous-id',
} as const

/** The id as text, '' when there is none. Numbers count as text, because SDKs in many languages send them. */
export function readId(event: PlainObject, field: keyof typeof ID_FIELDS): string | Refusal {
  const value = event[field]
  if (value == null) return ''
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string') return new Refusal(`${ID_FIELDS[field]}.not-text`, `expected ${field} as text, got ${typeName(value)}`)
  if (text.length <= MAX_IDENTIFIER_LENGTH) return text.trim() === '' ? '' : text
  return new Refusal(`${ID_FIELDS[field]}.too-long`, `expected at most ${MAX_IDENTIFIER_LENGTH} characters in ${field}, got ${text.length}`)
}

export interface People {
  readonly identifiers: Identifier[]
  /** What `context.externalIds` holds beyond the identifiers taken; `undefined` when nothing is left. */
  readonly otherIds: unknown
}

/** All identifiers of one event, each once. Plain values of hashed ids are kept in the guard, to be sealed. */
export function findPeople(from: Parts, hash: HashIdentifier, guard: FieldGuard): People | Refusal {
  const identifiers: Identifier[] = []
  const add = (type: string, value: string, path: string) => {
    if (identifiers.length > LIMITS.identifiers) return
    const resolved = resolveIdentifier(type, value, hash)
    if (resolved === undefined) return
    const { identifier } = resolved
    for (const known of identifiers) if (known.type === identifier.type && known.value === identifier.value) return
    identifiers.push(identifier)
    if (resolved.personal && path !== '') guard.keep(path, value.toWellFormed())
  }
  if (from.userId !== '') add('user_id', from.userId, 'userId')
  // An alias is a fact of its userId and links nobody.
  if (from.type === 'alias') return { identifiers, otherIds: from.context.externalIds }
  if (from.anonymousId !== '') add('anonymous_id', from.anonymousId, 'anonymousId')
  const known = from.context.traits
  const contextTraits = isPlainObject(known) ? known : undefined
  for (const type of ['email', 'phone'] as const) {
    addContact(from.traits[type], type, add)
    if (contextTraits !== undefined) addContact(contextTraits[type], type, add)
    addContact(from.properties[type], type, add)
  }
  const listed = from.context.externalIds
  const otherIds = listed == null ? undefined : addExternalIds(listed, add)
  if (otherIds instanceof Refusal) return otherIds
  if (identifiers.length <= LIMITS.identifiers) return { identifiers, otherIds }
  return new Refusal('identifiers.too-many', `expected at most ${LIMITS.identifiers} different identifiers on one event, got more`)
}

type Add = (type: string, value: string, path: string) => void

/** An email or phone; the field guard seals its plain value where it stands. */
function addContact(value: unknown, type: string, add: Add): void {
  if (typeof value === 'string') add(type, value, '')
  else if (type === 'phone' && typeof value === 'number' && Number.isSafeInteger(value)) add(type, String(value), '')
}

/** Takes the users' ids without an encoding; answers with the entries that it left. */
function addExternalIds(listed: unknown, add: Add): readonly unknown[] | undefined | Refusal {
  if (!Array.isArray(listed)) return new Refusal('external-ids.malformed', `expected context.externalIds as a list, got ${typeName(listed)}`)
  const left: unknown[] = []
  for (let i = 0; i < listed.length; i++) {
    const entry: unknown = listed[i]
    const malformed = externalIdProblem(entry)
    if (malformed !== undefined) return new Refusal('external-ids.malformed', `expected context.externalIds.${i} ${malformed}`)
    const { id, type, collection, encoding } = entry as { id: string | number; type: string; collection: unknown; encoding: unknown }
    if ((collection != null && collection !== 'users') || (encoding != null && encoding !== 'none')) left.push(entry)
    else add(type, String(id), `context.externalIds.${i}.id`)
  }
  return left.length === 0 ? undefined : left
}

function externalIdProblem(entry: unknown): string | undefined {
  if (!isPlainObject(entry)) return `as an object with id and type, got ${typeName(entry)}`
  const { id, type } = entry
  if (typeof id !== 'string' && !(typeof id === 'number' && Number.isFinite(id))) return `to have an id as text, got ${typeName(id)}`
  if (String(id).length > MAX_IDENTIFIER_LENGTH) return `to have an id of at most ${MAX_IDENTIFIER_LENGTH} characters, got ${String(id).length}`
  if (typeof type !== 'string') return `to have a type as text, got ${typeName(type)}`
  return isIdentifierType(type) ? undefined : 'to have a type of at most 64 letters, digits, _, - and .'
}
