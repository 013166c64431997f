// Takes personal, payment and secret values out of an event's objects.
//
// Two passes. `inspect` walks an object once, without allocating, and tells whether anything in it needs care: a
// protected name, a string that may hold a card number or an address, broken text, too much depth. Nearly all objects
// need none and go straight through the platform's JSON writer. Only the others are rebuilt by `clean`, which never
// changes its input: the original is still needed when the event ends up in quarantine.
//
// A personal value leaves the object and is kept under its path (`traits.address`, `properties.guests.0.phone`; a dot
// inside a name is written `\.`), to be sealed. A secret is replaced by `[secret]` and kept nowhere. An address inside
// other text becomes `[email]`, and the whole text is sealed. A field named `__proto__` is dropped: no SDK sends one,
// and no reader downstream should have to be careful with it.
import {
  classByRule, deriveTraits, fieldRule, isCardNumber, isCodeField, isSafeAddressPart, isSealed, maskEmails, needsLook, scrubCards,
  type DerivationKind, type FieldClass, type FieldRule, type FieldRules, type SafeTraits, type Surroundings,
} from '@touchstone/vocabulary'
import { LIMITS } from './limits.ts'
import { isPlainObject, type PlainObject } from './model.ts'

/** What `inspect` saw, as bits. */
export const CLEAN = 0
export const NEEDS_CARE = 1
export const TOO_DEEP = 2
export const NOT_FINITE = 4
export const TOO_LARGE = 8

/** Where an object stands. `context` is the event's context itself: its `traits` are a person's. */
export type Place = Surroundings | 'context'

export const SECRET_MARK = '[secret]'

interface KeyNote {
  /** The name needs care wherever it stands. */
  readonly always: boolean
  /** The name may need care, depending on the place. */
  readonly rule: FieldRule | undefined
}

const ORDINARY: KeyNote = { always: false, rule: undefined }
const CAREFUL: KeyNote = { always: true, rule: undefined }
const MAX_NOTES = 8_192

export class FieldGuard {
  /** Personal values of the event at hand, by path; `undefined` when there are none. */
  personal: Record<string, unknown> | undefined
  /** Characters of names and texts, and values, seen by `inspect` since `reset`. */
  characters = 0
  values = 0
  readonly #notes = new Map<string, KeyNote>()
  #rules: FieldRules = fieldRule

  /** From the next event on, fields have these classes. */
  useRules(rules: FieldRules): void {
    this.#rules = rules
    this.#notes.clear()
  }

  /** Forgets the previous event. */
  reset(): void {
    this.personal = undefined
    this.characters = 0
    this.values = 0
  }

  keep(path: string, value: unknown): void {
    this.personal ??= {}
    this.personal[path] = value
  }

