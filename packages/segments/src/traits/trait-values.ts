// Values of an expression over history: of everyone, as a distribution, and of one person, with the facts behind it.
import { ok, type Result } from '@touchstone/base'
import { listens, standIn, theirZonesQuery, valueNaively, valuesQuery, type CheckedExpression, type Past, type Query, type Scalar, type ValuesOptions } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import { readPersonFacts } from '../explain/person-facts.ts'
import type { SegmentPorts } from '../ports.ts'

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
const MOST_VALUES = 20

export interface NumberDistribution {
  readonly kind: 'numbers'
  readonly minimum: number
  readonly maximum: number
  readonly mean: number
  /** By share of people: the value that so many have or are below. */
  readonly quantiles: { readonly share: number; readonly value: number }[]
}

export interface ValueDistribution {
  readonly kind: 'values'
  /** The most frequent ones. */
  readonly values: { readonly value: Scalar; readonly people: number }[]
  readonly different: number
}

export interface Distribution {
  /** How many people have a value. */
  readonly people: number
  /** null where nobody has one. */
  readonly distribution: NumberDistribution | ValueDistribution | null
  readonly sample: { readonly person: number; readonly value: Scalar }[]
}

type Ports = Pick<SegmentPorts, 'queryHistory' | 'states'>

/** Failures: `warehouse.*`. */
export async function distributionOf(ports: Ports, checked: CheckedExpression, past: Past, sample: number): Promise<Result<Distribution>> {
  const { queryHistory: query } = ports
  const values = await queryOf(ports, checked, past)
  if (!values.ok) return values
  const { sql } = values.value
  const parameters: Parameters = { ...(values.value.parameters as Parameters), sample: Math.max(1, sample) }
  const chosen = 'arrayMap(x -> (x.2, x.3), groupArraySorted({sample:UInt32})((sipHash64(person), person, value)))'
  const isNumber = checked.root.kind !== 'value'
  const figures = isNumber ? `min(value) AS minimum, max(value) AS maximum, avg(value) AS mean, quantilesExact(${QUANTILES.join(', ')})(value) AS quantiles` : 'uniqExact(value) AS different'
  const rows = await query(`SELECT count() AS people, ${chosen} AS chosen, ${figures} FROM (${sql})`, parameters)
  if (!rows.ok) return rows
  const row = rows.value[0] as { people: number; chosen: [number, number | string][] } & Record<string, unknown>
  const { people } = row
  const shown = row.chosen.slice(0, sample).map(([person, value]) => ({ person, value: scalarOf(value) }))
  if (people === 0) return ok({ people, distribution: null, sample: [] })
  if (isNumber) {
    const { minimum, maximum, mean, quantiles } = row as unknown as { minimum: number; maximum: number; mean: number; quantiles: number[] }
    return ok({ people, sample: shown, distribution: { kind: 'numbers', minimum, maximum, mean, quantiles: QUANTILES.map((share, index) => ({ share, value: quantiles[index]! })) } })
  }
  const often = await query(`SELECT value, count() AS people FROM (${sql}) GROUP BY value ORDER BY people DESC, value LIMIT ${MOST_VALUES}`, values.value.parameters as Parameters)
  if (!often.ok) return often
  const found = often.value.map((one) => ({ value: scalarOf(one['value'] as string), people: one['people'] as number }))
  return ok({ people, sample: shown, distribution: { kind: 'values', values: found, different: row['different'] as number } })
}

export interface PersonValue {
  /** The canonical id at `knownAt`. */
  readonly person: number
  readonly value: Scalar | null
  /** Log positions of the facts that it is made of, ascending. */
  readonly facts: readonly number[]
}

/** Failures: `segments.unknown-person`, `segments.too-many-facts`, `warehouse.*`. */
export async function personValue(ports: Ports, checked: CheckedExpression, person: number, past: Past): Promise<Result<PersonValue>> {
  const known = await readPersonFacts(ports.queryHistory, person, listens({ root: standIn(checked.root) }), { ...past, isAmended: ports.states.isHistoryAmended === true })
  if (!known.ok) return known
  const values = await queryOf(ports, checked, past, known.value.ids)
  if (!values.ok) return values
  const rows = await ports.queryHistory(values.value.sql, values.value.parameters as Parameters)
  if (!rows.ok) return rows
  // Who has no fact that matters has no row; a number of nothing may be 0 all the same.
  const told = valueNaively(checked, { person: known.value.person, facts: known.value.facts, ...past })
  const [row] = rows.value
  const value = row === undefined ? told.value : scalarOf(row['value'] as number | string)
  return ok({ person: known.value.person, value: value ?? null, facts: told.facts })
}

/** Where persons' zones matter, only those that somebody has are computed. */
async function queryOf({ queryHistory: query, states }: Ports, checked: CheckedExpression, given: Past, people?: readonly number[]): Promise<Result<Query>> {
  const past: Past = { ...given, isAmended: states.isHistoryAmended === true }
  const options: ValuesOptions = people === undefined ? {} : { people }
  const zonesQuery = theirZonesQuery({ root: standIn(checked.root) }, past)
  if (zonesQuery === undefined) return ok(valuesQuery(checked, past, options))
  const rows = await query(zonesQuery.sql, zonesQuery.parameters as Parameters)
  return rows.ok ? ok(valuesQuery(checked, past, { ...options, zones: rows.value.map((row) => row['zone'] as string) })) : rows
}

/** A number, or the raw JSON text of a value. */
function scalarOf(value: number | string): Scalar {
  return typeof value === 'number' ? value : (JSON.parse(value) as Scalar)
}
