import type { Failure, Result } from '@touchstone/base'
import type { RowChanges } from './row-changes.ts'


/**
 * One step of a room's tables. `sql` is exactly one statement and must be harmless when it runs twice
 * (`CREATE TABLE IF NOT EXISTS …`): ClickHouse has no transactions, so a crash may come between the statement and its record.
 * Numbers count 1, 2, 3… within a room; an applied migration never changes.
 */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}

/** A result row: column name to JSON value. 64-bit integers are numbers, so select `toString(x)` where they may pass 2^53. */
export type Row = Readonly<Record<string, unknown>>

/** Values of `{name:Type}` places in a query. They are bound by the engine and never become part of the SQL text. */
export type Parameters = Readonly<Record<string, ParameterValue>>
export type ParameterValue = string | number | bigint | boolean | null | readonly ParameterValue[]

/** Bounds of one query; each has a default in `limits.ts`. */
export interface QueryLimits {
  readonly milliseconds?: number
  readonly rows?: number
  readonly memoryBytes?: number
  /** Aborted when whoever asked has gone: the query is called off, and fails with `warehouse.cancelled`. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A row to insert: column name to value. Text columns take a string or UTF-8 bytes, integer columns a number or a bigint,
 * arrays an array. Every column must be there.
 */
export type FeedRow = Readonly<Record<string, unknown>>

/** What one outbox entry means: its place in the outbox, and the rows it adds to each table, keys strictly growing. */
export interface MappedRows {
  readonly cursor: number
  readonly tables: Readonly<Record<string, readonly FeedRow[]>>
}

export type NumberColumn = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Texts of a block. */
export interface TextColumn {
  /** The text of row `i`, decoded at each call. */
  text(row: number): string
}

/** Some rows of a result, by columns, which are numbered from 0 in the order of the SELECT. */
export interface ColumnBlock {
  readonly rows: number
  /** One value per row. Throws `InvariantError` for a column of texts. */
  numbers(column: number): NumberColumn
  /** Throws `InvariantError` for a column of numbers. */
  texts(column: number): TextColumn
}

/** What a history job may do while it runs inside the child. */
export interface JobContext {
  query(sql: string, parameters?: Parameters, limits?: QueryLimits): Promise<Result<Row[]>>
  /**
   * A result too large for memory, in blocks of columns. Every column must be of type Float64, UInt32, UInt16, UInt8 or
   * String: cast in the SELECT. Throws when the query fails. One at a time per job.
   */
  columns(sql: string, parameters?: Parameters): AsyncIterable<ColumnBlock>
  /** Changes rows that are there; one job at a time. */
  rowChanges(): Promise<RowChanges>
  /** Hands one message to the caller of `run`; waits while too many are on their way. */
  post(message: unknown): Promise<void>
}

export type Job = (argument: unknown, context: JobContext) => Promise<unknown>

/** What the server plugs into the child: how an outbox entry becomes rows, and the jobs it can run over history. */
export interface Feed {
  rowsOf(entry: Buffer): MappedRows | Promise<MappedRows>
  readonly jobs?: Readonly<Record<string, Job>>
  close?(): void | Promise<void>
}

export interface FeedService {
  /** The tables the feed writes (below database `touchstone`), each with its strictly growing UInt64 key column. */
  readonly tables: Readonly<Record<string, { readonly key: string }>>
  open(childConfig: unknown): Feed | Promise<Feed>
}

export interface WarehouseOptions {
  /** Absolute. The embedded engine keeps its files below it; with `url` only a process id. */
  readonly directory: string
  /** A ClickHouse server instead of the embedded engine: `http://user:password@host:8123`. */
  readonly url?: string
  readonly migrations: readonly Migration[]
  /** The TypeScript module that calls `serveWarehouse`. */
  readonly childModule: URL
  /** Given to the module's `open`; must survive a structured clone. */
  readonly childConfig: unknown
  /** Tables to empty at the first start: what they were derived from was lost and will be said again. */
  readonly forget?: readonly string[]
  /** Memory of the embedded engine in bytes; when not given a quarter of the machine, at most 2 GiB. */
  readonly memoryBytes?: number
  /** Called before each step of a migration, with its room and number. */
  readonly onMigrating?: (step: string) => void
  /** Called when the child comes up, goes down, or has trouble inserting. */
  readonly onState?: (state: WarehouseState) => void
  /** Called with the outbox cursor up to which everything is durable: the outbox may be trimmed to here. */
  readonly onDurable?: (cursor: number) => void
}

export interface WarehouseState {
  readonly up: boolean
  /** How often the child was started again. */
  readonly restarts: number
  /** Outbox cursor up to which all rows are durable, as far as this process knows; undefined before the first. */
  readonly durable: number | undefined
  /** Rows made durable since this process opened the warehouse. */
  readonly rows: number
  /** Entries handed over and not yet durable, and the age of the oldest in milliseconds (0 when there is none). */
  readonly waiting: number
  readonly lag: number
  /** Why it is down, or why inserts are being tried again. */
  readonly failure: Failure | undefined
}
