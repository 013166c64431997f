// How many facts each source has brought, from what history keeps per minute.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from './ports.ts'

export interface TotalsOfSource {
  readonly facts: number
  /** Append time of the newest one. */
  readonly lastFactAt: Millis
}

/** By source, as facts name it. */
export async function readSourceTotals(query: QueryHistory): Promise<Result<Map<string, TotalsOfSource>>> {
  const rows = await query('SELECT source, sum(facts) AS facts, max(last) AS last FROM touchstone.profiles_minutes GROUP BY source', {})
  return rows.ok ? ok(new Map(rows.value.map((row) => [row['source'] as string, { facts: row['facts'] as number, lastFactAt: row['last'] as number }]))) : rows
}
