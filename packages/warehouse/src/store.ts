import type { Column } from './row-binary.ts'
import type { ColumnBlock, Parameters } from './ports.ts'

/** Settings of the engine for one statement. */
export type Settings = Readonly<Record<string, string | number>>

/**
 * One connection to ClickHouse. The same SQL runs on both kinds: the embedded engine (`embedded-lane.ts`) and a server
 * over HTTP (`cluster-lane.ts`). Every method throws the engine's error; `failureOf` reads it.
 */
export interface Lane {
  /** The JSON text of an array of rows. */
  rows(sql: string, parameters: Parameters, settings: Settings): Promise<string>
  /** In blocks of columns; see `JobContext.columns`. */
  columns(sql: string, parameters: Parameters, settings: Settings): AsyncIterable<ColumnBlock>
  command(sql: string): Promise<void>
  /** Inserts RowBinary `bytes` as one block, so that all of it becomes visible and durable, or none. */
  insert(table: string, columns: readonly Column[], bytes: Buffer, token: string): Promise<void>
  close(): Promise<void>
}

export interface Store {
  /** `reader` refuses every change where the engine can. */
  lane(purpose: 'reader' | 'writer'): Promise<Lane>
  close(): Promise<void>
}

/** Where the rooms' tables live. */
export const DATABASE = 'touchstone'

/** An insert stays one block: no parallel parsing, one thread, no server-side queue. */
export const INSERT_SETTINGS: Settings = {
  async_insert: 0,
  max_insert_threads: 1,
  max_threads: 1,
  input_format_parallel_parsing: 0,
}

/** 64-bit integers as JSON numbers, the rows as one JSON array. */
export const JSON_SETTINGS: Settings = { output_format_json_quote_64bit_integers: 0 }

export function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

/** Backticks: a name that is also a keyword stays a name. */
export function quoted(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&')}\``
}
