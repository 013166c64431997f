// Two people turn out to be one. Every kind of cell has a union that does not depend on the order of merges, so that any
// way to the same set of people ends in the same state.
import { assert } from '@touchstone/base'
import { readAccounts, tellAccounts } from './accounts-cell.ts'
import { mergeMessages } from './messages-cell.ts'
import { mergeSessions } from './sessions-cell.ts'
import { mergeTrait } from './trait-cells.ts'
import { countEvent, readEventCount } from './event-cells.ts'
import { addAbsorbed, addIdentifier, readAbsorbed, readLinks } from './list-cells.ts'
import { cellNumber, cellSort } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'

/** Adds all of `from` to `into`, and gives up what belongs to `from` alone. Memberships are ended and begun by the caller. */
export function mergePeople(into: PersonRecord, from: PersonRecord, index: SegmentIndex): void {
  assert(into.id < from.id, 'the survivor of a merge has the smaller id')
  into.disturb()
  into.seen(from.firstSeen, from.lastSeen)
  into.facts += from.facts
  for (let i = 0; i < from.cellCount; i++) mergeCell(into, from, i, index)
  addAbsorbed(into, [from.id, ...readAbsorbed(from)])
  releaseCells(from, index)
}

/** Gives up what lies outside the record of a person whose record is going to be removed. */
export function releaseCells(person: PersonRecord, index: SegmentIndex): void {
  for (let i = person.cellCount - 1; i >= 0; i--) {
    const key = person.keyAt(i)
    if (cellSort(key) === 'node') index.node(cellNumber(key))?.spec.release(person)
  }
}

function mergeCell(into: PersonRecord, from: PersonRecord, i: number, index: SegmentIndex): void {
  const key = from.keyAt(i)
  switch (cellSort(key)) {
    case 'identifiers':
      for (const link of readLinks(from)) addIdentifier(into, link)
      return
    case 'messages':
      mergeMessages(into, from)
      return
    case 'sessions':
      mergeSessions(into, from)
      return
    case 'accounts':
      tellAccounts(into, readAccounts(from))
      return
    case 'trait':
      mergeTrait(into, from, i)
      return
    case 'event': {
      const { count, first, last } = readEventCount(from, from.offsetAt(i))
      countEvent(into, cellNumber(key), first, last, count)
      return
    }
    case 'node': {
      const node = index.node(cellNumber(key))
      assert(node !== undefined, 'a cell goes before its node does')
      // One that leaves may have been removed from `into` already.
      if (!node.isLeaving) node.spec.merge(into, from)
      return
    }
    case 'absorbed':
    case 'memberships':
      return
  }
}
