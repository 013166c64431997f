// Reads the fields of an event into the places that a fact has for them, before anything is cleaned: a person's traits,
// the properties of what happened, and the context. What has no place of its own goes to `context.extra`.
import { FACT_TYPES, GROUP_ID, maskEmails, needsLook, resolveIdentifier, scrubCards, type FactType, type HashIdentifier } from '@touchstone/vocabulary'
import type { FieldGuard } from './field-guard.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import { readId } from './people.ts'
import { quote, typeName } from './quote.ts'

/** What all events of one call share. */
export interface Envelope {
  readonly source: string
  readonly receivedAt: number
  /** The type that the path implies; `undefined` for a batch, whose events say it themselves. */
  readonly type: FactType | undefined
  readonly sentAt: unknown
  readonly context: unknown
  readonly integrations: unknown
  readonly ip: string | undefined
}

export interface Parts {
  readonly type: FactType
  readonly event: string
  readonly traits: PlainObject
  readonly properties: PlainObject
  readonly context: PlainObject
  readonly userId: string
  readonly anonymousId: string
}

export const NOTHING: PlainObject = Object.freeze({})

const TYPES: ReadonlySet<unknown> = new Set(FACT_TYPES)
const EVENT_NAMES: Partial<Record<FactType, string>> = { page: 'Page Viewed', screen: 'Screen Viewed' }

const SHARED = [
  'type', 'messageId', 'userId', 'anonymousId', 'timestamp', 'originalTimestamp', 'sentAt', 'receivedAt', 'context', 'integrations',
  'traits', 'properties', 'writeKey', '_metadata', '__proto__',
]
/** Top-level fields that a type has a place for, or that are ignored on purpose. */
const PLACED: Readonly<Record<FactType, ReadonlySet<string>>> = {
  identify: new Set(SHARED),
  track: new Set([...SHARED, 'event']),
  page: new Set([...SHARED, 'name', 'category']),
  screen: new Set([...SHARED, 'name', 'category']),
  group: new Set([...SHARED, 'groupId']),
  alias: new Set([...SHARED, 'previousId']),
}

/** Libraries that run at the customer's side and expect the server to fill in `context.ip`. */
const CLIENT_LIBRARIES: ReadonlySet<unknown> = new Set([
  'analytics.js', 'analytics-kotlin', 'analytics-android', 'analytics-ios', 'analytics-swift', '@segment/analytics-react-native',
  'analytics-react-native', 'analytics_flutter', 'RudderLabs JavaScript SDK', 'com.rudderstack.android.sdk.core', 'rudder-ios-library',
])

export function readParts(event: PlainObject, envelope: Envelope, hash: HashIdentifier, guard: FieldGuard): Parts | Refusal {
  const type = envelope.type ?? event.type
  if (!isFactType(type)) return new Refusal('type.unknown', `expected type as one of ${FACT_TYPES.join(', ')}, got ${quote(event.type)}`)
  const userId = readId(event, 'userId')
  if (userId instanceof Refusal) return userId
  const anonymousId = readId(event, 'anonymousId')
  if (anonymousId instanceof Refusal) return anonymousId
  const traits = readObject('traits', event.traits)
  if (traits instanceof Refusal) return traits
  const own = readObject('properties', event.properties)
  if (own instanceof Refusal) return own
  const context = readContext(event, envelope, type)
  if (context instanceof Refusal) return context
  const name = type === 'track' ? readEventName(event.event, guard) : (EVENT_NAMES[type] ?? '')
  if (name instanceof Refusal) return name
  const properties = readProperties(type, event, own, traits, hash, guard)
  if (properties instanceof Refusal) return properties
  if (type === 'alias' && userId === '') return new Refusal('alias.no-user-id', 'expected userId on an alias call, got none')
  const parts = { type, event: name, properties, userId, anonymousId }
  if (type === 'group') return { ...parts, traits: NOTHING, context }
  const known = context.traits
  const zoned = type === 'identify' ? withZone(traits, known, context.timezone) : traits
  if (!isPlainObject(known)) return { ...parts, traits: zoned, context }
  // Traits in the context are the person's, too: RudderStack's SDKs send an identify's traits only there, and a call of
  // any other type says with them what is known about the person at that moment.
  const { traits: _, ...rest } = context
  return { ...parts, traits: zoned === NOTHING ? known : { ...known, ...zoned }, context: rest }
}

/** Browsers say in the context which zone the person is in: on an identify call that is a trait like any other, unless the call says so itself. */
function withZone(traits: PlainObject, contextTraits: unknown, zone: unknown): PlainObject {
  if (typeof zone !== 'string' || zone === '' || Object.hasOwn(traits, 'timezone')) return traits
  if (isPlainObject(contextTraits) && Object.hasOwn(contextTraits, 'timezone')) return traits
  return { ...traits, timezone: zone }
}

function isFactType(type: unknown): type is FactType {
  return TYPES.has(type)
}