  inspect(value: object, place: Place, depth: number): number {
    if (depth > LIMITS.depth) return TOO_DEEP
    // A character takes at least one byte of JSON, and a value another: this is certain, the exact size is not needed.
    if (this.characters + this.values > LIMITS.eventBytes) return TOO_LARGE
    let seen = CLEAN
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length && seen < TOO_DEEP; i++) seen |= this.#inspectValue(value[i], 'other', depth)
      return seen
    }
    for (const key in value) {
      const inner = (value as PlainObject)[key]
      this.characters += key.length
      if (this.characters > LIMITS.eventBytes) return TOO_LARGE
      const note = this.#notes.get(key) ?? this.#note(key)
      if (note.always) seen |= NEEDS_CARE
      else if (note.rule !== undefined && typeof inner !== 'boolean' && this.#protects(note.rule, key, place)) seen |= NEEDS_CARE
      seen |= this.#inspectValue(inner, typeof inner === 'object' ? placeBelow(key, place) : 'other', depth)
      if (seen >= TOO_DEEP) return seen
    }
    return seen
  }

  #inspectValue(value: unknown, place: Place, depth: number): number {
    this.values++
    if (typeof value === 'string') {
      this.characters += value.length
      if (this.characters > LIMITS.eventBytes) return TOO_LARGE
      return needsLook(value) ? NEEDS_CARE : CLEAN
    }
    if (typeof value === 'number') return Number.isFinite(value) ? (isLongWhole(value) ? NEEDS_CARE : CLEAN) : NOT_FINITE
    return typeof value === 'object' && value !== null ? this.inspect(value, place, depth + 1) : CLEAN
  }

  #protects(rule: FieldRule, key: string, place: Place): boolean {
    return isProtected(classByRule(rule, key, surroundingsOf(place)))
  }

  #note(key: string): KeyNote {
    let note: KeyNote = ORDINARY
    if (key === '__proto__' || needsLook(key)) note = CAREFUL
    else {
      const rule = this.#rules(key)
      if (rule !== undefined && (isProtected(rule.class) || isProtected(rule.elsewhere) || (rule.places !== undefined && isProtected(rule.places.device)))) note = { always: false, rule }
    }
    if (key.length <= 64) {
      if (this.#notes.size >= MAX_NOTES) this.#notes.clear()
      this.#notes.set(key, note)
    }
    return note
  }

  /**
   * A copy of `object` without what must not be read, its personal values kept under `path`. The object was inspected
   * and is not too deep. With `safe`, safe traits derived from the personal ones are collected there.
   */
  clean(object: PlainObject, path: string, place: Place, safe?: SafeTraits): PlainObject {
    const out: PlainObject = {}
    for (const key in object) {
      if (key === '__proto__') continue
      const value = object[key]
      const { rule, always } = this.#notes.get(key) ?? this.#note(key)
      const fieldClass = rule === undefined ? 'internal' : classByRule(rule, key, surroundingsOf(place))
      if (!always && typeof value !== 'object' && rule === undefined && (typeof value !== 'string' || !needsLook(value))) {
        out[key] = writable(value)
        continue
      }
      const at = `${path}.${key.includes('.') ? key.replaceAll('.', '\\.') : key}`
      if (typeof value === 'boolean' || !isProtected(fieldClass)) this.#cleanEntry(out, key, value, at, place, always)
      else if (fieldClass === 'secret') out[key] = value === null ? null : SECRET_MARK
      else {
        if (safe !== undefined && rule!.derives !== undefined) deriveTraits(rule!.derives, value, safe)
        this.#takeOut(out, key, value, at, place, fieldClass, rule!.derives)
      }
    }
    return out
  }

  /** An entry whose name is ordinary. */
  #cleanEntry(out: PlainObject, key: string, value: unknown, at: string, place: Place, always: boolean): void {
    if (always) {
      const name = scrubCards(key.toWellFormed())
      if (maskEmails(name) !== name) this.keep(at, sealable(value, key, false, this.#rules))
      else out[name] = this.#cleanValue(value, key, at, place)
    } else out[key] = this.#cleanValue(value, key, at, place)
  }

  #cleanValue(value: unknown, key: string, at: string, place: Place): unknown {
    if (typeof value === 'string') {
      const text = readable(value, key)
      const masked = maskEmails(text)
      if (masked !== text) this.keep(at, text)
      return masked
    }
    if (Array.isArray(value)) return value.map((inner, i) => this.#cleanValue(inner, key, `${at}.${i}`, 'other'))
    return isPlainObject(value) ? this.clean(value, at, placeBelow(key, place)) : writable(value)
  }

  /** A personal entry: kept for sealing; country and state of an address, and the removal of a trait, stay readable. */
  #takeOut(
    out: PlainObject,
    key: string,
    value: unknown,
    at: string,
    place: Place,
    fieldClass: FieldClass,
    derives: DerivationKind | undefined,
  ): void {
    if (value === null) {
      out[key] = null
      if (place === 'person') this.keep(at, null)
      return
    }
    this.keep(at, sealable(value, key, fieldClass === 'payment', this.#rules))
    if (derives !== 'address' || !isPlainObject(value)) return
    const rest: PlainObject = {}
    for (const part in value) {
      const inner = value[part]
      if (!isSafeAddressPart(part)) continue
      if (typeof inner === 'string') rest[part] = maskEmails(readable(inner, part))
      else if (inner === null) rest[part] = null
    }
    if (Object.keys(rest).length > 0) out[key] = rest
  }
}

/** Numbers that `JSON.stringify` writes as more digits than a 64-bit integer has. */
function isLongWhole(value: number): boolean {
  const size = Math.abs(value)
  return size >= 2 ** 63 && size < 1e21
}

/**
 * ClickHouse refuses a JSON text whole when it holds an integer beyond 64 bits written as digits. With an exponent the
 * same number is read as a double everywhere, so the live engine and the warehouse see the same fact.
 */
function writable(value: unknown): unknown {
  return typeof value === 'number' && isLongWhole(value) ? RAW.rawJSON(value.toExponential()) : value
}

const RAW = JSON as JSON & { rawJSON(text: string): unknown }

function isProtected(fieldClass: FieldClass): boolean {
  return fieldClass === 'secret' || isSealed(fieldClass)
}

function surroundingsOf(place: Place): Surroundings {
  return place === 'context' ? 'other' : place
}

function placeBelow(key: string, place: Place): Place {
  if (key === 'device') return 'device'
  return key === 'traits' && place === 'context' ? 'person' : 'other'
}

/** Well-formed text without card numbers; product codes and phone numbers are not looked at. */
function readable(text: string, key: string): string {
  if (!needsLook(text)) return text
  const whole = text.toWellFormed()
  return isCodeField(key) || fieldRule(key)?.derives === 'phone' ? whole : scrubCards(whole)
}

/**
 * The value as it may be sealed: card numbers scrubbed, secrets replaced, text well-formed. In a payment field a card
 * number is scrubbed when it was sent as a number, too.
 */
export function sealable(value: unknown, key: string, payment: boolean, rules: FieldRules): unknown {
  if (typeof value === 'string') return readable(value, key)
  if (typeof value === 'number' && payment && isCardNumber(String(value))) return scrubCards(String(value))
  if (Array.isArray(value)) return value.map((inner) => sealable(inner, key, payment, rules))
  if (!isPlainObject(value)) return value
  const out: PlainObject = {}
  for (const inner in value) {
    if (inner === '__proto__') continue
    const rule = rules(inner)
    const fieldClass = rule?.class
    const secret = fieldClass === 'secret' && (rule!.places === undefined ? rule!.within === 'anywhere' : rule!.places.other === 'secret') && value[inner] !== null && typeof value[inner] !== 'boolean'
    out[readable(inner, '')] = secret ? SECRET_MARK : sealable(value[inner], inner, payment || fieldClass === 'payment', rules)
  }
  return out
}
