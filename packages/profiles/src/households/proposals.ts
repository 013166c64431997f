// Who may be a household: a few people who have the same newest value of a trait, mostly the fingerprint of their address, and
// who are not in one together yet. More people than live behind one door are an office, a hostel or a default value, and are
// not proposed.
import { assert, ok, type Result } from '@touchstone/base'
import { LAST_MERGE, placesOfTrait } from '../people/order-sql.ts'
import type { QueryHistory } from '../ports.ts'
import type { ProfileReader } from '../read-profile.ts'
import type { Households } from './households.ts'

/** People with one value who are still taken for a household. */
export const MOST_TOGETHER = 8
/** Groups looked at for one answer. */
const MOST_GROUPS = 2_000

export interface Proposal {
  /** Ascending. */
  readonly people: readonly number[]
  /** The trait of which they have the same value. */
  readonly same: string
}

export interface ProposalParts {
  readonly query: QueryHistory
  readonly profiles: ProfileReader
  readonly households: Households
}

/** The largest groups first. */
export async function proposeHouseholds({ query, profiles, households }: ProposalParts, trait: string, limit: number): Promise<Result<Proposal[]>> {
  const last = await query(LAST_MERGE, {})
  if (!last.ok) return last
  const { sql, parameters } = placesOfTrait(trait, { lastMerge: last.value[0]!['sequence'] as number, isAmended: profiles.isHistoryAmended })
  const rows = await query(
    `SELECT groupArray(canonical) AS people FROM (${sql}) GROUP BY place HAVING count() BETWEEN 2 AND {together_most:UInt32} ORDER BY count() DESC, min(canonical) LIMIT {together_groups:UInt32}`,
    { ...parameters, together_most: MOST_TOGETHER, together_groups: MOST_GROUPS },
  )
  if (!rows.ok) return rows
  // History proposes, the live state decides: addresses and people may be others by now.
  const groups = rows.value.flatMap((row) => stillTogether(profiles, trait, row['people'] as number[]))
  const housed = await households.housed([...new Set(groups.flat())])
  if (!housed.ok) return housed
  assert(groups.every((people) => people.length > 1), 'nobody is a household alone')
  const open = groups.filter((people) => !shareOne(people.map((person) => housed.value.get(person))))
  return ok(open.slice(0, limit).map((people) => ({ people, same: trait })))
}

function stillTogether(profiles: ProfileReader, trait: string, people: readonly number[]): number[][] {
  const byValue = new Map<string | number, Set<number>>()
  for (const id of people) {
    const person = profiles.canonical(id)
    const value = profiles.summary(person, [trait])?.traits[trait]
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') byValue.set(value, (byValue.get(value) ?? new Set()).add(person))
  }
  return [...byValue.values()].filter((group) => group.size > 1).map((group) => [...group].sort((a, b) => a - b))
}

/** Whether all of them are in one household together. */
function shareOne(households: readonly (ReadonlySet<number> | undefined)[]): boolean {
  const [first, ...rest] = households
  return first !== undefined && [...first].some((id) => rest.every((one) => one?.has(id) === true))
}
