import type { Millis } from '@touchstone/base'
import type { Rank } from '../check/tree.ts'
import type { Columns } from './columns.ts'
import type { Parameters } from './parameters.ts'
import { ORDER, type Rows } from './rows.ts'

/** A condition on its way to SQL: what it is asked of, and what was collected for it so far. */
export interface Question {
  readonly parameters: Parameters
  readonly columns: Columns
  readonly rows: Rows
  readonly asOf: Millis
  /** The zones that persons may have. */
  readonly zones: readonly string[]
  /** An expression of what a rank compares with; undefined where that is not known. */
  readonly threshold: (rank: Rank) => string | undefined
}

/** The column with the JSON text of the trait's latest value: '' where there never was one, 'null' where it was removed. */
export function traitColumn(trait: string, { columns, rows }: Question): string {
  const value = rows.trait(trait)
  return columns.aggregate('argMax', [value, ORDER], `${value} != ''`)
}
