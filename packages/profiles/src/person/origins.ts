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
  /** created, added, merged or declared: what the identifier did when it came. */
  readonly reason: string
  /** Version of the rules that held then. */
  readonly rules: number
  /** Undefined where the fact is not in history: it is on its way, or it was a duplicate. */
  readonly origin: Origin | undefined
}

/** What rules took from facts of the person. */
export interface TakenIdentifier {
  /** As `type:value`. */
  readonly identifier: string
  readonly rule: string
  readonly facts: number
  readonly last: Millis
  /** Position of the last of the facts. */
  readonly position: number
}

/** Identifiers that are told as set aside. */
const MAX_TAKEN = 50

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
  /** Most facts first; the first of them only. */
  readonly taken: readonly TakenIdentifier[]
}

/** `from`: see `ProfileReader.facts`. `people` are all ids of one person, `identifiers` are `type:value`. */
export async function readOrigins(query: QueryHistory, from: string, people: readonly number[], identifiers: readonly string[]): Promise<Result<Origins>> {
  assert(people.length > 0 && identifiers.every((one) => one.indexOf(':') > 0), 'an identifier is asked for as type:value')
  const [links, traits, sources, taken] = await Promise.all([
    query(
      `SELECT identifier, argMin(position, sequence) AS position, argMin(reason, sequence) AS reason, argMin(rules, sequence) AS rules FROM touchstone.profiles_links
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
    // Facts of earlier releases do not say which rule it was.
    query(
      `SELECT pair.1 AS identifier, pair.2 AS rule, count() AS facts, max(happened) AS last, max(position) AS position FROM ${from}
ARRAY JOIN arrayZip(dropped, arrayResize(dropped_by, length(dropped))) AS pair
WHERE person IN {people:Array(UInt64)} GROUP BY identifier, rule ORDER BY facts DESC, identifier, rule LIMIT ${MAX_TAKEN}`,
      { people },
    ),
  ])
  if (!links.ok) return links
  if (!traits.ok) return traits
  if (!sources.ok) return sources
  if (!taken.ok) return taken
  const facts = await query(
    `SELECT position, happened, source, type, event FROM ${from} WHERE person IN {people:Array(UInt64)} AND position IN {positions:Array(UInt64)}`,
    { people, positions: links.value.map((row) => row['position'] as number) },
  )
  if (!facts.ok) return facts
  const factAt = new Map(facts.value.map((row) => [row['position'] as number, row as unknown as Origin]))
  return ok({
    identifiers: new Map(links.value.map((row) => [row['identifier'] as string, { reason: row['reason'] as string, rules: row['rules'] as number, origin: factAt.get(row['position'] as number) }])),
    traits: new Map(traits.value.map((row) => [row['trait'] as string, originOf(row['origin'])])),
    sources: sources.value as unknown as SourceShare[],
    taken: taken.value as unknown as TakenIdentifier[],
  })
}

/** A tuple without names comes as a list. */
function originOf(tuple: unknown): Origin {
  const [position, happened, source, type, event] = tuple as [number, Millis, string, string, string]
  return { position, happened, source, type, event }
}
