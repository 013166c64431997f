// One session of the embedded engine. It runs one statement at a time; others wait their turn.
//
// Two habits of the engine shape this file. Settings stay set on a session, so each query gives all it relies on. And
// when a query fails after producing output, that output is put in front of the *next* answer of the session. So after
// any failure, or a stream left early, the lane scrubs itself: it asks for a random text until it gets exactly that back.
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChdbConnection } from 'chdb/connection'
import type { EmbeddedEngine } from './chdb.ts'
import { openEmbeddedEngine } from './chdb.ts'
import { clientOver } from './cluster-lane.ts'
import type { ClickHouseClient } from './cluster-lane.ts'
import { parameterSettings } from './parameters.ts'
import { DATABASE, INSERT_SETTINGS, JSON_SETTINGS, literal, quoted } from './store.ts'
import type { Lane, Settings, Store } from './store.ts'
import type { Column } from './row-binary.ts'
import { nativeBlocks } from './native-blocks.ts'
import type { ColumnBlock, Parameters } from './ports.ts'
import { LIMITS } from './limits.ts'

const SCRUB_TRIES = 5

/** The embedded engine on `<directory>/clickhouse`. Throws an Error of one sentence where it does not exist. */
export async function openEmbeddedStore(directory: string, memoryBytes: number): Promise<Store> {
  const engine = await openEmbeddedEngine(join(directory, 'clickhouse'), memoryBytes)
  // The engine expands these characters in file names.
  const spool = /[*?{}[\]]/.test(directory) ? mkdtempSync(join(tmpdir(), 'touchstone-')) : join(directory, 'spool')
  rmSync(spool, { recursive: true, force: true })
  mkdirSync(spool, { recursive: true, mode: 0o700 })
  let lanes = 0
  return {
    async lane(purpose) {
      const lane = new EmbeddedLane(engine, join(spool, `${lanes++}.bin`), purpose)
      await lane.open()
      return lane
    },
    async close() {
      engine.close()
    },
  }
}

async function* rawChunks(connection: ChdbConnection, sql: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of connection.chdb.queryStream(sql, { format: 'Native' })) yield chunk.raw()
}

class EmbeddedLane implements Lane {
  readonly #engine: EmbeddedEngine
  readonly #spoolFile: string
  readonly #purpose: 'reader' | 'writer'
  #connection!: ChdbConnection
  #client!: ClickHouseClient
  /** The statement at hand; the next one waits for it. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(engine: EmbeddedEngine, spoolFile: string, purpose: 'reader' | 'writer') {
    this.#engine = engine
    this.#spoolFile = spoolFile
    this.#purpose = purpose
  }

  async open(): Promise<void> {
    this.#connection = this.#engine.connect()
    this.#client = clientOver(this.#connection)
    await this.#client.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE}` })
    await this.#client.command({ query: `USE ${DATABASE}` })
    // The engine grants a query one thread per 4 GB of its memory unless told otherwise, so it would always be one.
    await this.#client.command({ query: `SET max_query_size = ${LIMITS.QUERY_TEXT_BYTES}, max_threads_min_free_memory_per_thread = 0` })
    if (this.#purpose === 'reader') await this.#client.command({ query: 'SET readonly = 2' })
  }

  rows(sql: string, parameters: Parameters, settings: Settings): Promise<string> {
    return this.#alone(async () => {
      const clickhouse_settings = { ...settings, ...JSON_SETTINGS, output_format_json_array_of_rows: 1, ...parameterSettings(parameters) }
      const result = await this.#client.query({ query: sql, format: 'JSONEachRow', clickhouse_settings: clickhouse_settings as never })
      return await result.text()
    })
  }

  async *columns(sql: string, parameters: Parameters, settings: Settings): AsyncIterable<ColumnBlock> {
    const turn = Promise.withResolvers<void>()
    const before = this.#tail
    this.#tail = turn.promise
    await before
    let whole = false
    try {
      await this.#client.command({ query: 'SELECT 1', clickhouse_settings: { ...settings, ...parameterSettings(parameters) } as never })
      yield* nativeBlocks(rawChunks(this.#connection, sql))
      whole = true
    } finally {
      if (!whole) await this.#scrub()
      turn.resolve()
    }
  }

  command(sql: string): Promise<void> {
    return this.#alone(async () => {
      await this.#client.command({ query: sql })
    })
  }

  /**
   * Through a file, because the engine's inline binary data breaks at some bytes (it skips what looks like white space and
   * cuts at what looks like an end). The file is memory for all practical purposes: it is written once and read at once.
   */
  insert(table: string, columns: readonly Column[], bytes: Buffer, token: string): Promise<void> {
    return this.#alone(async () => {
      writeFileSync(this.#spoolFile, bytes)
      const names = columns.map((column) => quoted(column.name)).join(', ')
      const structure = columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')
      await this.#client.command({
        query: `INSERT INTO ${quoted(table)} (${names}) SELECT ${names} FROM file(${literal(this.#spoolFile)}, 'RowBinary', ${literal(structure)})`,
        clickhouse_settings: { ...INSERT_SETTINGS, insert_deduplication_token: token } as never,
      })
    })
  }

  async close(): Promise<void> {
    await this.#tail.catch(() => undefined)
    await this.#client.close()
    rmSync(this.#spoolFile, { force: true })
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(async () => {
      try {
        return await work()
      } catch (error) {
        await this.#scrub()
        throw error
      }
    })
    this.#tail = done.catch(() => undefined)
    return done
  }

  async #scrub(): Promise<void> {
    for (let attempt = 0; attempt < SCRUB_TRIES; attempt++) {
      const mark = randomUUID()
      try {
        const clickhouse_settings = { max_result_rows: '0', max_result_bytes: '0', max_execution_time: 0, output_format_json_array_of_rows: 0 } as const
        const result = await this.#client.query({ query: `SELECT '${mark}' AS mark`, format: 'JSONEachRow', clickhouse_settings })
        if ((await result.text()).trim() === `{"mark":"${mark}"}`) return
      } catch {
        // A session that cannot answer is replaced below.
      }
    }
    await this.#client.close()
    await this.open()
  }
}
