// Rows of a list, as CSV or as objects, become records to compare; each keeps the number of its row and its own id.
import { fail, nearest, ok, type Result } from '@touchstone/base'
import type { DateOrder, MatchInput } from '@touchstone/identity'
import { LIMITS } from './limits.ts'
import { MATCH_FIELDS, type MatchField } from './match-fields.ts'

/** By field the name of its column; `id` is what the list itself calls a row. */
export type MatchColumns = Readonly<Partial<Record<MatchField | 'id', string>>>

export interface ListFormat {
  readonly columns: MatchColumns
  readonly delimiter: string
  readonly dates: DateOrder
}

/** Text that comes in pieces, cut anywhere, as rows of cells. */
export interface CsvRows {
  /** Takes the next piece; rows that are whole by then were taken. Fails where it is no CSV, and as whoever takes rows does. */
  write(text: string): Promise<Result<void>>
  /** What is left is the last row. */
  end(): Promise<Result<void>>
}

/** Begins to read CSV; `take` stops it by a failure, which is the result then. */
export type ReadCsv = (delimiter: string, take: (cells: readonly string[]) => Result<void>) => CsvRows

export type JsonRow = Readonly<Record<string, string | number | null>>

export class ListReader {
  readonly #format: ListFormat
  readonly #take: (input: MatchInput) => void
  readonly #csv: CsvRows
  #places: ReadonlyMap<MatchField | 'id', number> | undefined
  /** Of each row its own id, empty where it has none. */
  readonly ids: string[] = []
  /** Rows in which no field has a value. */
  empty = 0

  constructor(format: ListFormat, readCsv: ReadCsv, take: (input: MatchInput) => void) {
    this.#format = format
    this.#take = take
    this.#csv = readCsv(format.delimiter, (cells) => (this.#places === undefined ? this.#begin(cells) : this.#row((field) => cells[this.#places!.get(field) ?? -1])))
  }

  /** The next piece of the CSV text; its first line has the names of the columns. */
  text(text: string): Promise<Result<void>> {
    return this.#csv.write(text)
  }

  rows(rows: readonly JsonRow[]): Result<void> {
    for (const row of rows) {
      const taken = this.#row((field) => {
        const column = this.#format.columns[field]
        const value = column === undefined || !Object.hasOwn(row, column) ? undefined : row[column]
        return value === undefined || value === null ? undefined : String(value)
      })
      if (!taken.ok) return taken
    }
    return ok(undefined)
  }

  end(): Promise<Result<void>> {
    return this.#csv.end()
  }

  #begin(names: readonly string[]): Result<void> {
    const places = new Map<MatchField | 'id', number>()
    for (const [field, column] of Object.entries(this.#format.columns) as [MatchField | 'id', string][]) {
      const at = names.findIndex((name) => name.trim() === column)
      if (at < 0) {
        const near = nearest(column, names)
        return fail('profiles.match-column', `expected a column ${JSON.stringify(column)} in the first line, which has ${names.length} columns${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`)
      }
      places.set(field, at)
    }
    this.#places = places
    return ok(undefined)
  }

  #row(cell: (field: MatchField | 'id') => string | undefined): Result<void> {
    if (this.ids.length >= LIMITS.ROWS) return fail('profiles.match-too-long', `a list has at most ${LIMITS.ROWS} rows; compare it in parts`)
    const input: { -readonly [K in MatchField]?: string } = {}
    for (const field of MATCH_FIELDS) {
      const value = cell(field)
      if (value === undefined || value.trim() === '') continue
      if (value.length > LIMITS.CELL) return fail('profiles.match-cell', `row ${this.ids.length + 1} has a cell of ${value.length} characters for ${field}; at most ${LIMITS.CELL} are expected`)
      input[field] = value
    }
    if (Object.keys(input).length === 0) this.empty++
    this.ids.push((cell('id') ?? '').trim().slice(0, LIMITS.CELL))
    this.#take(input)
    return ok(undefined)
  }
}
