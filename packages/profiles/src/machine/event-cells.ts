// How often each event happened to a person: u32 count · f64 first · f64 last, one cell per event name.
import { assert } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

const SIZE = 20

export function countEvent(person: PersonRecord, event: number, first: number, last: number, times: number): void {
  assert(times > 0 && first <= last, 'an event is counted at least once, from its first to its last time')
  const key = CellKey.event(event)
  let at = person.findCell(key)
  if (at < 0) {
    at = person.allocateCell(key, SIZE)
    person.view.setFloat64(at + 4, first, true)
    person.view.setFloat64(at + 12, last, true)
  }
  const view = person.view
  view.setUint32(at, view.getUint32(at, true) + times, true)
  if (first < view.getFloat64(at + 4, true)) view.setFloat64(at + 4, first, true)
  if (last > view.getFloat64(at + 12, true)) view.setFloat64(at + 12, last, true)
}

export function readEventCount(person: PersonRecord, at: number): { count: number; first: number; last: number } {
  return { count: person.view.getUint32(at, true), first: person.view.getFloat64(at + 4, true), last: person.view.getFloat64(at + 12, true) }
}
