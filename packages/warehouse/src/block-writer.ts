// The child's writer. Rows of many outbox entries gather in one buffer per table; every half second, or when a buffer is
// full, the buffers are swapped and each is inserted as one block while the next entries already fill the others.
//
// Nothing twice, nothing lost: a block is atomic (one part), blocks of a table go in key order and one at a time, so the
// highest key in a table says exactly which rows it has. After a crash the parent sends again what was not acknowledged,
// and rows at or below the highest key found at start are dropped. An entry is acknowledged when its rows of *all*
// tables are durable.
import { assert } from '@touchstone/base'
import type { Failure } from '@touchstone/base'
import { failureOf } from './failure.ts'
import { LIMITS } from './limits.ts'
import type { MappedRows } from './ports.ts'
import { RowBuffer, rowWriter } from './row-binary.ts'
import type { Column } from './row-binary.ts'
import { DATABASE, literal, quoted } from './store.ts'
import type { Lane } from './store.ts'

export interface Reports {
  durable(through: number, cursor: number, rows: number): void
  trouble(failure: Failure | undefined): void
}

interface Table {
  readonly name: string
  readonly key: string
  readonly columns: readonly Column[]
  readonly write: ReturnType<typeof rowWriter>
  /** Highest key found at start: rows up to it are there already. */
  readonly found: number
  filling: Block
  inserting: Block
  last: number
}

interface Block {
  readonly rows: RowBuffer
  first: number
  last: number
}

export class BlockWriter {
  readonly #lane: Lane
  readonly #tables: Map<string, Table>
  readonly #reports: Reports
  #through = 0
  #cursor = 0
  #acknowledged = 0
  /** Rows inserted since the last acknowledgement. */
  #rows = 0
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> | undefined
  #broken: unknown

  constructor(lane: Lane, tables: Map<string, Table>, reports: Reports) {
    this.#lane = lane
    this.#tables = tables
    this.#reports = reports
  }

  /** Reads each table's columns and highest key, and makes its inserts durable. Throws when a table is missing. */
  static async open(lane: Lane, wanted: Readonly<Record<string, { readonly key: string }>>, reports: Reports): Promise<BlockWriter> {
    const tables = new Map<string, Table>()
    for (const [name, { key }] of Object.entries(wanted)) tables.set(name, await openTable(lane, name, key))
    return new BlockWriter(lane, tables, reports)
  }

