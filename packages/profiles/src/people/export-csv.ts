// A list of people as CSV, made while it is sent: a few people at a time, so that neither memory nor the facts that come
// in meanwhile notice.
import { assert, type Millis } from '@touchstone/base'
import type { ProfileReader } from '../read-profile.ts'
import { BYTE_ORDER_MARK, csvLines, type Cell } from './csv.ts'
import { LIMITS } from './limits.ts'
import { listedPerson, type ListedPerson } from './list-rows.ts'
import { traitsOf, type Column } from './order.ts'

export async function* peopleAsCsv(profiles: ProfileReader, people: Float64Array, columns: readonly Column[], now: () => Millis): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLines([columns.map(headingOf)])
  const traits = traitsOf(columns)
  for (let from = 0; from < people.length; from += LIMITS.EXPORTED_AT_ONCE) {
    const rows: Cell[][] = []
    const computed = profiles.computed.valuesOf(traits, now())
    for (const person of people.subarray(from, from + LIMITS.EXPORTED_AT_ONCE)) {
      const row = listedPerson(profiles, person, traits, computed)
      if (row !== undefined) rows.push(columns.map((column) => cellOf(row, column)))
    }
    assert(rows.every((row) => row.length === columns.length), 'a line has a cell for each column')
    yield csvLines(rows)
    // Whoever waits for an answer of this process goes first.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function headingOf(column: Column): string {
  return 'trait' in column ? `traits.${column.trait}` : column.own
}

function cellOf(row: ListedPerson, column: Column): Cell {
  if ('trait' in column) return cellOfValue(row.traits[column.trait])
  switch (column.own) {
    case 'person':
    case 'facts':
      return row[column.own]
    case 'firstSeen':
    case 'lastSeen':
      return new Date(row[column.own]).toISOString()
    case 'identifiers':
      return row.identifiers.map(({ type, value }) => `${type}:${value}`).join('\n')
  }
}

function cellOfValue(value: unknown): Cell {
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell)
}
