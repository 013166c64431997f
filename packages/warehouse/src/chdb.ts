// The one file that knows chDB, the embedded ClickHouse. It runs only inside the warehouse's child process: the engine
// is one per process, takes hundreds of megabytes, and a fault in it must not take the server along.
import { mkdirSync } from 'node:fs'
import type { ChdbConnection } from 'chdb/connection'

export interface EmbeddedEngine {
  connect(): ChdbConnection
  close(): void
}

/**
 * Opens the engine on `directory` (created when missing). `memoryBytes` caps what it allocates.
 * Throws an Error of one sentence where chDB does not exist for this platform.
 */
export async function openEmbeddedEngine(directory: string, memoryBytes: number): Promise<EmbeddedEngine> {
  mkdirSync(directory, { recursive: true })
  const { Session } = await loadSession()
  const { createChdbConnection } = await import('chdb/connection')
  // Server settings count only for the first connection of the process; the others share its engine.
  const first = new Session(directory, { connectionArgs: engineSettings(memoryBytes) })
  return {
    connect: () => createChdbConnection({ path: directory }),
    close: () => first.close(),
  }
}

async function loadSession() {
  try {
    return await import('chdb')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `the embedded ClickHouse does not load on ${process.platform}-${process.arch} (it exists for Linux with glibc and for macOS): ` +
        `set CLICKHOUSE_URL to a ClickHouse server instead, or install the missing package (${why.split('\n')[0]})`,
    )
  }
}

/** The engine's defaults are those of a large server; caches alone may take 15 GB. */
function engineSettings(memoryBytes: number): string[] {
  const cache = (share: number) => String(Math.floor(memoryBytes * share))
  return [
    `--max_server_memory_usage=${memoryBytes}`,
    `--mark_cache_size=${cache(0.05)}`,
    `--primary_index_cache_size=${cache(0.05)}`,
    `--index_mark_cache_size=${cache(0.02)}`,
    `--query_condition_cache_size=${cache(0.01)}`,
    `--compiled_expression_cache_size=${cache(0.01)}`,
    '--vector_similarity_index_cache_size=1',
    '--text_index_tokens_cache_size=1',
    '--text_index_header_cache_size=1',
    '--text_index_postings_cache_size=1',
    '--parquet_metadata_cache_size=1',
    '--iceberg_metadata_files_cache_size=1',
    '--max_thread_pool_size=500',
  ]
}
