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
