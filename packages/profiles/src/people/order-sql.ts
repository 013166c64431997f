// Everyone there is, or those whom a query selects, in order: one SELECT of one column of person numbers.
//
// The tables are folded per stored id, and merges of people came later: the ids of who merged are few against everyone,
// so only theirs are led to their survivors and folded again. FINAL folds what the parts have not: it costs little,
// because one large part holds nearly everyone.
import { assert } from '@touchstone/base'
import type { Parameters } from '@touchstone/warehouse'
import type { Order, OwnColumn } from './order.ts'
import { VERSION_BYTES } from './trait-place.ts'

export interface Selection {
  /** A SELECT of one column `person`, the canonical ids of those who are meant, each once. Its parameters do not begin with `people_`. */
  readonly sql: string
  readonly parameters: Parameters
}

const PEOPLE = 'touchstone.profiles_people'
const TRAITS = 'touchstone.profiles_traits'
const ALIASES = 'touchstone.profiles_aliases'

/** How the values of people who became one make one value, by the column of `profiles_people` that holds them. */
const FOLDED: Readonly<Record<Exclude<OwnColumn, 'person'>, readonly [column: string, fold: string]>> = {
  firstSeen: ['first', 'min'],
  lastSeen: ['last', 'max'],
  facts: ['facts', 'sum'],
}

export function orderedPeople(order: Order, among: Selection | undefined, hasMerges: boolean): Selection {
  assert(Object.keys(among?.parameters ?? {}).every((name) => !name.startsWith('people_')), 'the parameters of a selection are its own')
  const direction = order.descending ? 'DESC' : 'ASC'
  const chosen = among === undefined ? '' : ` WHERE canonical IN (SELECT person FROM (${among.sql}))`
  const parameters = among?.parameters ?? {}
  const { by } = order
  if ('trait' in by) {
    const having = canonical(TRAITS, 'value', 'max', hasMerges, 'trait = {people_trait:String}')
    const placed = `SELECT canonical, substring(value, ${VERSION_BYTES + 1}) AS place FROM (${having}) WHERE length(value) > ${VERSION_BYTES + 1} OR substring(value, ${VERSION_BYTES + 1}, 1) > unhex('00')`
    const rest = `SELECT canonical, '' AS place FROM (${canonical(PEOPLE, 'person', 'min', hasMerges)}) WHERE canonical NOT IN (SELECT canonical FROM (${placed}))`
    const start = `reinterpretAsUInt64(reverse(substring(concat(place, unhex('0000000000000000')), 1, 8)))`
    const sql = `SELECT toFloat64(canonical) FROM (${placed} UNION ALL ${rest})${chosen} ORDER BY place = '', ${start} ${direction}, place ${direction}, canonical`
    return { sql, parameters: { ...parameters, people_trait: by.trait } }
  }
  if (by.own === 'person') return { sql: `SELECT toFloat64(canonical) FROM (${canonical(PEOPLE, 'person', 'min', hasMerges)})${chosen} ORDER BY canonical ${direction}`, parameters }
  const [column, fold] = FOLDED[by.own]
  return { sql: `SELECT toFloat64(canonical) FROM (${canonical(PEOPLE, column, fold, hasMerges)})${chosen} ORDER BY ${column} ${direction}, canonical`, parameters }
}

/** A SELECT of `canonical` and `column`: one row per person, or per person with the trait. */
function canonical(table: string, column: string, fold: string, hasMerges: boolean, where = '1'): string {
  const stored = column === 'person' ? 'person' : `person, ${column}`
  const value = column === 'person' ? '' : `, ${column}`
  if (!hasMerges) return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where}`
  const merged = `(SELECT arrayJoin([loser, survivor]) FROM ${ALIASES})`
  const survivors = `(SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM ${ALIASES} GROUP BY loser) AS a`
  return `SELECT person AS canonical${value} FROM ${table} FINAL WHERE ${where} AND person NOT IN ${merged}
UNION ALL
SELECT if(a.survivor > 0, a.survivor, p.person) AS canonical${column === 'person' ? '' : `, ${fold}(p.${column}) AS ${column}`}
FROM (SELECT ${stored} FROM ${table} FINAL WHERE ${where} AND person IN ${merged}) AS p LEFT ANY JOIN ${survivors} ON p.person = a.loser
GROUP BY canonical`
}
