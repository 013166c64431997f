// Where what is known of a person came from: the fact that first brought an identifier, the fact whose value of a trait
// holds, and which sources sent how much.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'

export interface Origin {
  readonly position: number
  readonly happened: Millis
  readonly source: string
  readonly type: string
  readonly event: string
}

export interface IdentifierOrigin {
  /** created, added or merged: what the identifier did when it came. */
  readonly reason: string
  /** Undefined where the fact is not in history: it is on its way, or it was a duplicate. */
  readonly origin: Origin | undefined
}

export interface SourceShare {
  readonly source: string
  readonly type: string
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
}

export interface Origins {
  /** By `type:value`. */
  readonly identifiers: ReadonlyMap<string, IdentifierOrigin>
  readonly traits: ReadonlyMap<string, Origin>
  readonly sources: readonly SourceShare[]
}

/** `from`: see `ProfileReader.facts`. `people` are all ids of one person, `identifiers` are `type:value`. */
export async function readOrigins(query: QueryHistory, from: string, people: readonly number[], identifiers: readonly string[]): Promise<Result<Origins>> {
  assert(people.length > 0 && identifiers.every((one) => one.indexOf(':') > 0), 'an identifier is asked for as type:value')
  const [links, traits, sources] = await Promise.all([
    query(
      `SELECT identifier, argMin(position, sequence) AS position, argMin(reason, sequence) AS reason FROM touchstone.profiles_links
WHERE identifier IN {identifiers:Array(String)} GROUP BY identifier`,
      { identifiers },
    ),
    query(
      `SELECT pair.1 AS trait, argMax((position, happened, source, type, event), (happened, hash)) AS origin FROM ${from}
ARRAY JOIN JSONExtractKeysAndValuesRaw(traits) AS pair
WHERE person IN {people:Array(UInt64)} AND length(traits) > 2 AND type != 'group' GROUP BY trait`,
      { people },
    ),
    query(`SELECT source, type, count() AS facts, min(happened) AS first, max(happened) AS last FROM ${from} WHERE person IN {people:Array(UInt64)} GROUP BY source, type ORDER BY facts DESC, source, type`, { people }),
  ])
  if (!links.ok) return links
  if (!traits.ok) return traits
  if (!sources.ok) return sources
  const facts = await query(
    `SELECT position, happened, source, type, event FROM ${from} WHERE person IN {people:Array(UInt64)} AND position IN {positions:Array(UInt64)}`,
    { people, positions: links.value.map((row) => row['position'] as number) },
  )
  if (!facts.ok) return facts
  const factAt = new Map(facts.value.map((row) => [row['position'] as number, row as unknown as Origin]))
  return ok({
    identifiers: new Map(links.value.map((row) => [row['identifier'] as string, { reason: row['reason'] as string, origin: factAt.get(row['position'] as number) }])),
    traits: new Map(traits.value.map((row) => [row['trait'] as string, originOf(row['origin'])])),
    sources: sources.value as unknown as SourceShare[],
  })
}

/** A tuple without names comes as a list. */
function originOf(tuple: unknown): Origin {
  const [position, happened, source, type, event] = tuple as [number, Millis, string, string, string]
  return { position, happened, source, type, event }
}
