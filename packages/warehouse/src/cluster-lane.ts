// A ClickHouse server or cluster over HTTP. Nothing here is shared between statements, so a lane is just a client.
// This is also the one file that knows the client library: the embedded lane takes its client from here.
import { Readable } from 'node:stream'
import { ClickHouseLogLevel, createClient, drainStream } from '@clickhouse/client'
import type { ClickHouseClient } from '@clickhouse/client'
import { DATABASE, INSERT_SETTINGS, JSON_SETTINGS, quoted } from './store.ts'
import type { Lane, Settings, Store } from './store.ts'
import type { Column } from './row-binary.ts'
import { nativeBlocks } from './native-blocks.ts'
import type { ColumnBlock, Parameters } from './ports.ts'

/** Failures reach the caller as values; the client library need not print them too. */
const CONNECTION = { request_timeout: 120_000, log: { level: ClickHouseLogLevel.OFF } }

export type { ClickHouseClient }

/** The same client over the embedded engine's connection. chdb types its shape from another copy of the library's types. */
export function clientOver(connection: unknown): ClickHouseClient {
  return createClient({ connection: connection as never })
}

/** `url` as ClickHouse clients take it: `http://user:password@host:8123`. Throws when the server does not answer. */
export async function openClusterStore(url: string): Promise<Store> {
  const first = createClient({ url, ...CONNECTION })
  await first.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE}` })
  await first.close()
  return {
    async lane(purpose) {
      return new ClusterLane(
        purpose,
        createClient({ url, database: DATABASE, use_multipart_params_auto: true, ...CONNECTION }),
      )
    },
    async close() {},
  }
}

class ClusterLane implements Lane {
  readonly #access: Settings
  readonly #client: ClickHouseClient

  constructor(purpose: 'reader' | 'writer', client: ClickHouseClient) {
    // 2: nothing may change but the settings of the query itself.
    this.#access = purpose === 'reader' ? { readonly: 2 } : {}
    this.#client = client
  }

  async rows(sql: string, parameters: Parameters, settings: Settings): Promise<string> {
    const clickhouse_settings = { ...this.#access, ...settings, ...JSON_SETTINGS, output_format_json_array_of_rows: 1, wait_end_of_query: 1 }
    const result = await this.#client.query({
      query: sql,
      format: 'JSONEachRow',
      query_params: { ...parameters },
      clickhouse_settings: clickhouse_settings as never,
    })
    return await result.text()
  }

  async *columns(sql: string, parameters: Parameters, settings: Settings): AsyncIterable<ColumnBlock> {
    const result = await this.#client.exec({
      query: `${sql} FORMAT Native`,
      query_params: { ...parameters },
      clickhouse_settings: { ...this.#access, ...settings } as never,
    })
    yield* nativeBlocks(result.stream as AsyncIterable<Uint8Array>)
  }

  async command(sql: string): Promise<void> {
    await this.#client.command({ query: sql, clickhouse_settings: { wait_end_of_query: 1 } })
  }

  async insert(table: string, columns: readonly Column[], bytes: Buffer, token: string): Promise<void> {
    const names = columns.map((column) => quoted(column.name)).join(', ')
    const result = await this.#client.exec({
      query: `INSERT INTO ${quoted(table)} (${names}) FORMAT RowBinary`,
      values: Readable.from([bytes], { objectMode: false }),
      clickhouse_settings: { ...INSERT_SETTINGS, insert_deduplication_token: token, wait_end_of_query: 1 } as never,
    })
    await drainStream(result.stream)
  }

  async close(): Promise<void> {
    await this.#client.close()
  }
}
