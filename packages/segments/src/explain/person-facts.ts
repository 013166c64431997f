// The facts of one person that a condition may look at, read from the warehouse: of every id that was merged into the
// person by `knownAt`. The first fact of all always comes too, because before it nothing is true of anyone.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { factsOf, type Listens, type NaiveFact } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import type { QueryHistory } from '../ports.ts'

/** More than anybody does; who does more is a machine, and explaining it would hold up everyone else. */
export const MAX_FACTS = 50_000

export interface PersonFacts {
  /** The id that the asked-for person has at `knownAt`. */
  readonly person: number
  /** Every id that leads there, its own too. */
  readonly ids: readonly number[]
  readonly facts: readonly NaiveFact[]
}

/** Failures: `segments.unknown-person`, `segments.too-many-facts`, `warehouse.*`. */
export async function readPersonFacts(query: QueryHistory, person: number, listens: Listens, { asOf, knownAt, isAmended }: { asOf: Millis; knownAt: Millis; isAmended?: boolean }): Promise<Result<PersonFacts>> {
  const canonical = await canonicalPerson(query, person, knownAt)
  if (!canonical.ok) return canonical
  const { id, ids } = canonical.value
  const known = 'person IN {ids:Array(UInt64)} AND appended <= {knownAt:Int64} AND happened <= {asOf:Int64}'
  const parameters: Parameters = { ids, knownAt, asOf, events: listens.events, limit: MAX_FACTS + 1 }
  const from = factsOf('{ids:Array(UInt64)}', isAmended === true, '{knownAt:Int64}')
  const traits = listens.traits.length === 0 ? '' : " OR traits != '{}'"
  const sql = `SELECT position, appended, happened, toString(hash) AS hash, event, traits, properties FROM ${from}
WHERE ${known} AND (event IN {events:Array(String)}${traits} OR position = (SELECT argMin(position, (happened, hash)) FROM ${from} WHERE ${known}))
LIMIT {limit:UInt32}`
  const rows = await query(sql, parameters, { rows: MAX_FACTS + 1 })
  if (!rows.ok) return rows
  if (rows.value.length === 0) return fail('segments.unknown-person', `no fact of a person ${person} was known then`)
  if (rows.value.length > MAX_FACTS) return fail('segments.too-many-facts', `at most ${MAX_FACTS} facts are explained; the condition looks at more of person ${person}`)
  return ok({ person: id, ids, facts: rows.value.map((row) => factOf(row as Record<string, never>)) })
}

function factOf({ position, appended, happened, hash, event, traits, properties }: Record<string, never>): NaiveFact {
  return { position, appended, timestamp: happened, hash: BigInt(hash), event, traits: JSON.parse(traits) as NaiveFact['traits'], properties: JSON.parse(properties) as NaiveFact['properties'] }
}

/** Who the person is by then, and every id that leads there. */
async function canonicalPerson(query: QueryHistory, person: number, knownAt: Millis): Promise<Result<{ id: number; ids: number[] }>> {
  const survivors = 'SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM touchstone.profiles_aliases WHERE appended <= {knownAt:Int64} GROUP BY loser'
  const sql = `WITH now AS (${survivors}),
  (SELECT max(survivor) FROM now WHERE loser = {person:UInt64}) AS merged, if(merged > 0, merged, {person:UInt64}) AS id
SELECT id, (SELECT groupArray(loser) FROM now WHERE survivor = id AND loser != id) AS losers`
  const rows = await query(sql, { person, knownAt })
  if (!rows.ok) return rows
  const { id, losers } = rows.value[0] as { id: number; losers: number[] }
  return ok({ id, ids: [id, ...losers] })
}