/** '' when absent. */
export function readMessageId(event: PlainObject): string | Refusal {
  const value = event.messageId
  if (value == null) return ''
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string') return new Refusal('message-id.not-text', `expected messageId as text, got ${typeName(value)}`)
  if (text.length <= LIMITS.messageId) return text.toWellFormed()
  return new Refusal('message-id.too-long', `expected at most ${LIMITS.messageId} characters in messageId, got ${text.length}`)
}

function readObject(field: 'traits' | 'properties' | 'context', value: unknown): PlainObject | Refusal {
  if (value == null) return NOTHING
  return isPlainObject(value) ? value : new Refusal(`${field}.not-object`, `expected ${field} as an object, got ${typeName(value)}`)
}

function readEventName(value: unknown, guard: FieldGuard): string | Refusal {
  if (value == null || value === '') return new Refusal('track.no-event', 'expected the name of what happened in event, got none')
  if (typeof value !== 'string') return new Refusal('event-name.not-text', `expected event as text, got ${typeName(value)}`)
  if (value.length > LIMITS.eventName) {
    return new Refusal('event-name.too-long', `expected at most ${LIMITS.eventName} characters in event, got ${value.length}`)
  }
  if (!needsLook(value)) return value
  const text = scrubCards(value.toWellFormed())
  const masked = maskEmails(text)
  if (masked !== text) guard.keep('event', text)
  return masked
}

function readProperties(
  type: FactType,
  event: PlainObject,
  own: PlainObject,
  traits: PlainObject,
  hash: HashIdentifier,
  guard: FieldGuard,
): PlainObject | Refusal {
  if (type === 'page' || type === 'screen') return withNames(event, own)
  if (type === 'group') {
    const groupId = readId(event, 'groupId')
    if (groupId instanceof Refusal) return groupId
    if (groupId === '') return new Refusal('group.no-group-id', 'expected groupId on a group call, got none')
    const group = resolveIdentifier(GROUP_ID, groupId, hash)!
    if (group.personal) guard.keep('groupId', groupId.toWellFormed())
    // A group's traits describe the group; among a person's they would be taken for the person's own.
    return traits === NOTHING ? { ...own, groupId: group.identifier.value } : { ...own, groupId: group.identifier.value, traits }
  }
  if (type !== 'alias') return own
  const previousId = readId(event, 'previousId')
  if (previousId instanceof Refusal) return previousId
  const previous = resolveIdentifier('user_id', previousId, hash)
  if (previous === undefined) return new Refusal('alias.no-previous-id', 'expected previousId on an alias call, got none')
  if (previous.personal) guard.keep('previousId', previousId.toWellFormed())
  return { ...own, previousId: previous.identifier.value }
}

/** Name and category of a page or screen stand beside the properties and are read among them. */
function withNames(event: PlainObject, own: PlainObject): PlainObject | Refusal {
  let properties = own
  for (const field of ['name', 'category'] as const) {
    const value = event[field]
    if (value == null) continue
    if (typeof value !== 'string') return new Refusal(`${field}.not-text`, `expected ${field} as text, got ${typeName(value)}`)
    if (!Object.hasOwn(properties, field)) properties = { ...properties, [field]: value }
  }
  return properties
}

/** The event's context over the envelope's, with the integrations, the sender's address and the fields without a place. */
function readContext(event: PlainObject, envelope: Envelope, type: FactType): PlainObject | Refusal {
  const own = readObject('context', event.context)
  if (own instanceof Refusal) return own
  let context = own
  if (envelope.context != null) {
    const shared = readObject('context', envelope.context)
    if (shared instanceof Refusal) return shared
    context = own === NOTHING ? shared : { ...shared, ...own }
  }
  const integrations = readIntegrations(event.integrations, envelope.integrations)
  if (integrations instanceof Refusal) return integrations
  if (integrations !== undefined) context = { ...context, integrations }
  const extra = fieldsWithoutPlace(event, PLACED[type])
  if (extra !== undefined) {
    const named = context.extra
    context = { ...context, extra: named === undefined ? extra : isPlainObject(named) ? { ...named, ...extra } : { extra: named, ...extra } }
  }
  return envelope.ip !== undefined && wantsAddress(context) ? { ...context, ip: envelope.ip } : context
}

function readIntegrations(own: unknown, shared: unknown): PlainObject | undefined | Refusal {
  for (const value of [own, shared]) {
    if (value != null && !isPlainObject(value)) {
      return new Refusal('integrations.not-object', `expected integrations as an object, got ${typeName(value)}`)
    }
  }
  if (own == null && shared == null) return undefined
  const merged = { ...(shared as PlainObject | null), ...(own as PlainObject | null) }
  for (const _ in merged) return merged
  return undefined
}

function fieldsWithoutPlace(event: PlainObject, placed: ReadonlySet<string>): PlainObject | undefined {
  let extra: PlainObject | undefined
  for (const key in event) {
    if (placed.has(key) || event[key] == null) continue
    extra ??= {}
    extra[key] = event[key]
  }
  return extra
}

function wantsAddress(context: PlainObject): boolean {
  if (context.ip != null) return false
  return context.direct === true || (isPlainObject(context.library) && CLIENT_LIBRARIES.has(context.library.name))
}
