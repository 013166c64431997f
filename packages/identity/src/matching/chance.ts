// How alike two strangers are. Equal values are counted exactly, from how often each value occurs; the finer levels from pairs
// drawn at random, which are strangers but for a handful in a million.
import { assert } from '@touchstone/base'
import type { PairScope } from './blocks.ts'
import type { Comparer } from './compare.ts'
import { FIELDS, LEVELS, MISSING, SAME, isSame, levelOf } from './fields.ts'
import type { RecordTable } from './record-table.ts'

/** Pairs drawn at random; of short lists fewer, which soon would be the same ones again. */
const DRAWN = 600_000
const DRAWN_PER_RECORD = 100
const DRAWN_AT_LEAST = 50_000

/** Chance as an argument: 0 ≤ n < 1. */
export type Draw = () => number

export interface Chance {
  /** Pairs in all, compared or not. */
  readonly pairs: number
  /** By field: pairs of which both have it, and of those the pairs with one and the same value. */
  readonly present: readonly number[]
  readonly same: readonly number[]
  /** By field and level: how often strangers who have different values are so alike. Each row adds up to 1. */
  readonly different: readonly Float64Array[]
  /** By field and number of a value: how many records have it; and how many have any. */
  readonly records: readonly Int32Array[]
  readonly filled: readonly number[]
}

export function chanceOf(table: RecordTable, comparer: Comparer, scope: PairScope, draw: Draw): Chance {
  const { listed, size } = table
  const within = scope.within ? (listed * (listed - 1)) / 2 : 0
  const across = scope.across ? listed * (size - listed) : 0
  assert(within + across > 0, 'there is at least one pair')
  const counted = FIELDS.map((_, at) => countValues(table, at, scope))
  return {
    pairs: within + across,
    present: counted.map((one) => one.present),
    same: counted.map((one) => one.same),
    different: drawDifferent(table, comparer, within, across, draw),
    records: counted.map((one) => one.records),
    filled: counted.map((one) => one.filled),
  }
}

/** The numbers of a field's values; dates are numbered by themselves. */
export function valueColumn(table: RecordTable, at: number): Int32Array {
  return table.columns[FIELDS[at]!]
}

function countValues(table: RecordTable, at: number, scope: PairScope): { present: number; same: number; records: Int32Array; filled: number } {
  const column = valueColumn(table, at)
  let most = 0
  for (let i = 0; i < table.size; i++) if (column[i]! > most) most = column[i]!
  const listed = new Int32Array(most + 1)
  const records = new Int32Array(most + 1)
  for (let i = 0; i < table.size; i++) {
    records[column[i]!]!++
    if (i < table.listed) listed[column[i]!]!++
  }
  const pairs = (ofList: number, ofAll: number): number => (scope.within ? (ofList * (ofList - 1)) / 2 : 0) + (scope.across ? ofList * (ofAll - ofList) : 0)
  let same = 0
  for (let value = 1; value <= most; value++) if (records[value]! > 1) same += pairs(listed[value]!, records[value]!)
  const filled = table.size - records[0]!
  records[0] = 0
  return { present: pairs(table.listed - listed[0]!, filled), same, records, filled }
}

function drawDifferent(table: RecordTable, comparer: Comparer, within: number, across: number, draw: Draw): Float64Array[] {
  // Half a pair of every level, so that nothing is impossible only because it was not drawn.
  const counts = LEVELS.map((levels, at) => Float64Array.from({ length: levels }, (_, level) => (level === MISSING || isSame(at, level) ? 0 : 0.5)))
  const drawn = Math.min(DRAWN, DRAWN_AT_LEAST + DRAWN_PER_RECORD * table.size, Math.ceil(4 * (within + across)))
  for (let i = 0; i < drawn; i++) {
    const a = Math.floor(draw() * table.listed)
    const isWithin = draw() * (within + across) < within
    // Of those behind `a` in a circle, so that nobody meets themselves.
    const b = isWithin ? (a + 1 + Math.floor(draw() * (table.listed - 1))) % table.listed : table.listed + Math.floor(draw() * (table.size - table.listed))
    const pattern = comparer.pattern(a, b)
    for (let at = 0; at < counts.length; at++) {
      const level = levelOf(pattern, at)
      if (level !== MISSING && level !== SAME[at]) counts[at]![level]!++
    }
  }
  return counts.map((row) => {
    const sum = row.reduce((total, one) => total + one, 0)
    return row.map((one) => one / sum)
  })
}
