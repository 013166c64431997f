// One event of a call becomes a fact, or a refusal that says why not.
//
// Nothing is guessed: a required field of the wrong type refuses the event, an unknown field is kept.
import type { Rules } from '@touchstone/identity'
import { deriveAddressHash, type Fact, type FieldRules, type SafeTraits } from '@touchstone/vocabulary'
import { FieldGuard, NOT_FINITE, TOO_DEEP, TOO_LARGE, type Place } from './field-guard.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import { type Envelope, NOTHING, type Parts, readMessageId, readParts } from './parts.ts'
import { findPeople, readId, type NamesNobody, type People } from './people.ts'
import type { CompiledPlan, Violation } from './plan/compile-plan.ts'
import type { IntakePorts } from './ports.ts'
import { typeName } from './quote.ts'
import { type Stamps, stampTimes } from './stamp.ts'
import { channelOfParts, withChannel, withPlace, type AddressRules } from './whereabouts.ts'

const NO_BYTES = new Uint8Array(0)

export interface Unplanned {
  /** Of the plan. */
  readonly version: number
  /** '' of an identify call. */
  readonly event: string
  readonly violations: readonly Violation[]
  readonly blocked: boolean
}

type Ports = Pick<IntakePorts, 'sealer' | 'hashIdentifier' | 'randomId' | 'locate' | 'keepsNetworks'>

export class Admission {
  readonly #ports: Ports
  readonly #guard = new FieldGuard()
  readonly #addresses: AddressRules
  readonly #plans = new Map<string, CompiledPlan>()
  #namesNobody: NamesNobody = () => false
  /** What the event admitted last has that its source's plan does not want, or lacks; also where it was refused for that. */
  unplanned: Unplanned | undefined

  constructor(ports: Ports) {
    this.#ports = ports
    this.#addresses = { locate: ports.locate, keepsNetworks: ports.keepsNetworks !== false }
  }

  useFieldRules(rules: FieldRules): void {
    this.#guard.useRules(rules)
  }

  useIdentityRules(rules: Rules): void {
    this.#namesNobody = (type, plain) => rules.isBlocked(type, plain)
  }

  usePlan(source: string, plan: CompiledPlan | undefined): void {
    if (plan === undefined) this.#plans.delete(source)
    else this.#plans.set(source, plan)
  }

  /** The fact that `event` stands for. `event` is not changed. */
  admit(event: unknown, envelope: Envelope): Fact | Refusal {
    this.unplanned = undefined
    if (!isPlainObject(event)) return new Refusal('event.not-object', `expected an event as an object, got ${typeName(event)}`)
    const guard = this.#guard
    guard.reset()
    const messageId = readMessageId(event)
    if (messageId instanceof Refusal) return messageId
    const read = readParts(event, envelope, this.#ports.hashIdentifier, guard)
    if (read instanceof Refusal) return read
    const placed = withPlace(read.context, this.#addresses)
    const parts = placed === read.context ? read : { ...read, context: placed }
    const stamps = stampTimes(event, envelope.sentAt, envelope.receivedAt)
    if (stamps instanceof Refusal) return stamps
    const traitsSeen = this.#look(parts.traits, 'person')
    const propertiesSeen = this.#look(parts.properties, 'other')
    const contextSeen = this.#look(parts.context, 'context')
    const problem = shapeProblem(traitsSeen | propertiesSeen | contextSeen, parts, guard)
    if (problem !== undefined) return problem
    const people = findPeople(parts, this.#ports.hashIdentifier, guard, this.#namesNobody)
    if (people instanceof Refusal) return people
    if (people.identifiers.length === 0) {
      return new Refusal('identifiers.missing', 'expected a userId, an anonymousId or another identifier of a person, got none')
    }
    const against = this.#againstPlan(envelope.source, parts)
    if (against !== undefined) return against
    const channel = channelOfParts(parts)
    const context = withChannel(withoutIds(parts.context, people), channel)
    // Conditions ask events for their properties; what the sender calls so there is left alone.
    const properties = parts.event === '' || Object.hasOwn(parts.properties, 'channel') ? parts.properties : withChannel(parts.properties, channel)
    return this.#fact(
      parts,
      messageId === '' ? this.#ports.randomId() : messageId,
      envelope,
      stamps,
      people,
      this.#traitsText(parts.traits, traitsSeen, parts.type === 'identify'),
      this.#text(properties, 'properties', 'other', propertiesSeen),
      this.#text(context, 'context', 'context', contextSeen),
    )
  }

  /** An event that a plan blocks says so, with the first of what is wrong. */
  #againstPlan(source: string, { type, event, properties, traits }: Parts): Refusal | undefined {
    const plan = this.#plans.get(source)
    const violations = plan?.check(type, event, properties, traits)
    if (plan === undefined || violations === undefined) return undefined
    const blocking = violations.find(({ blocks }) => blocks)
    this.unplanned = { version: plan.version, event: type === 'identify' ? '' : event, violations, blocked: blocking !== undefined }
    if (blocking === undefined) return undefined
    const others = violations.length === 1 ? '' : ` (and ${violations.length - 1} more)`
    return new Refusal(`plan.${blocking.problem}`, `${blocking.message}${others}; by version ${plan.version} of the source's tracking plan`)
  }

  /** The identifiers readable in an event that was refused, as `type:value`: quarantine is erased by them. */
  identifiersOf(event: unknown): string[] {
    if (!isPlainObject(event)) return []
    this.#guard.reset()
    const textOf = (value: Refusal | string) => (typeof value === 'string' ? value : '')
    const objectOf = (value: unknown) => (isPlainObject(value) ? value : NOTHING)
    const people = findPeople(
      {
        type: 'identify',
        event: '',
        userId: textOf(readId(event, 'userId')),
        anonymousId: textOf(readId(event, 'anonymousId')),
        traits: objectOf(event.traits),
        properties: objectOf(event.properties),
        context: objectOf(event.context),
      },
      this.#ports.hashIdentifier,
      this.#guard,
      this.#namesNobody,
    )
    return people instanceof Refusal ? [] : people.identifiers.map(({ type, value }) => `${type}:${value}`)
  }

  #look(part: PlainObject, place: Place): number {
    return part === NOTHING ? 0 : this.#guard.inspect(part, place, 2)
  }

