// Every value that a person was given for their traits: readable ones from the facts, personal ones from the vault.
//
// Both are told newest first, by the order that decides which value holds: when it happened, then the hash of the fact. A
// readable value is told for each fact that brought it. Of a personal one the vault knows who told it and its first and last
// fact, so it is told once, at its last. That a personal trait was removed is readable and told from the facts.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import { classOfSealed, traitOfPath, type FieldClass, type FieldRules } from '@touchstone/vocabulary'
import { MASK, classOfTraitBy, maskOverridden } from '../mask.ts'
import type { PastPersonalValue, QueryHistory } from '../ports.ts'

/** Why a value is not the one that holds, or that it is. */
export const VALUE_STATES = ['holds', 'older', 'retracted'] as const
export type ValueState = (typeof VALUE_STATES)[number]

export interface GivenBy {
  readonly position: number
  readonly happened: Millis
  /** When it arrived, as the log has it; null where the fact is not in history. */
  readonly appended: Millis | null
  readonly source: string | null
  readonly type: string | null
  readonly event: string | null
  readonly messageId: string | null
}

export interface GivenValue extends GivenBy {
  /** `plan`; within an object that is personal in part, `address.street`. */
  readonly trait: string
  /** null: the trait was removed. */
  readonly value: unknown
  readonly class: FieldClass
  /** It lies in the vault. */
  readonly sealed: boolean
  readonly state: ValueState
  /** The value before it, by time, was the same. */
  readonly isRepeat: boolean
  /** Of a value in the vault that was told more than once by the same giver: the first fact that brought it. */
  readonly since: { readonly position: number; readonly happened: Millis } | null
}

/** A place in the order of values. */
export interface HistoryPlace {
  readonly happened: Millis
  readonly hash: bigint
  readonly position: number
  readonly trait: string
}

export interface HistoryQuestion {
  /** All ids of one person, the canonical one first. */
  readonly people: readonly number[]
  /** Only this trait, and what lies within it. */
  readonly trait: string | undefined
  /** Only values that differ from the one before. */
  readonly changes: boolean
  /** Only what is older than this. */
  readonly before: HistoryPlace | undefined
  readonly limit: number
  /** Personal values in the clear. */
  readonly reveal: boolean
}

export interface TraitHistoryPorts {
  readonly query: QueryHistory
  /** Where facts are read from, see `ProfileReader.facts`. */
  readonly facts: string
  readonly rules: FieldRules
  /** What the vault knows. */
  readonly past: readonly PastPersonalValue[]
}

interface Told extends HistoryPlace {
  readonly given: GivenValue
}

/** A page of values, newest first, and the place to go on from where there is more. Fails as queries do. */
export async function readTraitHistory(ports: TraitHistoryPorts, question: HistoryQuestion): Promise<Result<{ values: GivenValue[]; next: HistoryPlace | undefined }>> {
  assert(question.limit > 0 && question.people.length > 0, 'a page has room for a value of somebody')
  const readable = await readReadable(ports, question)
  if (!readable.ok) return readable
  const sealed = sealedValues(ports, question)
  const known = newestSealed(ports.past)
  const told = readable.value.map((one) => (isBroughtBack(one, known.get(one.trait)) ? { ...one, given: { ...one.given, state: 'older' as const } } : one))
  const page = [...told, ...sealed].sort((a, b) => comparePlaces(b, a)).slice(0, question.limit)
  const hasMore = readable.value.length + sealed.length > page.length
  assert(page.every((one, i) => i === 0 || comparePlaces(page[i - 1]!, one) >= 0), 'a page goes from newer to older')
  const facts = await factsOf(ports, question.people, page.filter(({ given }) => given.sealed))
  if (!facts.ok) return facts
  const last = page.at(-1)
  const next = hasMore && last !== undefined ? { happened: last.happened, hash: last.hash, position: last.position, trait: last.trait } : undefined
  return ok({ values: page.map(({ given }) => (given.sealed ? { ...given, ...facts.value.get(given.position) } : given)), next })
}

/** The newest value that counts of each trait in the vault. */
function newestSealed(past: readonly PastPersonalValue[]): Map<string | undefined, HistoryPlace & { readonly value: unknown }> {
  const newest = new Map<string | undefined, HistoryPlace & { readonly value: unknown }>()
  for (const { path, last, value, isRetracted } of past) {
    const trait = traitOfPath(path)
    if (trait === undefined || isRetracted) continue
    const place = { ...last, trait, value }
    const there = newest.get(trait)
    if (there === undefined || comparePlaces(place, there) > 0) newest.set(trait, place)
  }
  return newest
}

/** A removal does not hold once the vault has a newer value. */
function isBroughtBack(removal: Told, sealed: (HistoryPlace & { readonly value: unknown }) | undefined): boolean {
  return removal.given.state === 'holds' && removal.given.value === null && sealed !== undefined && sealed.value !== null && comparePlaces(sealed, removal) > 0
}

/** Greater is newer; of one fact the traits go by name. */
function comparePlaces(a: HistoryPlace, b: HistoryPlace): number {
  if (a.happened !== b.happened) return a.happened - b.happened
  if (a.hash !== b.hash) return a.hash < b.hash ? -1 : 1
  if (a.position !== b.position) return a.position - b.position
  return a.trait === b.trait ? 0 : Buffer.compare(Buffer.from(a.trait), Buffer.from(b.trait))
}

const FACTS = 'touchstone.profiles_facts'
const COLUMNS = 'position, happened, appended, hash, source, type, event, message_id'

