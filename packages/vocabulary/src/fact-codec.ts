// A fact in the log: a head that the engine reads without parsing, and JSON texts that it passes on untouched.
//
//   0 u8  layout version (1)        36 u32 hash, high half       52 u32 length of traits
//   1 u8  index into FACT_TYPES     40 u32 hash, low half        56 u32 length of properties
//   2 u8  number of identifiers     44 u16 length of source      60 u32 length of context
//   3 u8  blocked; 128: accounts    46 u16 length of messageId   64 u32 length of sealed
//   4 f64 timestamp                 48 u16 length of event
//  12 f64 receivedAt                50 u16 length of identifiers
//  20 f64 originalTimestamp
//  28 f64 sentAt                    68 … the eight parts, in the order of their lengths
//
// One identifier: u8 length of its type, u16 length of `type:value`, `type:value` (the form that links are keyed by). All text is UTF-8, all numbers little-endian.
import { assert } from '@touchstone/base'
import { FACT_TYPES, type Fact, type FactType, type Identifier } from './fact.ts'
import { messageHash } from './message-hash.ts'

const HEAD = 68
const COLON = 0x3a
/** Beside the number of blocked identifiers, which are fewer. */
const NAMES_ACCOUNTS = 128
export const FACT_LAYOUT = 1

/** Encodes facts into one buffer that it owns and reuses. */
export class FactWriter {
  #buffer = Buffer.allocUnsafeSlow(64 * 1024)

  /** The encoded fact; valid until the next call. */
  encode(fact: Fact): Buffer {
    const identifiers = fact.identifiers
    assert(identifiers.length > 0 && identifiers.length < 256, 'a fact has 1 to 255 identifiers')
    assert((fact.blocked ?? 0) <= Math.min(identifiers.length, NAMES_ACCOUNTS - 1), 'blocked identifiers are identifiers of the fact')
    let room = HEAD + 3 * (fact.source.length + fact.messageId.length + fact.event.length)
    room += 3 * (fact.traits.length + fact.properties.length + fact.context.length) + fact.sealed.length
    for (const one of identifiers) room += 4 + 3 * (one.type.length + one.value.length)
    if (this.#buffer.length < room) this.#buffer = Buffer.allocUnsafeSlow(2 * room)
    const buffer = this.#buffer
    buffer[0] = FACT_LAYOUT
    buffer[1] = FACT_TYPES.indexOf(fact.type)
    buffer[2] = identifiers.length
    buffer[3] = (fact.blocked ?? 0) | (fact.namesAccounts === true ? NAMES_ACCOUNTS : 0)
    buffer.writeDoubleLE(fact.timestamp, 4)
    buffer.writeDoubleLE(fact.receivedAt, 12)
    buffer.writeDoubleLE(fact.originalTimestamp, 20)
    buffer.writeDoubleLE(fact.sentAt, 28)
    const hash = messageHash(fact.source, fact.messageId)
    buffer.writeUInt32LE(hash.high, 36)
    buffer.writeUInt32LE(hash.low, 40)
    let at = HEAD
    at += this.#short(fact.source, at, 44)
    at += this.#short(fact.messageId, at, 46)
    at += this.#short(fact.event, at, 48)
    const start = at
    for (const one of identifiers) at = this.#identifier(one, at)
    assert(at - start < 65_536, 'the identifiers of a fact fit 64 KB')
    buffer.writeUInt16LE(at - start, 50)
    at += this.#long(fact.traits, at, 52)
    at += this.#long(fact.properties, at, 56)
    at += this.#long(fact.context, at, 60)
    buffer.writeUInt32LE(fact.sealed.length, 64)
    buffer.set(fact.sealed, at)
    return buffer.subarray(0, at + fact.sealed.length)
  }

  #short(text: string, at: number, lengthAt: number): number {
    const length = this.#buffer.write(text, at)
    assert(length < 65_536, 'a name in a fact fits 64 KB')
    this.#buffer.writeUInt16LE(length, lengthAt)
    return length
  }

  #long(text: string, at: number, lengthAt: number): number {
    const length = this.#buffer.write(text, at)
    this.#buffer.writeUInt32LE(length, lengthAt)
    return length
  }

  #identifier(one: Identifier, at: number): number {
    const buffer = this.#buffer
    const typeLength = buffer.write(one.type, at + 3)
    assert(typeLength < 256, 'an identifier type fits 255 bytes')
    buffer[at] = typeLength
    buffer[at + 3 + typeLength] = COLON
    const length = typeLength + 1 + buffer.write(one.value, at + 4 + typeLength)
    assert(length < 65_536, 'an identifier fits 64 KB')
    buffer.writeUInt16LE(length, at + 1)
    return at + 3 + length
  }
}

/** Reads one encoded fact in place. Point it with `reset`; every getter reads the bytes of that fact. */
export class FactView {
  #bytes: Buffer = Buffer.alloc(0)
  #start = 0
  // Offsets of the parts.
  #message = 0
  #event = 0
  #identifiers = 0
  #traits = 0
  #properties = 0
  #context = 0
  #sealed = 0
  #end = 0
  hashHigh = 0
  hashLow = 0

