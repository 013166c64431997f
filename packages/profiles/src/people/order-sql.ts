// Everyone there is, or those whom a query selects, in order: one SELECT of one column of person numbers.
//
// The tables are folded per stored id, and merges of people came later: the ids of who merged are few against everyone,
// so only theirs are led to their survivors and folded again. FINAL folds what the parts have not: it costs little,
// because one large part holds nearly everyone. Merges keep coming while a query runs, and its parts look at them at different
// moments: so all of them look only at those that were there when the list was asked for, and nobody is in it twice.
import { assert } from '@touchstone/base'
import type { Parameters } from '@touchstone/warehouse'
import type { OwnColumn } from './order.ts'
import { VERSION_BYTES } from './trait-place.ts'

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

/** The highest sequence of a merge that history knows; 0 for none. */
export const LAST_MERGE = `SELECT max(sequence) AS sequence FROM ${ALIASES}`

/** How the values of people who became one make one value, by the column of `profiles_people` that holds them. */
const FOLDED: Readonly<Record<Exclude<OwnColumn, 'person'>, readonly [column: string, fold: string]>> = {
  firstSeen: ['first', 'min'],
  lastSeen: ['last', 'max'],
  facts: ['facts', 'sum'],
}

/** `lastMerge`: merges up to this sequence count. */
export function orderedPeople(own: OwnColumn, descending: boolean, among: Selection | undefined, lastMerge: number): OrderQuery {
  assert(Object.keys(among?.parameters ?? {}).every((name) => !name.startsWith('people_')), 'the parameters of a selection are its own')
  const chosen = among === undefined ? '' : ` WHERE canonical IN (SELECT person FROM (${among.sql}))`
  const [column, fold] = own === 'person' ? ['', ''] : FOLDED[own]
  const order = [...(column === '' ? [] : [`${column} ${descending ? 'DESC' : 'ASC'}`]), `canonical ${own === 'person' && descending ? 'DESC' : 'ASC'}`].join(', ')
  const sql = `SELECT toFloat64(canonical) FROM (${canonical(PEOPLE, column, fold, lastMerge)})${chosen} ORDER BY ${order}`
  return { sql, parameters: { ...among?.parameters, people_merges: lastMerge } }
}

/** Those who have the trait, by its value. */
export function peopleWithTrait(trait: string, descending: boolean, lastMerge: number): OrderQuery {
  const having = canonical(TRAITS, 'value', 'max', lastMerge, 'trait = {people_trait:String}')
  const placed = `SELECT canonical, substring(value, ${VERSION_BYTES + 1}) AS place FROM (${having}) WHERE place != unhex('00')`
  const sql = `SELECT toFloat64(canonical) FROM (${placed}) ORDER BY place ${descending ? 'DESC' : 'ASC'}, canonical`
  return { sql, parameters: { people_trait: trait, people_merges: lastMerge } }
}

/** A SELECT of `canonical` and, where one is named, `column`: one row per person, or per person with the trait. */
function canonical(table: string, column: string, fold: string, lastMerge: number, where = '1'): string {
  const value = column === '' ? '' : `, ${column}`
  if (lastMerge === 0) return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where}`
  const known = 'sequence <= {people_merges:UInt64}'
  const merged = `(SELECT arrayJoin([loser, survivor]) FROM ${ALIASES} WHERE ${known})`
  // The table is flattened, so the latest row of an id names its survivor.
  const survivors = `(SELECT loser, argMax(survivor, sequence) AS survivor FROM ${ALIASES} WHERE ${known} GROUP BY loser) AS a`
  return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where} AND person NOT IN ${merged}
UNION ALL
SELECT if(a.survivor > 0, a.survivor, p.person) AS canonical${column === '' ? '' : `, ${fold}(p.${column}) AS ${column}`}
FROM (SELECT person${value} FROM ${table} WHERE ${where} AND person IN ${merged}) AS p LEFT ANY JOIN ${survivors} ON p.person = a.loser
GROUP BY canonical`
}
