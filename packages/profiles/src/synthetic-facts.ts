// How much of history was invented.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from './ports.ts'

export interface SyntheticFacts {
  /** All facts in history, and how many of them say `synthetic: true` in their context. */
  readonly facts: number
  readonly synthetic: number
  /** When the newest of these was appended; null when there is none. */
  readonly lastAt: Millis | null
}

export async function readSyntheticFacts(query: QueryHistory): Promise<Result<SyntheticFacts>> {
  const rows = await query('SELECT count() AS facts, countIf(synthetic) AS invented, maxIf(appended, synthetic) AS last FROM touchstone.profiles_facts', {})
  if (!rows.ok) return rows
  const [row] = rows.value
  const synthetic = row['invented'] as number
  return ok({ facts: row['facts'] as number, synthetic, lastAt: synthetic === 0 ? null : (row['last'] as number) })
}