  /** Highest key of each table at start. */
  found(): Record<string, number> {
    return Object.fromEntries([...this.#tables.values()].map((table) => [table.name, table.found]))
  }

  /** Takes the rows of entry `number`; waits while the buffers are full. Calls must not overlap. */
  async add(number: number, mapped: MappedRows): Promise<void> {
    for (const [name, rows] of Object.entries(mapped.tables)) {
      const table = this.#tables.get(name)
      assert(table, `the feed maps rows to the table "${name}", which the service does not declare`)
      for (const row of rows) {
        const key = row[table.key] as number
        assert(Number.isSafeInteger(key) && key >= 0, `${name}.${table.key} must be a safe integer ≥ 0, got ${String(key)}`)
        if (key <= table.found) continue
        assert(key > table.last, `${name}.${table.key} must grow strictly: ${key} came after ${table.last}`)
        const block = table.filling.rows
        if (block.rows >= LIMITS.BLOCK_ROWS || block.length >= LIMITS.BLOCK_BYTES) await this.flush()
        if (table.filling.rows.rows === 0) table.filling.first = key
        table.write(table.filling.rows, row)
        table.filling.last = table.last = key
      }
    }
    this.#through = number
    this.#cursor = mapped.cursor
    this.#timer ??= setTimeout(() => this.#flushOnTime(), LIMITS.FLUSH_AFTER)
  }

  /** Inserts everything taken so far and acknowledges it. Throws when it cannot tell what an insert has done. */
  async flush(): Promise<void> {
    while (this.#flushing) await this.#flushing
    if (this.#broken) throw this.#broken
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#insertAll().finally(() => (this.#flushing = undefined))
    await this.#flushing
  }

  #flushOnTime(): void {
    this.#timer = undefined
    this.flush().catch((error: unknown) => {
      this.#broken = error
      throw error // ends the child; the next one reads the tables' highest keys afresh
    })
  }

  async #insertAll(): Promise<void> {
    const through = this.#through
    const cursor = this.#cursor
    const full: Table[] = []
    for (const table of this.#tables.values()) {
      if (table.filling.rows.rows === 0) continue
      const next = table.inserting
      next.rows.clear()
      table.inserting = table.filling
      table.filling = next
      full.push(table)
      this.#rows += table.inserting.rows.rows
    }
    for (const table of full) await this.#insert(table)
    if (through === this.#acknowledged) return
    this.#acknowledged = through
    this.#reports.durable(through, cursor, this.#rows)
    this.#rows = 0
  }

  async #insert(table: Table): Promise<void> {
    const { rows, first, last } = table.inserting
    let troubled = false
    for (let wait: number = LIMITS.RETRY_FIRST; ; wait = Math.min(wait * 2, LIMITS.RETRY_LAST)) {
      try {
        if (troubled && (await this.#alreadyThere(table))) break
        await this.#lane.insert(table.name, table.columns, rows.filled(), `${table.name}:${first}-${last}`)
        break
      } catch (error) {
        if (error instanceof Error && error.name === 'InvariantError') throw error
        troubled = true
        this.#reports.trouble(failureOf(error))
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
    if (troubled) this.#reports.trouble(undefined)
  }

  /** An insert that failed may still have been done (a server's answer was lost). The highest key tells. */
  async #alreadyThere(table: Table): Promise<boolean> {
    const highest = await highestKey(this.#lane, table.name, table.key)
    if (highest >= table.inserting.last) return true
    assert(highest < table.inserting.first, `${table.name} holds part of one block: keys up to ${highest} of ${table.inserting.first}–${table.inserting.last}`)
    return false
  }
}

/** Of the key's column. In a table that folds its rows the highest key must outlive those that are folded. */
const KEY_TYPES: readonly string[] = ['UInt64', 'SimpleAggregateFunction(max, UInt64)']

async function openTable(lane: Lane, name: string, key: string): Promise<Table> {
  const columns = JSON.parse(
    // Columns that the table works out by itself are not written.
    await lane.rows(`SELECT name, type FROM system.columns WHERE database = ${literal(DATABASE)} AND table = {table:String} AND default_kind NOT IN ('MATERIALIZED', 'ALIAS') ORDER BY position`, { table: name }, {}),
  ) as Column[]
  const keyColumn = columns.find((column) => column.name === key)
  if (keyColumn === undefined || !KEY_TYPES.includes(keyColumn.type)) {
    throw new Error(
      columns.length === 0
        ? `the warehouse has no table "${name}": a migration of its room must create it`
        : `expected ${name}.${key} to be ${KEY_TYPES.join(' or ')}, got ${keyColumn?.type ?? 'no such column'}`,
    )
  }
  // An acknowledged row must survive the loss of power: the log is trimmed on the strength of it.
  // Files that nothing reads any more go within seconds, not minutes: somebody may wait for what they held to be gone (row-changes.ts).
  await lane.command(`ALTER TABLE ${quoted(name)} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1, cleanup_delay_period = 5, cleanup_delay_period_random_add = 0, max_cleanup_delay_period = 10`)
  const found = await highestKey(lane, name, key)
  const block = (): Block => ({ rows: new RowBuffer(), first: 0, last: 0 })
  return { name, key, columns, write: rowWriter(name, columns), found, filling: block(), inserting: block(), last: found }
}

/** 0 for an empty table; keys start at 1. */
async function highestKey(lane: Lane, table: string, key: string): Promise<number> {
  const [row] = JSON.parse(await lane.rows(`SELECT max(${quoted(key)}) AS highest FROM ${quoted(table)}`, {}, {})) as { highest: number }[]
  return row!.highest
}
