// Sessions as intervals: two facts belong to one session when at most 30 minutes lie between them or a chain of others
// bridges the gap. A union of intervals does not depend on the order in which facts arrive, unlike a counter.
//   u32 intervals · u32 older ones that were dropped · intervals × (f64 start, f64 end), ascending
import { MINUTE, assert } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

export const SESSION_GAP = 30 * MINUTE
/** Intervals kept; older ones are only counted, and facts older than the oldest kept no longer make sessions. */
export const MAX_SESSIONS = 512

const PAIR = 16

/** Extends or starts the session that covers `from` to `to`. */
export function addSession(person: PersonRecord, from: number, to: number): void {
  assert(from <= to, 'a session starts before it ends')
  const cell = person.findCell(CellKey.SESSIONS)
  const count = cell < 0 ? 0 : person.view.getUint32(cell, true)
  // The intervals first … last−1 touch [from, to] and become one with it.
  let first = count
  while (first > 0 && end(person, cell, first - 1) + SESSION_GAP >= from) first--
  let last = first
  while (last < count && start(person, cell, last) - SESSION_GAP <= to) last++
  if (last === first) {
    insert(person, first, from, to, count)
    return
  }
  const low = Math.min(from, start(person, cell, first))
  const high = Math.max(to, end(person, cell, last - 1))
  put(person, cell, first, low, high)
  if (last - first > 1) {
    const at = cell + 8 + (first + 1) * PAIR
    person.bytes.copyWithin(at, cell + 8 + last * PAIR, cell + 8 + count * PAIR)
    const left = count - (last - first - 1)
    person.view.setUint32(cell, left, true)
  }
}

export function mergeSessions(into: PersonRecord, from: PersonRecord): void {
  const { intervals, dropped } = readSessions(from)
  for (const [low, high] of intervals) addSession(into, low, high)
  const cell = into.findCell(CellKey.SESSIONS)
  if (cell >= 0) into.view.setUint32(cell + 4, into.view.getUint32(cell + 4, true) + dropped, true)
}

export function readSessions(person: PersonRecord): { intervals: [number, number][]; dropped: number } {
  const cell = person.findCell(CellKey.SESSIONS)
  if (cell < 0) return { intervals: [], dropped: 0 }
  const intervals: [number, number][] = []
  for (let i = 0; i < person.view.getUint32(cell, true); i++) intervals.push([start(person, cell, i), end(person, cell, i)])
  return { intervals, dropped: person.view.getUint32(cell + 4, true) }
}

function insert(person: PersonRecord, place: number, from: number, to: number, count: number): void {
  if (count === MAX_SESSIONS) {
    if (place === 0) return
    const cell = person.findCell(CellKey.SESSIONS)
    person.bytes.copyWithin(cell + 8, cell + 8 + PAIR, cell + 8 + place * PAIR)
    put(person, cell, place - 1, from, to)
    person.view.setUint32(cell + 4, person.view.getUint32(cell + 4, true) + 1, true)
    return
  }
  const capacity = Math.max(0, (person.cellSize(CellKey.SESSIONS) - 8) / PAIR)
  const wanted = count < capacity ? capacity : Math.min(MAX_SESSIONS, count + 1 + (count >> 1))
  const cell = person.allocateCell(CellKey.SESSIONS, 8 + wanted * PAIR)
  person.bytes.copyWithin(cell + 8 + (place + 1) * PAIR, cell + 8 + place * PAIR, cell + 8 + count * PAIR)
  put(person, cell, place, from, to)
  person.view.setUint32(cell, count + 1, true)
}

function start(person: PersonRecord, cell: number, i: number): number {
  return person.view.getFloat64(cell + 8 + i * PAIR, true)
}
function end(person: PersonRecord, cell: number, i: number): number {
  return person.view.getFloat64(cell + 16 + i * PAIR, true)
}
function put(person: PersonRecord, cell: number, i: number, from: number, to: number): void {
  person.view.setFloat64(cell + 8 + i * PAIR, from, true)
  person.view.setFloat64(cell + 16 + i * PAIR, to, true)
}
