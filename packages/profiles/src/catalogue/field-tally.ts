// Counts which events, properties and traits facts have, while the facts pass on their way to history.
//
// It runs for every fact, so nothing is parsed: the JSON texts are walked byte by byte, and of each entry only its name's
// hash and the first byte of its value are looked at. JSON.stringify wrote them: no white space, one way to write a name.
// What is found is added up per outbox entry, so an entry of a hundred facts gives as many rows as one fact does.
//
// A row's key says where it was found first: position × 4096 + how many rows that fact had begun before. So keys grow
// strictly, an entry that is sent again has the same ones, and history drops what it has. An engine whose state was lost
// cuts its entries differently: then the table is told anew from the beginning of the log, like everything derived.
import { assert } from '@touchstone/base'
import type { FactView } from '@touchstone/vocabulary'
import type { FeedRow } from '@touchstone/warehouse'
import { givesTraits } from '../machine/lazy-fact.ts'

/** What a value is. `null` says that it was taken back. */
export const VALUE_KINDS = ['text', 'number', 'boolean', 'object', 'list', 'null'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]

export type FieldPlace = 'event' | 'property' | 'trait'

export const CATALOGUE_LIMITS = {
  /** Fields of one fact that are counted; an event may have more, of which nothing is told. */
  fieldsOfFact: 1_000,
  /** Bytes of a name. Longer ones are not counted. */
  name: 200,
  /** Characters of an example. */
  example: 80,
  /** Fields remembered between entries, so that their names need not be read again. */
  remembered: 50_000,
} as const

const KEYS_OF_FACT = 4_096
const MAX_POSITION = 2 ** 41
/** Objects in objects are named by a path of two; what is deeper is not looked into. */
const MAX_DEPTH = 2

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d

interface Field {
  readonly group: Group
  readonly parent: Field | undefined
  readonly raw: Buffer
  readonly kind: number
  readonly name: string
  /** Another field of the same hash. */
  readonly next: Field | undefined
  /** Whether it is in the rows of the entry at hand. */
  isTouched: boolean
  key: number
  facts: number
  first: number
  last: number
  /** Told once; empty from then on. */
  example: string | undefined
}

interface Group {
  readonly place: FieldPlace
  readonly type: string
  readonly event: string
  readonly fields: Map<number, Field>
  itself: Field | undefined
}

const NO_BYTES = Buffer.alloc(0)

export class FieldTally {
  readonly #events = new Map<string, Group>()
  readonly #traits: Group = { place: 'trait', type: '', event: '', fields: new Map(), itself: undefined }
  #remembered = 0
  #touched: Field[] = []
  // The fact at hand.
  #bytes: Buffer = NO_BYTES
  #position = 0
  #happened = 0
  #begun = 0
  #seen = 0

  /** Counts a fact. `event` is its event's name. */
  add(fact: FactView, position: number, event: string): void {
    assert(position > 0 && position < MAX_POSITION, 'a position leaves room for the rows of its fact')
    this.#position = position
    this.#happened = fact.timestamp
    this.#begun = 0
    this.#seen = 0
    const group = this.#groupOf(fact.type, event)
    this.#touch((group.itself ??= newField(group, undefined, NO_BYTES, -1, '', undefined)))
    this.#walk(fact.part('properties'), group)
    if (givesTraits(fact)) this.#walk(fact.part('traits'), this.#traits)
  }

  /** The rows of all facts since the last call, in order of their keys. */
  take(): FeedRow[] {
    const rows = this.#touched.map(rowOf)
    for (const field of this.#touched) {
      field.isTouched = false
      field.example = ''
    }
    this.#touched = []
    if (this.#remembered > CATALOGUE_LIMITS.remembered) {
      this.#events.clear()
      this.#traits.fields.clear()
      this.#remembered = 0
    }
    return rows
  }

