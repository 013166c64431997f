// When somebody belonged to which accounts, by everything that was ever said of it, in the order in which it happened.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'

export interface Period {
  readonly from: Millis
  /** null: they still do. */
  readonly to: Millis | null
}

/** Words of facts that aliases would lead to the wrong person go with the fact, see `profiles_moves`. */
const WORDS = `SELECT w.account AS account, w.happened AS happened, w.hash AS hash, w.belongs AS belongs FROM (
  SELECT * FROM touchstone.profiles_accounts WHERE person IN {people:Array(UInt64)} OR position IN (SELECT fact FROM touchstone.profiles_moves WHERE person IN {people:Array(UInt64)})
) AS w LEFT ANY JOIN (SELECT fact, argMax(person, sequence) AS person FROM touchstone.profiles_moves GROUP BY fact) AS m ON w.position = m.fact
WHERE if(m.fact > 0, m.person, w.person) IN {people:Array(UInt64)}`

/** By account (`type:value`). `people` are all ids of one person. */
export async function readBelonging(query: QueryHistory, people: readonly number[]): Promise<Result<Map<string, Period[]>>> {
  assert(people.length > 0, 'accounts are asked for of somebody')
  const rows = await query(
    `SELECT account, arrayMap(word -> (word.1, word.3), arraySort(groupArray((happened, hash, belongs)))) AS words FROM (${WORDS}) GROUP BY account ORDER BY account`,
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
    assert(from === undefined || from <= happened, 'words come in the order in which they happened')
    if (belongs === 1) from ??= happened
    else if (from !== undefined) {
      periods.push({ from, to: happened })
      from = undefined
    }
  }
  if (from !== undefined) periods.push({ from, to: null })
  return periods
}
