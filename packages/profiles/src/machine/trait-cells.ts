// One cell per trait: f64 happened · u32 hash high · u32 hash low · u8 kind · value (UTF-8 text, f64, or JSON text of
// a list or object). The newest by (happened, hash) wins, in whatever order facts arrive; a removed trait stays as an
// empty cell of kind MISSING, so that an older value that comes late does not bring it back.
import { assert } from '@touchstone/base'
import { TraitKind } from '@touchstone/language'
import { CellKey } from './cell-key.ts'
import { TRAIT_HEAD, type PersonRecord } from './person-record.ts'


/** Sets a trait unless the person has a newer value; answers whether what conditions see has changed. */
export function setTrait(person: PersonRecord, trait: number, happened: number, high: number, low: number, value: unknown): boolean {
  assert(trait > 0, 'a trait that is kept has a number')
  const key = CellKey.trait(trait)
  const present = person.findCell(key)
  if (present >= 0 && !isNewer(person.view, present, happened, high, low)) return false
  const kind = kindOf(value)
  const text = kind === TraitKind.STRING ? (value as string) : kind === TraitKind.OTHER ? JSON.stringify(value) : ''
  const length = kind === TraitKind.MISSING ? 0 : text === '' && kind !== TraitKind.STRING ? 8 : Buffer.byteLength(text)
  const same = present >= 0 && isSame(person, key, kind, value, text, length)
  const at = same ? present : person.allocateCell(key, TRAIT_HEAD + length)
  person.view.setFloat64(at, happened, true)
  person.view.setUint32(at + 8, high, true)
  person.view.setUint32(at + 12, low, true)
  if (same) return false
  person.bytes[at + 16] = kind
  if (kind === TraitKind.NUMBER) person.view.setFloat64(at + TRAIT_HEAD, value as number, true)
  else if (kind === TraitKind.BOOLEAN) person.view.setFloat64(at + TRAIT_HEAD, value === true ? 1 : 0, true)
  else if (length > 0) person.bytes.write(text, at + TRAIT_HEAD)
  return true
}

/** Whether the value is the one the person has: most calls repeat what is known, and then no condition need be asked. */
function isSame(person: PersonRecord, key: number, kind: TraitKind, value: unknown, text: string, length: number): boolean {
  const index = person.indexOf(key)
  const at = person.offsetAt(index)
  if (person.bytes[at + 16] !== kind || person.lengthAt(index) !== TRAIT_HEAD + length) return false
  if (kind === TraitKind.NUMBER || kind === TraitKind.BOOLEAN) return person.view.getFloat64(at + TRAIT_HEAD, true) === Number(value)
  return person.bytes.toString('utf8', at + TRAIT_HEAD, at + TRAIT_HEAD + length) === text
}

/** Takes over the trait in the directory's place `index` of `from` where it is newer. */
export function mergeTrait(into: PersonRecord, from: PersonRecord, index: number): void {
  const key = from.keyAt(index)
  const source = from.offsetAt(index)
  const present = into.findCell(key)
  const view = from.view
  if (present >= 0 && !isNewer(into.view, present, view.getFloat64(source, true), view.getUint32(source + 8, true), view.getUint32(source + 12, true))) return
  const length = from.lengthAt(index)
  const at = into.allocateCell(key, length)
  from.bytes.copy(into.bytes, at, from.offsetAt(index), from.offsetAt(index) + length)
}

export interface TraitValue {
  readonly value: unknown
  readonly happened: number
}

/** The trait at byte offset `at` with a cell of `length` bytes; undefined for a removed one. */
export function readTrait(person: PersonRecord, at: number, length: number): TraitValue | undefined {
  const happened = person.view.getFloat64(at, true)
  const kind = person.bytes[at + 16] as TraitKind
  if (kind === TraitKind.MISSING) return undefined
  if (kind === TraitKind.NUMBER) return { value: person.view.getFloat64(at + TRAIT_HEAD, true), happened }
  if (kind === TraitKind.BOOLEAN) return { value: person.view.getFloat64(at + TRAIT_HEAD, true) === 1, happened }
  const text = person.bytes.toString('utf8', at + TRAIT_HEAD, at + length)
  return { value: kind === TraitKind.STRING ? text : (JSON.parse(text) as unknown), happened }
}

function isNewer(view: DataView, present: number, happened: number, high: number, low: number): boolean {
  const at = view.getFloat64(present, true)
  if (happened !== at) return happened > at
  const presentHigh = view.getUint32(present + 8, true)
  if (high !== presentHigh) return high > presentHigh
  return low > view.getUint32(present + 12, true)
}

function kindOf(value: unknown): TraitKind {
  if (value === null || value === undefined) return TraitKind.MISSING
  if (typeof value === 'string') return TraitKind.STRING
  if (typeof value === 'number') return TraitKind.NUMBER
  return typeof value === 'boolean' ? TraitKind.BOOLEAN : TraitKind.OTHER
}
