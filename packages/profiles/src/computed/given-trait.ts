import { ok, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'

/** Whether any fact has given anybody a trait of this name. Failures: `warehouse.*`. */
export async function isGivenTrait(query: QueryHistory, name: string): Promise<Result<boolean>> {
  const rows = await query('SELECT 1 AS given FROM touchstone.profiles_traits WHERE trait = {name:String} LIMIT 1', { name })
  return rows.ok ? ok(rows.value.length > 0) : rows
}