  #groupOf(type: string, event: string): Group {
    const name = `${type} ${event}`
    let group = this.#events.get(name)
    if (group === undefined) {
      group = { place: 'event', type, event, fields: new Map(), itself: undefined }
      this.#events.set(name, group)
      this.#remembered++
    }
    return group
  }

  #walk(bytes: Buffer, group: Group): void {
    if (bytes.length <= 2) return
    this.#bytes = bytes
    const end = this.#object(0, group, undefined, 1)
    assert(end === bytes.length, 'a JSON text of ours is one object')
  }

  /** Walks the object that opens at `at`; gives the place behind it. */
  #object(at: number, group: Group, parent: Field | undefined, depth: number): number {
    const bytes = this.#bytes
    if (bytes[at + 1] === CLOSE_OBJECT) return at + 2
    for (;;) {
      const start = at + 2
      let hash = 0x811c9dc5
      let end = start
      for (let byte = bytes[end]!; byte !== QUOTE; byte = bytes[++end]!) {
        hash = Math.imul(hash ^ byte, 0x01000193)
        if (byte === BACKSLASH) hash = Math.imul(hash ^ bytes[++end]!, 0x01000193)
      }
      const value = end + 2
      const kind = kindOf(bytes[value]!)
      // The parent's hash sets `a.b` apart from `b`.
      const field = this.#note(group, parent, hash, start, end, kind)
      at = kind === OBJECT && depth < MAX_DEPTH && field !== undefined ? this.#object(value, group, field, depth + 1) : this.#behind(value, kind)
      if (field !== undefined && field.example === undefined) field.example = exampleOf(bytes, value, at, kind)
      assert(at > value && at < bytes.length, 'a value lies within its text')
      if (bytes[at] !== COMMA) return at + 1
    }
  }

  /** The place behind the value that begins at `at`. */
  #behind(at: number, kind: number): number {
    const bytes = this.#bytes
    if (kind === TEXT) return behindText(bytes, at)
    if (kind === OBJECT || kind === LIST) return behindContainer(bytes, at)
    let end = at + 1
    for (let byte = bytes[end]; byte !== COMMA && byte !== CLOSE_OBJECT && byte !== CLOSE_LIST; byte = bytes[++end]) assert(end < bytes.length, 'a value ends')
    return end
  }

  #note(group: Group, parent: Field | undefined, nameHash: number, start: number, end: number, kind: number): Field | undefined {
    if (end - start > CATALOGUE_LIMITS.name || ++this.#seen > CATALOGUE_LIMITS.fieldsOfFact) return undefined
    const hash = (Math.imul(nameHash, 31) + kind + (parent === undefined ? 0 : parent.raw.length * 7919 + parent.raw[0]!)) | 0
    const first = group.fields.get(hash)
    for (let field = first; field !== undefined; field = field.next) {
      if (field.kind === kind && field.parent === parent && sameBytes(field.raw, this.#bytes, start, end)) return this.#touch(field)
    }
    const raw = Buffer.from(this.#bytes.subarray(start, end))
    const name = JSON.parse(`"${raw.toString('utf8')}"`) as string
    const field = newField(group, parent, raw, kind, parent === undefined ? name : `${parent.name}.${name}`, first)
    group.fields.set(hash, field)
    this.#remembered++
    return this.#touch(field)
  }

  #touch(field: Field): Field {
    if (field.isTouched) {
      field.facts++
      if (this.#happened < field.first) field.first = this.#happened
      if (this.#happened > field.last) field.last = this.#happened
      return field
    }
    field.isTouched = true
    field.key = this.#position * KEYS_OF_FACT + this.#begun++
    field.facts = 1
    field.first = field.last = this.#happened
    this.#touched.push(field)
    return field
  }
}

const [TEXT, NUMBER, BOOLEAN, OBJECT, LIST, NULL] = [0, 1, 2, 3, 4, 5]

function kindOf(byte: number): number {
  if (byte === QUOTE) return TEXT
  if (byte === OPEN_OBJECT) return OBJECT
  if (byte === OPEN_LIST) return LIST
  if (byte === 0x74 || byte === 0x66) return BOOLEAN
  return byte === 0x6e ? NULL : NUMBER
}

function behindText(bytes: Buffer, at: number): number {
  let end = at + 1
  for (let byte = bytes[end]; byte !== QUOTE; byte = bytes[++end]) {
    if (byte === BACKSLASH) end++
    assert(end < bytes.length, 'a text ends')
  }
  return end + 1
}

function behindContainer(bytes: Buffer, at: number): number {
  let open = 0
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end]
    if (byte === QUOTE) end = behindText(bytes, end) - 1
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) open++
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --open === 0) return end + 1
  }
  assert(false, 'a list or an object ends')
}

function sameBytes(raw: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (raw.length !== end - start) return false
  for (let i = 0; i < raw.length; i++) if (raw[i] !== bytes[start + i]) return false
  return true
}

function newField(group: Group, parent: Field | undefined, raw: Buffer, kind: number, name: string, next: Field | undefined): Field {
  return { group, parent, raw, kind, name, next, isTouched: false, key: 0, facts: 0, first: 0, last: 0, example: undefined }
}

/** Of texts and single values; of what is larger the kind says enough. Taken once per field, from its first fact here. */
function exampleOf(bytes: Buffer, start: number, end: number, kind: number): string {
  if (kind === OBJECT || kind === LIST || kind === NULL) return ''
  const raw = bytes.toString('utf8', start, end)
  const text = kind === TEXT ? (JSON.parse(raw) as string) : raw
  return text.length <= CATALOGUE_LIMITS.example ? text : `${text.slice(0, CATALOGUE_LIMITS.example - 1).toWellFormed()}…`
}

function rowOf({ group, name, kind, key, facts, first, last, example }: Field): FeedRow {
  const place: FieldPlace = kind === -1 ? 'event' : group.place === 'trait' ? 'trait' : 'property'
  return { key, place, type: group.type, event: group.event, field: name, kind: kind === -1 ? '' : VALUE_KINDS[kind], facts, first, last, example: example ?? '' }
}
