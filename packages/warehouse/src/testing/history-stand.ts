// A ClickHouse with a history in it, for trying conditions: the tables that the queries of the language read, without what
// they do not read. Queries go through the lane that production uses, so the binding of parameters is under test too.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Query } from '@touchstone/language'
import type { World } from '@touchstone/language/testing'
import { openEmbeddedStore } from '../embedded-lane.ts'
import type { FeedRow, Row } from '../ports.ts'
import { type Column, RowBuffer, rowWriter } from '../row-binary.ts'
import type { Lane, Store } from '../store.ts'

const FACTS: readonly Column[] = [
  { name: 'position', type: 'UInt64' },
  { name: 'person', type: 'UInt64' },
  { name: 'appended', type: 'Int64' },
  { name: 'happened', type: 'Int64' },
  { name: 'hash', type: 'UInt64' },
  { name: 'event', type: 'LowCardinality(String)' },
  { name: 'traits', type: 'String' },
  { name: 'properties', type: 'String' },
]
const ALIASES: readonly Column[] = [
  { name: 'sequence', type: 'UInt64' },
  { name: 'position', type: 'UInt64' },
  { name: 'appended', type: 'Int64' },
  { name: 'loser', type: 'UInt64' },
  { name: 'survivor', type: 'UInt64' },
]
const MEMORY_BYTES = 1024 * 1024 * 1024
/** One query takes a tenth of a second, whatever it asks: so several go together. */
const QUERIES_AT_ONCE = 12

export class HistoryStand {
  readonly #directory: string
  readonly #store: Store
  readonly #lane: Lane

  private constructor(directory: string, store: Store, lane: Lane) {
    this.#directory = directory
    this.#store = store
    this.#lane = lane
  }

  static async open(): Promise<HistoryStand> {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-history-'))
    const store = await openEmbeddedStore(directory, MEMORY_BYTES)
    const lane = await store.lane('writer')
    const create = (table: string, columns: readonly Column[], order: string): Promise<void> =>
      lane.command(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')}) ENGINE = MergeTree ORDER BY (${order})`)
    await create('profiles_facts', FACTS, 'event, person, happened')
    await create('profiles_aliases', ALIASES, 'loser, position')
    return new HistoryStand(directory, store, lane)
  }

  async close(): Promise<void> {
    await this.#lane.close()
    await this.#store.close()
    rmSync(this.#directory, { recursive: true, force: true })
  }

  /** In place of what was there. */
  async load({ facts, aliases }: World): Promise<void> {
    const rows = facts.map(({ timestamp, traits, properties, ...fact }) => ({
      ...fact,
      happened: timestamp,
      traits: JSON.stringify(traits),
      properties: JSON.stringify(properties),
    }))
    await this.#fill('profiles_facts', FACTS, rows)
    await this.#fill('profiles_aliases', ALIASES, aliases as unknown as FeedRow[])
  }

  async rows({ sql, parameters }: Query): Promise<Row[]> {
    return JSON.parse(await this.#lane.rows(sql, parameters, { max_threads: 2 })) as Row[]
  }

  /** The people that each query selects, ascending. Its parameters must have a prefix of their own. */
  async members(queries: readonly Query[]): Promise<number[][]> {
    const members: number[][] = []
    for (let first = 0; first < queries.length; first += QUERIES_AT_ONCE) {
      const group = queries.slice(first, first + QUERIES_AT_ONCE)
      members.push(...(await this.#together(group).catch(() => this.#oneByOne(group))))
    }
    return members
  }

  async #together(queries: readonly Query[]): Promise<number[][]> {
    const sql = queries.map((query, index) => `SELECT toUInt32(${index}) AS query, person FROM (${query.sql})`).join('\nUNION ALL\n')
    const found = await this.rows({ sql, parameters: Object.assign({}, ...queries.map(({ parameters }) => parameters)) })
    return queries.map((_, index) => found.filter((row) => row['query'] === index).map((row) => row['person'] as number).sort((a, b) => a - b))
  }

  /** To say which of them the engine refuses. */
  async #oneByOne(queries: readonly Query[]): Promise<number[][]> {
    const members: number[][] = []
    for (const query of queries) {
      const found = await this.rows(query).catch((error: unknown) => {
        throw new Error(`${String(error)}\nof the query ${query.sql}\nwith ${JSON.stringify(query.parameters)}`)
      })
      members.push(found.map((row) => row['person'] as number).sort((a, b) => a - b))
    }
    return members
  }

  async #fill(table: string, columns: readonly Column[], rows: readonly FeedRow[]): Promise<void> {
    await this.#lane.command(`TRUNCATE TABLE ${table}`)
    if (rows.length === 0) return
    const buffer = new RowBuffer()
    const write = rowWriter(table, columns)
    for (const row of rows) write(buffer, row)
    await this.#lane.insert(table, columns, buffer.filled(), crypto.randomUUID())
  }
}
