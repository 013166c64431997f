// How facts become people: the tables, and who a stored person id is by now.
//
// The alias table is flattened, so the row of the highest position names the survivor directly (one fact may merge several
// people, so rows of one position go by their sequence). Ids start at 1, so 0 is no survivor.
//
// Each fact can be led to its survivor before the facts are grouped, or each person, once their facts are grouped, and then
// the people are grouped again. The second is quicker by up to a half where there are many facts to a person, and a little
// slower where there are few, or where what is aggregated is large. It is taken where whatever is asked for is a number
// that adds up, and where every fact is read anyway.
import type { Millis } from '@touchstone/base'
import type { AggregateColumn } from './columns.ts'
import { factsTable } from './facts-table.ts'
import type { Parameters } from './parameters.ts'

const ALIASES = 'touchstone.profiles_aliases'

export interface Groups {
  /** Conditions on facts `f`. */
  readonly where: string
  /** A place with the instant after which nothing is known. */
  readonly knownAt: string
  readonly everything: boolean
  /** Whether amendments have told facts or values apart. */
  readonly isAmended: boolean
}

/** A SELECT of the canonical ids as `canonical`, and the aggregates over each person's facts `f`. */
export function groupedByPerson(aggregates: readonly AggregateColumn[], { where, knownAt, everything, isAmended }: Groups): string {
  const facts = factsTable(isAmended, knownAt)
  const survivors = `(SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM ${ALIASES} WHERE appended <= ${knownAt} GROUP BY loser) AS a`
  const known = `WHERE f.appended <= ${knownAt} AND ${where}`
  if (!everything && !aggregates.every(addsUp)) {
    return `SELECT if(a.survivor > 0, a.survivor, f.person) AS canonical${list(aggregates, called)}
FROM ${facts} AS f LEFT ANY JOIN ${survivors} ON f.person = a.loser
${known}
GROUP BY canonical`
  }
  const partly = (aggregate: AggregateColumn): string => (addsUp(aggregate) ? called(aggregate) : called(aggregate, 'State'))
  const together = (aggregate: AggregateColumn): string => {
    const sum = SUMS[aggregate.name]
    return sum === undefined ? called({ ...aggregate, list: [`b.${aggregate.column}`] }, 'Merge') : `${sum}(b.${aggregate.column})`
  }
  return `SELECT if(a.survivor > 0, a.survivor, b.stored) AS canonical${list(aggregates, together)}
FROM (SELECT f.person AS stored${list(aggregates, partly)}
FROM ${facts} AS f
${known}
GROUP BY stored) AS b LEFT ANY JOIN ${survivors} ON b.stored = a.loser
GROUP BY canonical`
}

/** A SELECT of the distinct `zone`s among `zones` that any fact ever gave its person by the trait. */
export function zonesSelect(zones: readonly string[], trait: string, parameters: Parameters, knownAt: Millis, isAmended: boolean): string {
  const given = `JSONExtractString(f.traits, ${parameters.text(trait)})`
  return `SELECT DISTINCT ${given} AS zone FROM ${factsTable(isAmended, parameters.instant(knownAt))} AS f WHERE f.appended <= ${parameters.instant(knownAt)} AND length(f.traits) > 2 AND zone IN ${parameters.texts(zones)}`
}

/** What makes of numbers of parts that of the whole. */
const SUMS: Readonly<Record<string, string>> = { count: 'sum', countIf: 'sum', sum: 'sum', min: 'min', max: 'max' }

function addsUp({ name }: AggregateColumn): boolean {
  return SUMS[name] !== undefined
}

function list(aggregates: readonly AggregateColumn[], expression: (aggregate: AggregateColumn) => string): string {
  return aggregates.map((aggregate) => `, ${expression(aggregate)} AS ${aggregate.column}`).join('')
}

function called({ name, setting, list: given }: AggregateColumn, combinator: '' | 'State' | 'Merge' = ''): string {
  return `${name}${combinator}${setting === undefined ? '' : `(${setting})`}(${given.join(', ')})`
}
