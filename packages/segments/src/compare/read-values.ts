// The sums that the statistics need, computed where the values are: one query per question, whatever the number of people.
import { ok, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'
import type { Groups } from './groups.ts'
import type { Dominance, Sample } from './statistics.ts'
import { IS_MISSING, NUMBER, type Values } from './values.ts'

/** A comparison may read all facts of everyone. */
export const BOUNDS = { milliseconds: 60_000 } as const

/** Of one side, and of the people in both. */
export interface Overview {
  readonly a: { readonly people: number; readonly missing: number }
  readonly b: { readonly people: number; readonly missing: number }
  readonly both: number
  /** Of known values: how many are numbers, and how many different ones there are. */
  readonly known: number
  readonly numbers: number
  readonly distinct: number
}

export async function readOverview(query: QueryHistory, { sql, parameters }: Values): Promise<Result<Overview>> {
  const rows = await query(
    `SELECT countIf(side = 1) AS a, countIf(side = 2) AS b, sum(isBoth) AS both, countIf(side = 1 AND ${IS_MISSING}) AS missingA, countIf(side = 2 AND ${IS_MISSING}) AS missingB,
countIf(side < 3 AND NOT ${IS_MISSING}) AS known, countIf(side < 3 AND isNotNull(${NUMBER})) AS numbers, uniqExactIf(raw, side < 3 AND NOT ${IS_MISSING}) AS distinct FROM (${sql})`,
    parameters,
    BOUNDS,
  )
  if (!rows.ok) return rows
  const { a, b, both, missingA, missingB, known, numbers, distinct } = rows.value[0] as Record<string, number>
  return ok({ a: { people: a!, missing: missingA! }, b: { people: b!, missing: missingB! }, both: both!, known: known!, numbers: numbers!, distinct: distinct! })
}

/** Of a behaviour, which is known of everybody: only the groups are counted. */
export async function readSizes(query: QueryHistory, { sql, parameters }: Pick<Groups, 'sql' | 'parameters'>): Promise<Result<Overview>> {
  const rows = await query(`SELECT countIf(side = 1) AS a, countIf(side = 2) AS b, sum(isBoth) AS both FROM (${sql})`, parameters, BOUNDS)
  if (!rows.ok) return rows
  const { a, b, both } = rows.value[0] as Record<string, number>
  return ok({ a: { people: a!, missing: 0 }, b: { people: b!, missing: 0 }, both: both!, known: a! + b!, numbers: a! + b!, distinct: Infinity })
}

export interface NumbersOfSide extends Sample {
  readonly median: number
  readonly min: number
  readonly max: number
}

export interface Numbers {
  /** null where nobody of that side has a number. */
  readonly a: NumbersOfSide | null
  readonly b: NumbersOfSide | null
  readonly dominance: Dominance
}

/**
 * Of the different values x with how often each side has them: running sums say how many of the other side lie below and above
 * each, and with that its dominance, without looking at pairs.
 */
export const DOMINANCE = {
  belowOf: (partition: string): string =>
    ['a', 'b'].map((side) => `sum(${side}) OVER (${partition}ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - ${side} AS below_${side}`).join(', '),
  a: '(2 * below_b + b - nB) / nB',
  b: '(nA - 2 * below_a - a) / nA',
  sums: `sum(a * over_b) AS dominated, sum(a * over_b * over_b) AS squaresA, sum(b * under_a * under_a) AS squaresB, sum(a * b) AS ties`,
} as const

export async function readNumbers(query: QueryHistory, { sql, parameters }: Values): Promise<Result<Numbers>> {
  const side = (name: 'a' | 'b'): string => `any(mean_${name}) AS m_${name}, sum(${name} * pow(x - mean_${name}, 2)) AS ss_${name},
quantileExactWeightedInterpolated(0.5)(x, toUInt64(${name})) AS median_${name}, minIf(x, ${name} > 0) AS min_${name}, maxIf(x, ${name} > 0) AS max_${name}`
  const rows = await query(
    `SELECT any(nA) AS na, any(nB) AS nb, ${side('a')}, ${side('b')}, ${DOMINANCE.sums} FROM (
SELECT *, if(nB = 0, 0., ${DOMINANCE.a}) AS over_b, if(nA = 0, 0., ${DOMINANCE.b}) AS under_a FROM (
SELECT x, a, b, sum(a) OVER () AS nA, sum(b) OVER () AS nB, if(nA = 0, 0., sum(a * x) OVER () / nA) AS mean_a, if(nB = 0, 0., sum(b * x) OVER () / nB) AS mean_b, ${DOMINANCE.belowOf('')}
FROM (SELECT assumeNotNull(${NUMBER}) AS x, toFloat64(countIf(side = 1)) AS a, toFloat64(countIf(side = 2)) AS b FROM (${sql}) WHERE side < 3 AND isNotNull(${NUMBER}) GROUP BY x)))`,
    parameters,
    BOUNDS,
  )
  if (!rows.ok) return rows
  const row = rows.value[0] as Record<string, number>
  const of = (name: 'a' | 'b', n: number): NumbersOfSide | null =>
    n === 0 ? null : { n, mean: row[`m_${name}`]!, variance: n < 2 ? 0 : row[`ss_${name}`]! / (n - 1), median: row[`median_${name}`]!, min: row[`min_${name}`]!, max: row[`max_${name}`]! }
  const [nA, nB] = [row['na']!, row['nb']!]
  return ok({ a: of('a', nA), b: of('b', nB), dominance: { nA, nB, sum: row['dominated']!, squaresA: row['squaresA']!, squaresB: row['squaresB']!, ties: row['ties']! } })
}

export interface Categories {
  readonly nA: number
  readonly nB: number
  /** The most frequent ones, by how many of each side are in them. */
  readonly listed: readonly { readonly label: string; readonly a: number; readonly b: number }[]
  /** How many more there are. */
  readonly others: number
}

/** What is told of a value that is no single one. */
export const LABEL = `multiIf(startsWith(raw, '"'), JSONExtractString(raw), startsWith(raw, '{'), '(object)', startsWith(raw, '['), '(list)', raw)`

export async function readCategories(query: QueryHistory, { sql, parameters }: Values, most: number): Promise<Result<Categories>> {
  const rows = await query(
    `SELECT label, a, b, sum(a) OVER () AS nA, sum(b) OVER () AS nB, count() OVER () AS labels FROM (
SELECT ${LABEL} AS label, countIf(side = 1) AS a, countIf(side = 2) AS b FROM (${sql}) WHERE side < 3 AND NOT ${IS_MISSING} GROUP BY label
) ORDER BY a + b DESC, label LIMIT {most:UInt32}`,
    { ...parameters, most },
    BOUNDS,
  )
  if (!rows.ok) return rows
  const [first] = rows.value as readonly Record<string, never>[]
  if (first === undefined) return ok({ nA: 0, nB: 0, listed: [], others: 0 })
  return ok({ nA: first['nA']!, nB: first['nB']!, listed: rows.value.map(({ label, a, b }) => ({ label: label as string, a: a as number, b: b as number })), others: (first['labels'] as number) - rows.value.length })
}