  reset(bytes: Buffer, start: number, end: number): this {
    assert(end - start >= HEAD && bytes[start] === FACT_LAYOUT, 'a fact record starts with a known layout version')
    this.#bytes = bytes
    this.#start = start
    this.hashHigh = bytes.readUInt32LE(start + 36)
    this.hashLow = bytes.readUInt32LE(start + 40)
    let at = start + HEAD + bytes.readUInt16LE(start + 44)
    this.#message = at
    this.#event = at += bytes.readUInt16LE(start + 46)
    this.#identifiers = at += bytes.readUInt16LE(start + 48)
    this.#traits = at += bytes.readUInt16LE(start + 50)
    this.#properties = at += bytes.readUInt32LE(start + 52)
    this.#context = at += bytes.readUInt32LE(start + 56)
    this.#sealed = at += bytes.readUInt32LE(start + 60)
    this.#end = at + bytes.readUInt32LE(start + 64)
    assert(this.#end === end, 'the parts of a fact fill its record')
    return this
  }

  get type(): FactType {
    return FACT_TYPES[this.#bytes[this.#start + 1]!]!
  }
  get timestamp(): number {
    return this.#bytes.readDoubleLE(this.#start + 4)
  }
  get receivedAt(): number {
    return this.#bytes.readDoubleLE(this.#start + 12)
  }
  get originalTimestamp(): number {
    return this.#bytes.readDoubleLE(this.#start + 20)
  }
  get sentAt(): number {
    return this.#bytes.readDoubleLE(this.#start + 28)
  }
  get source(): string {
    return this.#text(this.#start + HEAD, this.#message)
  }
  get messageId(): string {
    return this.#text(this.#message, this.#event)
  }
  get event(): string {
    return this.#text(this.#event, this.#identifiers)
  }
  get identifierCount(): number {
    return this.#bytes[this.#start + 2]!
  }
  /** Whether accounts are named in the context. */
  get namesAccounts(): boolean {
    return (this.#bytes[this.#start + 3]! & NAMES_ACCOUNTS) !== 0
  }
  /** How many identifiers, at the end, the edge found to identify nobody. */
  get blockedCount(): number {
    return this.#bytes[this.#start + 3]! & (NAMES_ACCOUNTS - 1)
  }
  /** As `type:value`, the form that links are keyed by. */
  identifierKeys(): string[] {
    const found: string[] = []
    const bytes = this.#bytes
    for (let at = this.#identifiers; at < this.#traits; ) {
      const end = at + 3 + bytes.readUInt16LE(at + 1)
      found.push(this.#text(at + 3, end))
      at = end
    }
    return found
  }
  identifiers(): Identifier[] {
    const found: Identifier[] = []
    const bytes = this.#bytes
    for (let at = this.#identifiers; at < this.#traits; ) {
      const typeEnd = at + 3 + bytes[at]!
      const end = at + 3 + bytes.readUInt16LE(at + 1)
      found.push({ type: this.#text(at + 3, typeEnd), value: this.#text(typeEnd + 1, end) })
      at = end
    }
    return found
  }
  get hasTraits(): boolean {
    return this.#properties - this.#traits > 2
  }
  /** JSON text of a plain object. */
  get traits(): string {
    return this.#text(this.#traits, this.#properties)
  }
  get properties(): string {
    return this.#text(this.#properties, this.#context)
  }
  get context(): string {
    return this.#text(this.#context, this.#sealed)
  }
  get sealed(): Buffer {
    return this.#bytes.subarray(this.#sealed, this.#end)
  }
  /** The bytes of a part, for writers that pass them on without decoding. */
  part(name: 'source' | 'messageId' | 'event' | 'traits' | 'properties' | 'context'): Buffer {
    const bytes = this.#bytes
    if (name === 'source') return bytes.subarray(this.#start + HEAD, this.#message)
    if (name === 'messageId') return bytes.subarray(this.#message, this.#event)
    if (name === 'event') return bytes.subarray(this.#event, this.#identifiers)
    if (name === 'traits') return bytes.subarray(this.#traits, this.#properties)
    if (name === 'properties') return bytes.subarray(this.#properties, this.#context)
    return bytes.subarray(this.#context, this.#sealed)
  }
  /** The whole fact as a value. */
  toFact(): Fact {
    const { type, event, messageId, source, timestamp, receivedAt, originalTimestamp, sentAt } = this
    const { traits, properties, context } = this
    const identifiers = this.identifiers()
    const blocked = this.blockedCount
    const said = { ...(blocked > 0 ? { blocked } : {}), ...(this.namesAccounts ? { namesAccounts: true } : {}) }
    return { type, event, messageId, source, timestamp, receivedAt, originalTimestamp, sentAt, identifiers, ...said, traits, properties, context, sealed: Uint8Array.from(this.sealed) }
  }

  #text(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end)
  }
}