/** Every value that counts, and where the past was amended those that do not: rows with `trait`, `raw` and `isGone`. */
function givenSql(facts: string, trait: string | undefined): string {
  const chosen = trait === undefined ? '' : ' AND pair.1 = {trait:String}'
  const counting = `SELECT ${COLUMNS}, pair.1 AS trait, pair.2 AS raw, 0 AS isGone FROM ${facts} ARRAY JOIN JSONExtractKeysAndValuesRaw(traits) AS pair
  WHERE person IN {people:Array(UInt64)} AND length(traits) > 2 AND type != 'group'${chosen}`
  if (facts === FACTS) return counting
  const gone = `SELECT ${COLUMNS}, pair.1 AS trait, pair.2 AS raw, 1 AS isGone FROM ${FACTS} AS f
  INNER JOIN (SELECT fact, groupUniqArray(trait) AS gone FROM touchstone.profiles_retractions WHERE person IN {people:Array(UInt64)} GROUP BY fact) AS r ON f.position = r.fact
  ARRAY JOIN JSONExtractKeysAndValuesRaw(traits) AS pair WHERE type != 'group' AND hasAny(r.gone, [pair.1, '*'])${chosen}`
  return `${counting}\n  UNION ALL ${gone}`
}

/** One more than the page has, so that it is known whether there is more. */
async function readReadable({ query, facts, rules }: TraitHistoryPorts, { people, trait, changes, before, limit, reveal }: HistoryQuestion): Promise<Result<Told[]>> {
  const conditions = [
    ...(changes ? ['NOT isRepeat'] : []),
    ...(before === undefined ? [] : ['(happened, hash, position, trait) < ({happened:Int64}, {hash:UInt64}, {position:UInt64}, {place:String})']),
  ]
  const rows = await query(
    `SELECT position, happened, appended, toString(hash) AS hashText, source, type, event, message_id AS messageId, trait, raw, isGone, isRepeat, isNewest FROM (
  SELECT *, lagInFrame(raw) OVER older = raw AND row_number() OVER older > 1 AND NOT isGone AS isRepeat, row_number() OVER newer = 1 AND NOT isGone AS isNewest
  FROM (${givenSql(facts, trait)})
  WINDOW older AS (PARTITION BY trait, isGone ORDER BY happened, hash, position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    newer AS (PARTITION BY trait, isGone ORDER BY happened DESC, hash DESC, position DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}
ORDER BY happened DESC, hash DESC, position DESC, trait DESC LIMIT {limit:UInt32}`,
    {
      people, limit: limit + 1,
      ...(trait === undefined ? {} : { trait }),
      ...(before === undefined ? {} : { happened: before.happened, hash: before.hash, position: before.position, place: before.trait }),
    },
  )
  if (!rows.ok) return rows
  return ok(rows.value.map((row) => {
    const { position, happened, appended, hashText, source, type, event, messageId, trait: name, raw, isGone, isRepeat, isNewest } = row as Record<string, never>
    const value = JSON.parse(raw) as unknown
    const shown = reveal ? value : maskOverridden({ [name]: value }, 'person', rules)[name]
    const given: GivenValue = {
      trait: name, value: shown, class: classOfTraitBy(rules, name), sealed: false, state: isGone ? 'retracted' : isNewest ? 'holds' : 'older', isRepeat: Boolean(isRepeat),
      position, happened, appended, source, type, event, messageId, since: null,
    }
    return { happened, hash: BigInt(hashText), position, trait: name, given }
  }))
}

/** What the vault has, in the same order, from the same place on. */
function sealedValues({ past, rules }: TraitHistoryPorts, { trait, changes, before, limit, reveal }: HistoryQuestion): Told[] {
  const told: Told[] = []
  for (const [name, values] of Map.groupBy(past, ({ path }) => traitOfPath(path))) {
    if (name === undefined || (trait !== undefined && name !== trait && !name.startsWith(`${trait}.`))) continue
    const ordered = values.map((one) => ({ one, ...one.last, trait: name })).sort(comparePlaces)
    const holding = ordered.findLast(({ one }) => !one.isRetracted)
    for (const [i, { one, happened, hash, position }] of ordered.entries()) {
      // Told by the fact, which says null in the clear.
      if (one.value === null) continue
      const isRepeat = ordered[i - 1]?.one.mark === one.mark
      const given: GivenValue = {
        trait: name, value: reveal ? one.value : `${MASK}${one.mark}`, class: classOfSealed(one.path, rules), sealed: true,
        state: one.isRetracted ? 'retracted' : one === holding?.one ? 'holds' : 'older', isRepeat,
        position, happened, appended: null, source: one.source ?? null, type: null, event: null, messageId: null,
        since: one.first.position === position ? null : { position: one.first.position, happened: one.first.happened },
      }
      if (!changes || !isRepeat) told.push({ happened, hash, position, trait: name, given })
    }
  }
  const rest = before === undefined ? told : told.filter((one) => comparePlaces(one, before) < 0)
  return rest.sort((a, b) => comparePlaces(b, a)).slice(0, limit + 1)
}

/** By position. */
async function factsOf({ query, facts }: TraitHistoryPorts, people: readonly number[], told: readonly Told[]): Promise<Result<Map<number, Partial<GivenBy>>>> {
  if (told.length === 0) return ok(new Map())
  const rows = await query(
    `SELECT position, appended, source, type, event, message_id AS messageId FROM ${facts} WHERE person IN {people:Array(UInt64)} AND position IN {positions:Array(UInt64)}`,
    { people, positions: [...new Set(told.map(({ position }) => position))] },
  )
  return rows.ok ? ok(new Map(rows.value.map((row) => [row['position'] as number, row as Partial<GivenBy>]))) : rows
}
