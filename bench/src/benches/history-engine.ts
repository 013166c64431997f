// The embedded engine on the warehouse of a stopped server, for processes that fill its history. The engine ends only with
// its process, so whoever opens it here ends by `answer`.
import { openEmbeddedEngine } from '@touchstone/warehouse/testing'

const MEMORY_BYTES = 2e9

/** What made facts say, in the order in which they say it; the table's other columns have their defaults. */
export const FACT_COLUMNS = '(position, person, appended, happened, received, original, sent, hash, type, event, source, message_id, identifiers, dropped, traits, properties, context)'

export interface HistoryEngine {
  run(sql: string): Promise<unknown>
  /** 64-bit integers come as numbers. */
  rows(sql: string): Promise<Record<string, number>[]>
  /** Prints one JSON line and ends the process. */
  answer(value: object): Promise<never>
}

export async function openHistoryEngine(folder: string): Promise<HistoryEngine> {
  const engine = await openEmbeddedEngine(folder, MEMORY_BYTES)
  const connection = engine.connect()
  const run = (sql: string) => connection.chdb.queryAsync(sql, { format: 'JSON' })
  await run('SET output_format_json_quote_64bit_integers = 0')
  await run('SET max_threads = 1')
  return {
    run,
    rows: async (sql) => (JSON.parse((await run(sql)).text()) as { data: Record<string, number>[] }).data,
    async answer(value) {
      process.stdout.write(JSON.stringify(value))
      await connection.close()
      engine.close()
      // The engine's own threads would keep it.
      process.kill(process.pid, 'SIGKILL')
      return new Promise(() => undefined)
    },
  }
}
