// The small lists of a person: identifiers (u32 count, user ids among them, then u16 length + UTF-8 text each),
// absorbed people (f64 each), memberships (f64 segment, f64 since, ascending by segment).
import { assert } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

const PAIR = 16

export function identifierCounts(person: PersonRecord): { identifiers: number; userIds: number } {
  const at = person.findCell(CellKey.IDENTIFIERS)
  if (at < 0) return { identifiers: 0, userIds: 0 }
  return { identifiers: person.view.getUint32(at, true), userIds: person.view.getUint32(at + 4, true) }
}

/** Adds an identifier (`type:value`) that the person does not have yet. */
export function addIdentifier(person: PersonRecord, identifier: string): void {
  const length = Buffer.byteLength(identifier)
  assert(length < 65_536, 'an identifier fits 64 KB')
  const old = Math.max(8, person.cellSize(CellKey.IDENTIFIERS))
  const at = person.allocateCell(CellKey.IDENTIFIERS, old + 2 + length)
  person.view.setUint32(at, person.view.getUint32(at, true) + 1, true)
  if (identifier.startsWith('user_id:')) person.view.setUint32(at + 4, person.view.getUint32(at + 4, true) + 1, true)
  person.view.setUint16(at + old, length, true)
  person.bytes.write(identifier, at + old + 2)
}

export function readIdentifiers(person: PersonRecord): string[] {
  const at = person.findCell(CellKey.IDENTIFIERS)
  if (at < 0) return []
  const found: string[] = []
  let offset = at + 8
  for (let left = person.view.getUint32(at, true); left > 0; left--) {
    const length = person.view.getUint16(offset, true)
    found.push(person.bytes.toString('utf8', offset + 2, offset + 2 + length))
    offset += 2 + length
  }
  return found
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