  #text(part: PlainObject, path: string, place: Place, seen: number): string {
    if (part === NOTHING) return '{}'
    return JSON.stringify(seen === 0 ? part : this.#guard.clean(part, path, place))
  }

  #traitsText(traits: PlainObject, seen: number, derive: boolean): string {
    if (seen === 0) return this.#text(traits, 'traits', 'person', seen)
    const safe: SafeTraits = {}
    const cleaned = this.#guard.clean(traits, 'traits', 'person', derive ? safe : undefined)
    if (derive && safe.has_address !== undefined) for (const name in traits) deriveAddressHash(name, traits[name], this.#ports.hashIdentifier, safe)
    for (const name in safe) if (!Object.hasOwn(cleaned, name)) cleaned[name] = safe[name]
    return JSON.stringify(cleaned)
  }

  #fact(
    { type, event }: Parts,
    messageId: string,
    { source, receivedAt }: Envelope,
    { timestamp, originalTimestamp, sentAt }: Stamps,
    { identifiers, blocked, namesAccounts }: People,
    traits: string,
    properties: string,
    context: string,
  ): Fact {
    const { personal } = this.#guard
    const sealed =
      personal === undefined ? NO_BYTES : this.#ports.sealer.seal(Buffer.from(JSON.stringify(personal)), Buffer.from(messageId))
    return {
      type, event, messageId, source, timestamp, receivedAt, originalTimestamp, sentAt, identifiers, blocked, namesAccounts, traits, properties, context, sealed,
    }
  }
}

/** The context with what is left of the ids in it. */
function withoutIds(context: PlainObject, { otherIds, groupId }: People): PlainObject {
  if (context.externalIds === undefined && groupId === undefined) return context
  return { ...context, externalIds: otherIds, ...(groupId === undefined ? {} : { groupId }) }
}

/** Too deep, too large, too many: what the walk saw, and the size in bytes where it could be over the limit. */
function shapeProblem(seen: number, parts: Parts, guard: FieldGuard): Refusal | undefined {
  if ((seen & TOO_DEEP) !== 0) return new Refusal('event.too-deep', `expected at most ${LIMITS.depth} levels of objects and lists, got more`)
  if ((seen & NOT_FINITE) !== 0) return new Refusal('event.number-too-large', 'expected numbers up to 1.8e308, got one beyond')
  if ((seen & TOO_LARGE) !== 0) return tooLarge('more')
  // One character takes at most 6 bytes of JSON (\u0000), a value with its punctuation at most 32.
  if (guard.characters * 6 + guard.values * 32 < LIMITS.eventBytes - 8_192) return fieldsProblem(parts, guard)
  // Fields that are ignored were not looked at and do not count.
  const bytes = Buffer.byteLength(JSON.stringify(parts))
  return bytes <= LIMITS.eventBytes ? fieldsProblem(parts, guard) : tooLarge(String(bytes))
}

function tooLarge(got: string): Refusal {
  return new Refusal('event.too-large', `expected at most ${LIMITS.eventBytes} bytes of JSON in one event, got ${got}`)
}

function fieldsProblem(parts: Parts, guard: FieldGuard): Refusal | undefined {
  if (guard.values <= LIMITS.fields) return undefined
  for (const name of ['traits', 'properties'] as const) {
    const count = Object.keys(parts[name]).length
    if (count > LIMITS.fields) return new Refusal(`${name}.too-many`, `expected at most ${LIMITS.fields} fields in ${name}, got ${count}`)
  }
  return undefined
}
