// One event of a call becomes a fact, or a refusal that says why not.
//
// Nothing is guessed: a required field of the wrong type refuses the event, an unknown field is kept.
import type { Fact, FieldRules, Identifier, SafeTraits } from '@touchstone/vocabulary'
import { FieldGuard, NOT_FINITE, TOO_DEEP, TOO_LARGE, type Place } from './field-guard.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject, Refusal } from './model.ts'
import { type Envelope, NOTHING, type Parts, readMessageId, readParts } from './parts.ts'
import { findPeople, readId } from './people.ts'
import type { IntakePorts } from './ports.ts'
import { typeName } from './quote.ts'
import { type Stamps, stampTimes } from './stamp.ts'

const NO_BYTES = new Uint8Array(0)

export class Admission {
  readonly #ports: Pick<IntakePorts, 'sealer' | 'hashIdentifier' | 'randomId'>
  readonly #guard = new FieldGuard()

  constructor(ports: Pick<IntakePorts, 'sealer' | 'hashIdentifier' | 'randomId'>) {
    this.#ports = ports
  }

  useFieldRules(rules: FieldRules): void {
    this.#guard.useRules(rules)
  }

  /** The fact that `event` stands for. `event` is not changed. */
  admit(event: unknown, envelope: Envelope): Fact | Refusal {
    if (!isPlainObject(event)) return new Refusal('event.not-object', `expected an event as an object, got ${typeName(event)}`)
    const guard = this.#guard
    guard.reset()
    const messageId = readMessageId(event)
    if (messageId instanceof Refusal) return messageId
    const parts = readParts(event, envelope, this.#ports.hashIdentifier, guard)
    if (parts instanceof Refusal) return parts
    const stamps = stampTimes(event, envelope.sentAt, envelope.receivedAt)
    if (stamps instanceof Refusal) return stamps
    const traitsSeen = this.#look(parts.traits, 'person')
    const propertiesSeen = this.#look(parts.properties, 'other')
    const contextSeen = this.#look(parts.context, 'context')
    const problem = shapeProblem(traitsSeen | propertiesSeen | contextSeen, parts, guard)
    if (problem !== undefined) return problem
    const people = findPeople(parts, this.#ports.hashIdentifier, guard)
    if (people instanceof Refusal) return people
    const { identifiers } = people
    if (identifiers.length === 0) {
      return new Refusal('identifiers.missing', 'expected a userId, an anonymousId or another identifier of a person, got none')
    }
    const listed = parts.context.externalIds !== undefined
    const context = listed ? { ...parts.context, externalIds: people.otherIds } : parts.context
    return this.#fact(
      parts,
      messageId === '' ? this.#ports.randomId() : messageId,
      envelope,
      stamps,
      identifiers,
      this.#traitsText(parts.traits, traitsSeen, parts.type === 'identify'),
      this.#text(parts.properties, 'properties', 'other', propertiesSeen),
      this.#text(context, 'context', 'context', contextSeen),
    )
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
    for (const name in safe) if (!Object.hasOwn(cleaned, name)) cleaned[name] = safe[name]
    return JSON.stringify(cleaned)
  }

  #fact(
    { type, event }: Parts,
    messageId: string,
    { source, receivedAt }: Envelope,
    { timestamp, originalTimestamp, sentAt }: Stamps,
    identifiers: readonly Identifier[],
    traits: string,
    properties: string,
    context: string,
  ): Fact {
    const { personal } = this.#guard
    const sealed =
      personal === undefined ? NO_BYTES : this.#ports.sealer.seal(Buffer.from(JSON.stringify(personal)), Buffer.from(messageId))
    return {
      type, event, messageId, source, timestamp, receivedAt, originalTimestamp, sentAt, identifiers, traits, properties, context, sealed,
    }
  }
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
