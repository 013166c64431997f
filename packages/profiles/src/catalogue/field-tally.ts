// Counts which events, properties and traits facts have, while the facts pass on their way to history.
//
// It runs for every fact, so nothing is parsed: the JSON texts are walked byte by byte, and of each entry only its name's
// hash and the first byte of its value are looked at. JSON.stringify wrote them: no white space, one way to write a name.
// What is found is added up per outbox entry, so an entry of a hundred facts gives as many rows as one fact does.
//
// Beside the catalogue the same counts go, by source and hour, to a table that forgets: what has come lately, how often a
// field was empty, and what a sample of its values looked like (governance/src/detect).
//
// A row's key says where it was found first: position × 4096 + how many rows that fact had begun before. So keys grow
// strictly, an entry that is sent again has the same ones, and history drops what it has. An engine whose state was lost
// cuts its entries differently: then the table is told anew from the beginning of the log, like everything derived.
import { assert, type Millis } from '@touchstone/base'
import { looksOf, maskedExample, type Look } from '@touchstone/governance'
import type { FactView } from '@touchstone/vocabulary'
import { givesTraits } from '../machine/lazy-fact.ts'
import { BACKSLASH, behindValue, CLOSE_OBJECT, COMMA, kindOf, NUMBER, OBJECT, QUOTE, sameBytes, TEXT } from './json-bytes.ts'
import { CATALOGUE_LIMITS, type FieldGroup, type TalliedField } from './tallied-field.ts'
import { catalogueRow, exampleOf, hourRow, lookRows, type TalliedRows } from './tally-rows.ts'

export { CATALOGUE_LIMITS, VALUE_KINDS, type FieldPlace, type ValueKind } from './tallied-field.ts'

const KEYS_OF_FACT = 4_096
const MAX_POSITION = 2 ** 41
/** Objects in objects are named by a path of two; what is deeper is not looked into. */
const MAX_DEPTH = 2

const NO_BYTES = Buffer.alloc(0)
/** Bytes of a value that is looked at; longer texts look like nothing. */
const MOST_LOOKED_AT = 512
const NO_LOOKS: readonly Look[] = []

export class FieldTally {
  readonly #events = new Map<string, FieldGroup>()
  readonly #traits = new Map<string, FieldGroup>()
  #remembered = 0
  #touched: TalliedField[] = []
  // The fact at hand.
  #bytes: Buffer = NO_BYTES
  #position = 0
  #happened = 0
  #appended: Millis = 0
  #begun = 0
  #seen = 0

  /** Counts a fact. `event` is its event's name. */
  add(fact: FactView, position: number, event: string, source: string, appended: Millis): void {
    assert(position > 0 && position < MAX_POSITION, 'a position leaves room for the rows of its fact')
    this.#position = position
    this.#happened = fact.timestamp
    this.#appended = appended
    this.#begun = 0
    this.#seen = 0
    const group = this.#groupOf(fact.type, event, source)
    this.#touch((group.itself ??= newField(group, undefined, NO_BYTES, -1, '', undefined)))
    this.#walk(fact.part('properties'), group)
    if (givesTraits(fact)) this.#walk(fact.part('traits'), this.#traitsOf(source))
  }

  /** The rows of all facts since the last call, in order of their keys. */
  take(): TalliedRows {
    const rows: TalliedRows = { catalogue: this.#touched.map(catalogueRow), hours: this.#touched.map(hourRow), looks: this.#touched.flatMap(lookRows) }
    for (const field of this.#touched) {
      field.isTouched = false
      field.example = ''
      field.isSampled = false
      field.looks = NO_LOOKS
    }
    this.#touched = []
    if (this.#remembered > CATALOGUE_LIMITS.remembered) {
      this.#events.clear()
      this.#traits.clear()
      this.#remembered = 0
    }
    return rows
  }

  #traitsOf(source: string): FieldGroup {
    let group = this.#traits.get(source)
    if (group === undefined) {
      group = { source, place: 'trait', type: '', event: '', fields: new Map(), itself: undefined }
      this.#traits.set(source, group)
      this.#remembered++
    }
    return group
  }

  #groupOf(type: string, event: string, source: string): FieldGroup {
    const name = `${type} ${event} ${source}`
    let group = this.#events.get(name)
    if (group === undefined) {
      group = { source, place: 'event', type, event, fields: new Map(), itself: undefined }
      this.#events.set(name, group)
      this.#remembered++
    }
    return group
  }

  #walk(bytes: Buffer, group: FieldGroup): void {
    if (bytes.length <= 2) return
    this.#bytes = bytes
    const end = this.#object(0, group, undefined, 1)
    assert(end === bytes.length, 'a JSON text of ours is one object')
  }

  /** Walks the object that opens at `at`; gives the place behind it. */
  #object(at: number, group: FieldGroup, parent: TalliedField | undefined, depth: number): number {
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
      at = kind === OBJECT && depth < MAX_DEPTH && field !== undefined ? this.#object(value, group, field, depth + 1) : behindValue(bytes, value, kind)
      if (field !== undefined && field.example === undefined) field.example = exampleOf(bytes, value, at, kind)
      if (field !== undefined && kind <= NUMBER && !field.isSampled && this.#appended - field.lookedAt >= CATALOGUE_LIMITS.lookEvery) this.#look(field, value, at)
      assert(at > value && at < bytes.length, 'a value lies within its text')
      if (bytes[at] !== COMMA) return at + 1
    }
  }

  #look(field: TalliedField, start: number, end: number): void {
    field.lookedAt = this.#appended
    field.isSampled = true
    const raw = this.#bytes.toString('utf8', start, Math.min(end, start + MOST_LOOKED_AT))
    if (field.kind === TEXT && end - start > MOST_LOOKED_AT) return
    const text = field.kind === TEXT ? (JSON.parse(raw) as string) : raw
    field.looks = looksOf(text)
    if (field.looks.length > 0) field.masked = maskedExample(text)
  }

  #note(group: FieldGroup, parent: TalliedField | undefined, nameHash: number, start: number, end: number, kind: number): TalliedField | undefined {
    if (end - start > CATALOGUE_LIMITS.name || ++this.#seen > CATALOGUE_LIMITS.fieldsOfFact) return undefined
    const hash = (Math.imul(nameHash, 31) + kind + (parent === undefined ? 0 : parent.raw.length * 7919 + parent.raw[0]!)) | 0
    const first = group.fields.get(hash)
    for (let field = first; field !== undefined; field = field.next) {
      if (field.kind === kind && field.parent === parent && sameBytes(field.raw, this.#bytes, start, end)) return this.#touch(field)
    }
    const raw = Buffer.from(this.#bytes.subarray(start, end))
    const name = JSON.parse(`"${raw.toString('utf8')}"`) as string
    const field = newField(group, parent, raw, kind, name, first)
    group.fields.set(hash, field)
    this.#remembered++
    return this.#touch(field)
  }

  #touch(field: TalliedField): TalliedField {
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
    field.appended = this.#appended
    this.#touched.push(field)
    return field
  }
}

function newField(group: FieldGroup, parent: TalliedField | undefined, raw: Buffer, kind: number, own: string, next: TalliedField | undefined): TalliedField {
  const written = own.includes('.') ? own.replaceAll('.', '\\.') : own
  const [name, path] = parent === undefined ? [own, written] : [`${parent.name}.${own}`, `${parent.path}.${written}`]
  return { group, parent, raw, kind, name, path, next, isTouched: false, key: 0, facts: 0, first: 0, last: 0, example: undefined, appended: 0, lookedAt: -Infinity, isSampled: false, looks: NO_LOOKS, masked: '' }
}
