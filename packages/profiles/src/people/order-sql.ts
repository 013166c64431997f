// Everyone there is, or those whom a query selects, in order: one SELECT of one column of person numbers.
//
// The tables are folded per stored id, and merges of people came later: the ids of who merged are few against everyone,
// so only theirs are led to their survivors and folded again. FINAL folds what the parts have not: it costs little,
// because one large part holds nearly everyone. Merges keep coming while a query runs, and its parts look at them at different
// moments: so all of them look only at those that were there when the list was asked for, and nobody is in it twice.
import { assert } from '@touchstone/base'
import { factsOf } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import type { OwnColumn } from './order.ts'
import { PLACE_SQL, VERSION_BYTES } from './trait-place.ts'

export interface Selection {
  /** A SELECT of one column `person`, the canonical ids of those who are meant, each once. Its parameters do not begin with `people_`. */
  readonly sql: string
  readonly parameters: Parameters
}

/** A SELECT of one column of doubles: person numbers in order. */
export interface OrderQuery {
  readonly sql: string
  readonly parameters: Parameters
}

const PEOPLE = 'touchstone.profiles_people'
const TRAITS = 'touchstone.profiles_traits'
const ALIASES = 'touchstone.profiles_aliases'

/** Everyone whose facts or values amendments told apart, under the ids that they had and have. */
const AMENDED = '(SELECT arrayJoin([stored, person]) AS id FROM touchstone.profiles_moves UNION DISTINCT SELECT person AS id FROM touchstone.profiles_retractions)'

/** The highest sequence of a merge that history knows; 0 for none. */
export const LAST_MERGE = `SELECT max(sequence) AS sequence FROM ${ALIASES}`

/** How the values of people who became one make one value, by the column of `profiles_people` that holds them. */
const FOLDED: Readonly<Record<Exclude<OwnColumn, 'person'>, readonly [column: string, fold: string]>> = {
  firstSeen: ['first', 'min'],
  lastSeen: ['last', 'max'],
  facts: ['facts', 'sum'],
}

/** What of history counts for a list. */
export interface ListPast {
  /** Merges up to this sequence count. */
  readonly lastMerge: number
  /** Whether amendments have told facts or values apart. */
  readonly isAmended: boolean
}

export function orderedPeople(own: OwnColumn, descending: boolean, among: Selection | undefined, past: ListPast): OrderQuery {
  assert(Object.keys(among?.parameters ?? {}).every((name) => !name.startsWith('people_')), 'the parameters of a selection are its own')
  const chosen = among === undefined ? '' : ` WHERE canonical IN (SELECT person FROM (${among.sql}))`
  const [column, fold] = own === 'person' ? ['', ''] : FOLDED[own]
  const order = [...(column === '' ? [] : [`${column} ${descending ? 'DESC' : 'ASC'}`]), `canonical ${own === 'person' && descending ? 'DESC' : 'ASC'}`].join(', ')
  const again = 'SELECT person, min(happened) AS first, max(happened) AS last, count() AS facts'
  const sql = `SELECT toFloat64(canonical) FROM (${canonical({ table: PEOPLE, column, fold, where: '1', again: (facts) => `${again} FROM ${facts} GROUP BY person` }, past)})${chosen} ORDER BY ${order}`
  return { sql, parameters: { ...among?.parameters, people_merges: past.lastMerge } }
}

/** Those who have the trait, by its value. */
export function peopleWithTrait(trait: string, descending: boolean, past: ListPast): OrderQuery {
  const { sql, parameters } = placesOfTrait(trait, past)
  return { sql: `SELECT toFloat64(canonical) FROM (${sql}) ORDER BY place ${descending ? 'DESC' : 'ASC'}, canonical`, parameters }
}

/** A SELECT of `canonical`, those who have the trait, and `place`, where its value stands (see trait-place.ts): the same for the same value. */
export function placesOfTrait(trait: string, past: ListPast): OrderQuery {
  const again = (facts: string): string => `SELECT person, max(${PLACE_SQL}) AS value FROM (
SELECT person, happened, hash, pair.2 AS raw, reinterpretAsUInt64(ifNull(toFloat64OrNull(pair.2), 0.) + 0.) AS bits FROM ${facts} ARRAY JOIN JSONExtractKeysAndValuesRaw(traits) AS pair
WHERE length(traits) > 2 AND type != 'group' AND pair.1 = {people_trait:String}) GROUP BY person`
  const having = canonical({ table: TRAITS, column: 'value', fold: 'max', where: 'trait = {people_trait:String}', again }, past)
  const sql = `SELECT canonical, substring(value, ${VERSION_BYTES + 1}) AS place FROM (${having}) WHERE place != unhex('00')`
  return { sql, parameters: { people_trait: trait, people_merges: past.lastMerge } }
}

interface Folded {
  readonly table: string
  readonly column: string
  readonly fold: string
  readonly where: string
  /** The same columns worked out anew from facts. */
  readonly again: (facts: string) => string
}

/** A SELECT of `canonical` and, where one is named, `column`: one row per person, or per person with the trait. */
function canonical({ table, column, fold, where, again }: Folded, { lastMerge, isAmended }: ListPast): string {
  const value = column === '' ? '' : `, ${column}`
  if (lastMerge === 0 && !isAmended) return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where}`
  const known = 'sequence <= {people_merges:UInt64}'
  const merged = `(SELECT arrayJoin([loser, survivor]) FROM ${ALIASES} WHERE ${known})`
  // The table is flattened, so the latest row of an id names its survivor.
  const survivors = `(SELECT loser, argMax(survivor, sequence) AS survivor FROM ${ALIASES} WHERE ${known} GROUP BY loser) AS a`
  // What is folded knows nothing of amendments: people whose facts or values these told apart are folded from their facts.
  const apart = isAmended ? ` AND person NOT IN ${AMENDED}` : ''
  const anew = isAmended ? ` UNION ALL SELECT person${value} FROM (${again(factsOf(AMENDED, true, String(Number.MAX_SAFE_INTEGER)))})` : ''
  return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where} AND person NOT IN ${merged}${apart}
UNION ALL
SELECT if(a.survivor > 0, a.survivor, p.person) AS canonical${column === '' ? '' : `, ${fold}(p.${column}) AS ${column}`}
FROM (SELECT person${value} FROM ${table} WHERE ${where} AND person IN ${merged}${apart}${anew}) AS p LEFT ANY JOIN ${survivors} ON p.person = a.loser
GROUP BY canonical`
}
