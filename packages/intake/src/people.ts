// Who an event is about: every identifier it carries, in the order of their worth.
import {
  GROUP_ID, isIdentifierType, MAX_ACCOUNTS_NAMED, MAX_IDENTIFIER_LENGTH, namesAccount, resolveIdentifier, tellsOfAccount, type HashIdentifier, type Identifier,
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

/** Whether the plain value of an identifier names nobody. Asked for personal values, which the engine sees as hashes. */
export type NamesNobody = (type: string, plain: string) => boolean

export interface People {
  readonly identifiers: Identifier[]
  /** So many of them, the last ones, name nobody. */
  readonly blocked: number
  /** What `context.externalIds` holds beyond the identifiers taken, the ids of accounts as they are kept; `undefined` when nothing is left. */
  readonly otherIds: unknown
  /** `context.groupId` as it is kept, where it says that the person joins or leaves an account. */
  readonly groupId: string | undefined
  readonly namesAccounts: boolean
}

/** All identifiers of one event, each once. Plain values of hashed ids are kept in the guard, to be sealed. */
export function findPeople(from: Parts, hash: HashIdentifier, guard: FieldGuard, namesNobody: NamesNobody): People | Refusal {
  const identifiers: Identifier[] = []
  let blocked = 0
  let isBlocked = false
  // What is hashed is seen plain here and nowhere else.
  const hashSeen: HashIdentifier = (type, plain) => {
    isBlocked = namesNobody(type, plain)
    return hash(type, plain)
  }
  const add = (type: string, value: string, path: string) => {
    if (identifiers.length > LIMITS.identifiers) return
    isBlocked = false
    const resolved = resolveIdentifier(type, value, hashSeen)
    if (resolved === undefined) return
    const { identifier } = resolved
    for (const known of identifiers) if (known.type === identifier.type && known.value === identifier.value) return
    if (isBlocked) blocked++
    if (blocked === 0 || isBlocked) identifiers.push(identifier)
    else identifiers.splice(identifiers.length - blocked, 0, identifier)
    if (resolved.personal && path !== '') guard.keep(path, value.toWellFormed())
  }
  if (from.userId !== '') add('user_id', from.userId, 'userId')
  // An alias is a fact of its userId and links nobody.
  if (from.type === 'alias') return { identifiers, blocked, otherIds: from.context.externalIds, groupId: undefined, namesAccounts: false }
  if (from.anonymousId !== '') add('anonymous_id', from.anonymousId, 'anonymousId')
  const known = from.context.traits
  const contextTraits = isPlainObject(known) ? known : undefined
  for (const type of ['email', 'phone'] as const) {
    addContact(from.traits[type], type, add)
    if (contextTraits !== undefined) addContact(contextTraits[type], type, add)
    addContact(from.properties[type], type, add)
  }
  addBrowserIds(from, contextTraits, add)
  addDeviceIds(from.context, add)
  const listed = from.context.externalIds
  const account = (type: string, value: string, path: string) => accountId(type, value, path, hash, guard)
  const otherIds = listed == null ? undefined : addExternalIds(listed, add, account)
  if (otherIds instanceof Refusal) return otherIds
  const { groupId: named } = from.context
  const groupId = tellsOfAccount(from.event) && (typeof named === 'string' || typeof named === 'number') ? account(GROUP_ID, String(named), 'context.groupId') : undefined
  const accounts = otherIds === undefined ? 0 : otherIds.filter(namesAccount).length
  if (accounts > MAX_ACCOUNTS_NAMED) return new Refusal('accounts.too-many', `expected at most ${MAX_ACCOUNTS_NAMED} accounts in context.externalIds, got ${accounts}`)
  if (identifiers.length <= LIMITS.identifiers) return { identifiers, blocked, otherIds, groupId, namesAccounts: accounts > 0 || groupId !== undefined }
  return new Refusal('identifiers.too-many', `expected at most ${LIMITS.identifiers} different identifiers on one event, got more`)
}

type Add = (type: string, value: string, path: string) => void

/** An email or phone; the field guard seals its plain value where it stands. */
function addContact(value: unknown, type: string, add: Add): void {
  if (typeof value === 'string') add(type, value, '')
  else if (type === 'phone' && typeof value === 'number' && Number.isSafeInteger(value)) add(type, String(value), '')
}

function addText(value: unknown, type: string, add: Add): void {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text === 'string' && text.length <= MAX_IDENTIFIER_LENGTH) add(type, text, '')
}

