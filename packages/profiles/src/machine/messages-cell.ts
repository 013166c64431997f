// The messages of the last 24 hours, by their 64-bit hashes: an open-addressed table, so that a person with a hundred
// thousand messages a day costs no more per message than one with ten.
//   u32 entries · u32 capacity (a power of two) · capacity × (u32 high, u32 low, u32 minute it was appended)
// A free place has minute 0. Old entries go when the table is rebuilt, so a message may be remembered for longer.
//
// A person's record is bounded, and whoever has a public write key can send any number of messages for one person: of more
// than `MOST_MESSAGES` within 24 hours the newest are remembered.
import { DAY, MINUTE } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

const ENTRY = 12
const FIRST_CAPACITY = 4
/** Remembered when a table is rebuilt: it has 6 MB then, of the 16 MB of a record. */
export const MOST_MESSAGES = 196_608

/** Remembers the message; false when it was there already (a duplicate). */
export function remember(person: PersonRecord, high: number, low: number, time: number): boolean {
  let at = person.findCell(CellKey.MESSAGES)
  if (at < 0) {
    at = person.allocateCell(CellKey.MESSAGES, 8 + FIRST_CAPACITY * ENTRY)
    person.view.setUint32(at + 4, FIRST_CAPACITY, true)
  }
  const place = probe(person.view, at, high, low)
  if (place < 0) return false
  const entries = person.view.getUint32(at, true) + 1
  const capacity = person.view.getUint32(at + 4, true)
  if (4 * entries > 3 * capacity) {
    rebuild(person, time)
    return remember(person, high, low, time)
  }
  write(person.view, place, high, low, Math.floor(time / MINUTE))
  person.view.setUint32(at, entries, true)
  return true
}

/** Adds the messages of `from` to those of `into`. */
export function mergeMessages(into: PersonRecord, from: PersonRecord): void {
  for (const [high, low, minute] of entries(from)) remember(into, high, low, minute * MINUTE)
}

/** Byte offset of the free place for the hash, or -1 where it is present. */
function probe(view: DataView, at: number, high: number, low: number): number {
  const mask = view.getUint32(at + 4, true) - 1
  for (let i = low & mask; ; i = (i + 1) & mask) {
    const place = at + 8 + i * ENTRY
    if (view.getUint32(place + 8, true) === 0) return place
    if (view.getUint32(place + 4, true) === low && view.getUint32(place, true) === high) return -1
  }
}

function write(view: DataView, place: number, high: number, low: number, minute: number): void {
  view.setUint32(place, high, true)
  view.setUint32(place + 4, low, true)
  view.setUint32(place + 8, minute, true)
}

function rebuild(person: PersonRecord, time: number): void {
  const all = entries(person)
  const oldest = oldestKept(all, Math.floor((time - DAY) / MINUTE))
  const kept = all.filter(([, , minute]) => minute >= oldest).slice(-MOST_MESSAGES)
  let capacity = FIRST_CAPACITY
  while (capacity < 2 * (kept.length + 1)) capacity *= 2
  const at = person.allocateCell(CellKey.MESSAGES, 8 + capacity * ENTRY)
  person.bytes.fill(0, at, at + 8 + capacity * ENTRY)
  person.view.setUint32(at, kept.length, true)
  person.view.setUint32(at + 4, capacity, true)
  for (const [high, low, minute] of kept) write(person.view, probe(person.view, at, high, low), high, low, minute)
}

/** The minute from which on messages are kept: `oldest`, or a later one where those would be too many. */
function oldestKept(all: readonly [number, number, number][], oldest: number): number {
  if (all.length <= MOST_MESSAGES) return oldest
  const perMinute = new Map<number, number>()
  for (const [, , minute] of all) perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1)
  let left = 0
  for (const minute of [...perMinute.keys()].sort((a, b) => b - a)) {
    if (minute < oldest) break
    left += perMinute.get(minute)!
    // One minute alone may have more: then it is its share that is kept.
    if (left > MOST_MESSAGES) return left === perMinute.get(minute) ? minute : minute + 1
  }
  return oldest
}

function entries(person: PersonRecord): [number, number, number][] {
  const at = person.findCell(CellKey.MESSAGES)
  if (at < 0) return []
  const found: [number, number, number][] = []
  const capacity = person.view.getUint32(at + 4, true)
  for (let place = at + 8; place < at + 8 + capacity * ENTRY; place += ENTRY) {
    const minute = person.view.getUint32(place + 8, true)
    if (minute !== 0) found.push([person.view.getUint32(place, true), person.view.getUint32(place + 4, true), minute])
  }
  return found
}
