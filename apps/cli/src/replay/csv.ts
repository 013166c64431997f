// The one file that knows the CSV parser.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'

export interface CsvFormat {
  readonly delimiter?: string
  readonly encoding?: 'utf8' | 'latin1'
}

/** Longest line that is still taken for data and not for a file of another kind, in characters. */
const LONGEST_LINE = 1_000_000

/**
 * Reads a CSV file (gzip when its name ends in `.gz`) without holding it: `begin` gets the first line, `take` every other
 * one with its number in the file, counted from 1. The first failure of either ends the reading and is the result.
 */
export async function readCsv(file: string, format: CsvFormat, begin: (header: readonly string[]) => Result<void>, take: (fields: readonly string[], line: number) => Result<void> | undefined): Promise<Result<void>> {
  let header = true
  let line = 0
  let failed: Result<void> | undefined
  const parser = parse({
    bom: true,
    delimiter: format.delimiter ?? ',',
    encoding: format.encoding ?? 'utf8',
    max_record_size: LONGEST_LINE,
    // Records are used up here and never become stream objects: half of the time otherwise.
    on_record: (fields: string[]) => {
      line++
      if (failed === undefined) {
        const result = header ? begin(fields) : take(fields, line)
        if (result?.ok === false) {
          failed = result
          parser.destroy()
        }
      }
      header = false
      return null
    },
  })
  parser.resume()
  try {
    const source = createReadStream(file)
    await (file.endsWith('.gz') ? pipeline(source, createGunzip(), parser) : pipeline(source, parser))
  } catch (error) {
    if (failed !== undefined) return failed
    const at = error instanceof CsvError ? ` at line ${String(error.lines)}` : ''
    return fail('replay.file-unreadable', `cannot read ${file}${at}: ${(error as Error).message}`)
  }
  if (failed !== undefined) return failed
  return header ? fail('replay.file-unreadable', `${file} is empty; it needs a first line with the names of the columns`) : ok(undefined)
}

/** Text that comes in pieces, cut anywhere, as rows of cells. */
export interface CsvPieces {
  /** Takes the next piece; rows that are whole by then were given to `take`, the last one when the next begins. Failure: `csv.unreadable`. */
  write(text: string): Promise<Result<void>>
  /** What is left is the last row. */
  end(): Promise<Result<void>>
}

/** `take` stops the reading by a failure, which is the result then. No message repeats what a cell holds. */
export function readCsvPieces(delimiter: string, take: (cells: readonly string[]) => Result<void>): CsvPieces {
  let failed: Result<void> | undefined
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: LONGEST_LINE,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (cells: string[]) => {
      if (failed === undefined) {
        const taken = take(cells)
        if (!taken.ok) failed = taken
      }
      return null
    },
  })
  // An error comes with the answer to a write as well; unheard it would end the thread.
  parser.on('error', () => undefined)
  parser.resume()
  const after = (error: unknown): Result<void> => {
    const reason = error instanceof CsvError ? error.code : 'it is none'
    if (error) failed ??= fail('csv.unreadable', `expected lines of CSV with "${delimiter}" between cells and quotes in pairs: ${reason}`)
    return failed ?? ok(undefined)
  }
  return {
    write: (text) => new Promise((resolve) => void parser.write(text, (error) => resolve(after(error)))),
    end: () => new Promise((resolve) => void parser.end((error?: Error | null) => resolve(after(error)))),
  }
}