/** What other tools keep in a browser: Google Analytics (where the site passes it on), and Segment's id across domains. */
function addBrowserIds({ traits, context }: Parts, contextTraits: PlainObject | undefined, add: Add): void {
  const { integrations } = context
  if (isPlainObject(integrations)) {
    const analytics = integrations['Google Analytics']
    if (isPlainObject(analytics)) addText(analytics.clientId, 'ga_client_id', add)
  }
  addText(traits.crossDomainId, 'cross_domain_id', add)
  if (contextTraits !== undefined) addText(contextTraits.crossDomainId, 'cross_domain_id', add)
}

/** A phone's ids; the field guard seals their plain values where they stand. Whose owner is not to be followed has no advertising id. */
function addDeviceIds({ device, os }: PlainObject, add: Add): void {
  if (!isPlainObject(device)) return
  const platform = platformOf(device.type, isPlainObject(os) ? os.name : undefined)
  if (platform === undefined) return
  addText(device.id, `${platform}.id`, add)
  if (device.adTrackingEnabled !== false) addText(device.advertisingId, `${platform}.idfa`, add)
  addText(device.token, `${platform}.push_token`, add)
}

/** SDKs of Android say it in the device's type, those of Apple in the name of the system. */
function platformOf(type: unknown, system: unknown): 'android' | 'ios' | undefined {
  for (const said of [type, system]) {
    if (typeof said !== 'string' || said.length > 20) continue
    const name = said.toLowerCase()
    if (name === 'android') return 'android'
    if (name === 'ios' || name === 'iphone os' || name === 'ipados') return 'ios'
  }
  return undefined
}

/** The id of an account as it is kept: one that is really an address or a number is personal. `undefined` for none. */
function accountId(type: string, value: string, path: string, hash: HashIdentifier, guard: FieldGuard): string | undefined {
  const resolved = value.length <= MAX_IDENTIFIER_LENGTH ? resolveIdentifier(type, value, hash) : undefined
  if (resolved?.personal === true) guard.keep(path, value.toWellFormed())
  return resolved?.identifier.value
}

/** Takes the users' ids without an encoding; answers with the entries that it left, those of accounts as they are kept. */
function addExternalIds(listed: unknown, add: Add, account: (type: string, value: string, path: string) => string | undefined): readonly unknown[] | undefined | Refusal {
  if (!Array.isArray(listed)) return new Refusal('external-ids.malformed', `expected context.externalIds as a list, got ${typeName(listed)}`)
  const left: unknown[] = []
  for (let i = 0; i < listed.length; i++) {
    const entry: unknown = listed[i]
    const malformed = externalIdProblem(entry)
    if (malformed !== undefined) return new Refusal('external-ids.malformed', `expected context.externalIds.${i} ${malformed}`)
    const { id, type, collection, encoding } = entry as { id: string | number; type: string; collection: unknown; encoding: unknown }
    const path = `context.externalIds.${i}.id`
    const kept = collection === 'accounts' && (encoding == null || encoding === 'none') ? account(type, String(id), path) : undefined
    if (kept !== undefined) left.push({ ...(entry as PlainObject), id: kept })
    else if ((collection != null && collection !== 'users') || (encoding != null && encoding !== 'none')) left.push(entry)
    else add(type, String(id), path)
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
