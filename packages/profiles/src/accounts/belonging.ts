// When somebody belonged to which accounts, by everything that was ever said of it, in the order in which it happened.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'

export interface Period {
  readonly from: Millis
  /** null: they still do. */
  readonly to: Millis | null
}

/** By account (`type:value`). `people` are all ids of one person. */
export async function readBelonging(query: QueryHistory, people: readonly number[]): Promise<Result<Map<string, Period[]>>> {
  const rows = await query(
    `SELECT account, groupArray((happened, belongs)) AS words FROM (
  SELECT account, happened, belongs FROM touchstone.profiles_accounts WHERE person IN {people:Array(UInt64)} ORDER BY account, happened, hash
) GROUP BY account ORDER BY account`,
    { people },
  )
  if (!rows.ok) return rows
  return ok(new Map(rows.value.map((row) => [row['account'] as string, periodsOf(row['words'] as readonly (readonly [Millis, number])[])])))
}

/** Words in order: 1 for belonging, 0 for not. A word that repeats the one before it says nothing new. */
export function periodsOf(words: readonly (readonly [happened: Millis, belongs: number])[]): Period[] {
  const periods: Period[] = []
  let from: Millis | undefined
  for (const [happened, belongs] of words) {
    if (belongs === 1) from ??= happened
    else if (from !== undefined) {
      periods.push({ from, to: happened })
      from = undefined
    }
  }
  if (from !== undefined) periods.push({ from, to: null })
  return periods
}
