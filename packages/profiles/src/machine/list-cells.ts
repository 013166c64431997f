// The small lists of a person: identifiers (u32 count, then of each f64 when it was linked, u32 version of the rules that
// linked it, u16 length and UTF-8 text), absorbed people (f64 each), memberships (f64 segment, f64 since, ascending by segment).
import { assert, type Millis } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

const PAIR = 16
const LINK_HEAD = 14

/** An identifier of a person. */
export interface PersonLink {
  /** As `type:value`. */
  readonly identifier: string
  /** Append time of the fact that linked it first; a merge leaves it as it was. */
  readonly linked: Millis
  /** Version of the rules that held then. */
  readonly rules: number
}

/** Adds an identifier that the person does not have yet. */
export function addIdentifier(person: PersonRecord, { identifier, linked, rules }: PersonLink): void {
  const length = Buffer.byteLength(identifier)
  assert(length < 65_536, 'an identifier fits 64 KB')
  const old = Math.max(4, person.cellSize(CellKey.IDENTIFIERS))
  const at = person.allocateCell(CellKey.IDENTIFIERS, old + LINK_HEAD + length)
  const { view } = person
  view.setUint32(at, view.getUint32(at, true) + 1, true)
  view.setFloat64(at + old, linked, true)
  view.setUint32(at + old + 8, rules, true)
  view.setUint16(at + old + 12, length, true)
  person.bytes.write(identifier, at + old + LINK_HEAD)
}

export function readLinks(person: PersonRecord): PersonLink[] {
  const at = person.findCell(CellKey.IDENTIFIERS)
  if (at < 0) return []
  const { view, bytes } = person
  const found: PersonLink[] = []
  const last = at + person.cellSize(CellKey.IDENTIFIERS)
  let offset = at + 4
  for (let left = view.getUint32(at, true); left > 0; left--) {
    const end = offset + LINK_HEAD + view.getUint16(offset + 12, true)
    found.push({ identifier: bytes.toString('utf8', offset + LINK_HEAD, end), linked: view.getFloat64(offset, true), rules: view.getUint32(offset + 8, true) })
    offset = end
  }
  assert(offset === last, 'the identifiers of a person fill their cell')
  return found
}

export function readIdentifiers(person: PersonRecord): string[] {
  return readLinks(person).map(({ identifier }) => identifier)
}

export function readAbsorbed(person: PersonRecord): number[] {
  const at = person.findCell(CellKey.ABSORBED)
  const count = person.cellSize(CellKey.ABSORBED) / 8
  return Array.from({ length: count }, (_, i) => person.view.getFloat64(at + 8 * i, true))
}

export function absorbedCount(person: PersonRecord): number {
  return person.cellSize(CellKey.ABSORBED) / 8
}

export function addAbsorbed(person: PersonRecord, ids: readonly number[]): void {
  const old = person.cellSize(CellKey.ABSORBED)
  const at = person.allocateCell(CellKey.ABSORBED, old + 8 * ids.length)
  ids.forEach((id, i) => person.view.setFloat64(at + old + 8 * i, id, true))
}

/** Since when the person is a member of `segment`, or NaN. */
export function memberSince(person: PersonRecord, segment: number): number {
  const index = person.indexOf(CellKey.MEMBERSHIPS)
  if (index < 0) return NaN
  const at = person.offsetAt(index)
  const place = membershipPlace(person, at, person.lengthAt(index), segment)
  return place < 0 ? NaN : person.view.getFloat64(at + place * PAIR + 8, true)
}

export function enter(person: PersonRecord, segment: number, since: number): void {
  const old = person.cellSize(CellKey.MEMBERSHIPS)
  const at = person.allocateCell(CellKey.MEMBERSHIPS, old + PAIR)
  let place = old / PAIR
  while (place > 0 && person.view.getFloat64(at + (place - 1) * PAIR, true) > segment) place--
  assert(place === 0 || person.view.getFloat64(at + (place - 1) * PAIR, true) < segment, 'only a non-member enters')
  person.bytes.copyWithin(at + (place + 1) * PAIR, at + place * PAIR, at + old)
  person.view.setFloat64(at + place * PAIR, segment, true)
  person.view.setFloat64(at + place * PAIR + 8, since, true)
}

export function leave(person: PersonRecord, segment: number): void {
  const at = person.findCell(CellKey.MEMBERSHIPS)
  const size = person.cellSize(CellKey.MEMBERSHIPS)
  const place = membershipPlace(person, at, size, segment)
  assert(place >= 0, 'only a member leaves')
  person.bytes.copyWithin(at + place * PAIR, at + (place + 1) * PAIR, at + size)
  person.allocateCell(CellKey.MEMBERSHIPS, size - PAIR)
}

export function readMemberships(person: PersonRecord): { segment: number; since: number }[] {
  const at = person.findCell(CellKey.MEMBERSHIPS)
  const count = person.cellSize(CellKey.MEMBERSHIPS) / PAIR
  return Array.from({ length: count }, (_, i) => ({
    segment: person.view.getFloat64(at + i * PAIR, true),
    since: person.view.getFloat64(at + i * PAIR + 8, true),
  }))
}

export function membershipCount(person: PersonRecord): number {
  return person.cellSize(CellKey.MEMBERSHIPS) / PAIR
}

/** The segment of the membership at `index`. */
export function membershipAt(person: PersonRecord, index: number): number {
  return person.view.getFloat64(person.findCell(CellKey.MEMBERSHIPS) + index * PAIR, true)
}

function membershipPlace(person: PersonRecord, at: number, size: number, segment: number): number {
  let low = 0
  let high = size / PAIR - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = person.view.getFloat64(at + middle * PAIR, true)
    if (found === segment) return middle
    if (found < segment) low = middle + 1
    else high = middle - 1
  }
  return -1
}
