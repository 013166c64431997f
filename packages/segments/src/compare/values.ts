// What is compared: one value per person, as a SELECT of (side, raw): the JSON text of a trait's latest value, '' where there is
// none, or the number of a behaviour, which everybody has.
import type { Millis } from '@touchstone/base'
import { factsTable } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import { placeOf } from '../algebra/membership.ts'
import type { Groups } from './groups.ts'

export type Measure = 'did' | 'count' | 'sum'

/** A trait, or a behaviour over a window that ends at the moment of the question. */
export type Subject = { readonly trait: string } | { readonly event: string; readonly measure: Measure; readonly property: string | undefined; readonly from: Millis | undefined }

export interface Values {
  readonly sql: string
  readonly parameters: Parameters
}

/** A fact's order among those of the same person: the latest by (happened, hash) holds. */
const ORDER = '(f.happened, f.hash)'

const KNOWN = 'f.appended <= {asOf:Int64} AND f.happened <= {asOf:Int64}'

const factsOf = ({ isAmended }: Groups): string => `${factsTable(isAmended, '{asOf:Int64}')} AS f`

/** Who stands for the people who turned out to be somebody else. */
const SURVIVORS = '(SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM touchstone.profiles_aliases WHERE appended <= {asOf:Int64} GROUP BY loser)'

/**
 * Rows of `grouped`, which has a row per stored person id as `stored`, under the ids that stand for these people. Facts are
 * grouped first and led to their survivors then: there are far fewer people than facts.
 */
const led = (columns: string, grouped: string): string => `SELECT if(alias.survivor > 0, alias.survivor, g.stored) AS person${columns} FROM (${grouped}) AS g LEFT ANY JOIN ${SURVIVORS} AS alias ON g.stored = alias.loser`

/** Number texts, and nothing else of JSON, are read by this; null for all others. */
export const NUMBER = 'toFloat64OrNull(raw)'
export const IS_MISSING = `raw IN ('', 'null')`

export function valuesOf(groups: Groups, subject: Subject): Values {
  if ('trait' in subject) {
    const stored = `SELECT f.person AS stored, max(${ORDER}) AS o, argMax(JSONExtractRaw(f.traits, {trait:String}), ${ORDER}) AS value FROM ${factsOf(groups)}
WHERE ${KNOWN} AND length(f.traits) > 2 AND f.type != 'group' AND JSONHas(f.traits, {trait:String}) GROUP BY stored`
    const latest = `SELECT person, argMax(value, o) AS raw FROM (${led(', g.o AS o, g.value AS value', stored)}) GROUP BY person`
    return { sql: joined(groups, latest, 'v.raw'), parameters: { ...groups.parameters, trait: subject.trait } }
  }
  const { event, measure, property, from } = subject
  const amount = 'toFloat64OrNull(JSONExtractRaw(f.properties, {property:String}))'
  // In millionths, as everywhere: whole numbers add up to the same in any order.
  const micros = `sum(toInt64(floor(coalesce(if(abs(${amount}) <= 1e12, ${amount}, NULL), 0.) * 1e6 + 0.5)))`
  const stored = `SELECT f.person AS stored, ${measure === 'sum' ? micros : 'count()'} AS n FROM ${factsOf(groups)}
WHERE ${KNOWN} AND f.event = {event:String}${from === undefined ? '' : ' AND f.happened > {from:Int64}'} GROUP BY stored`
  const number = measure === 'did' ? '1' : measure === 'count' ? 'sum(n)' : 'sum(n) / 1e6'
  const counted = `SELECT person, toFloat64(${number}) AS n FROM (${led(', g.n AS n', stored)}) GROUP BY person`
  return {
    sql: joined(groups, counted, 'toString(v.n)'),
    parameters: { ...groups.parameters, event, ...(measure === 'sum' ? { property: property ?? '' } : {}), ...(from === undefined ? {} : { from }) },
  }
}

function joined(groups: Groups, values: string, raw: string): string {
  return `SELECT s.side AS side, s.isBoth AS isBoth, ${raw} AS raw FROM (${groups.sql}) AS s LEFT ANY JOIN (${values}) AS v ON s.person = v.person`
}

/** Rows (trait, side, raw) of every trait that somebody has. */
export function allTraits(groups: Groups): string {
  const stored = `SELECT trait, stored, max(at) AS o, argMax(raw, at) AS value FROM (
SELECT f.person AS stored, pair.1 AS trait, pair.2 AS raw, ${ORDER} AS at FROM ${factsOf(groups)}
ARRAY JOIN JSONExtractKeysAndValuesRaw(f.traits) AS pair WHERE ${KNOWN} AND length(f.traits) > 2 AND f.type != 'group'
) GROUP BY trait, stored`
  return `SELECT v.trait AS trait, s.side AS side, v.raw AS raw FROM (
SELECT trait, person, argMax(value, o) AS raw FROM (${led(', g.trait AS trait, g.o AS o, g.value AS value', stored)}) GROUP BY trait, person
) AS v INNER JOIN (${groups.sql}) AS s ON v.person = s.person WHERE s.side < 3 AND v.raw NOT IN ('', 'null')`
}

/**
 * Rows (event, a, b): how many of each side did it after `{from:Int64}`. Whoever did an event is a bitmap, so that millions of people
 * with dozens of events each take megabytes; only those who turned out to be somebody else are led to them one by one.
 */
export function allEvents(groups: Groups): string {
  const chosen = `${KNOWN} AND f.event != '' AND f.happened > {from:Int64}`
  const sideOf = (side: 1 | 2): string => `(SELECT groupBitmapState(${placeOf('person')}) FROM (${groups.sql}) WHERE side = ${side})`
  return `SELECT event, bitmapAndCardinality(people, ${sideOf(1)}) AS a, bitmapAndCardinality(people, ${sideOf(2)}) AS b FROM (
SELECT event, groupBitmapMergeState(some) AS people FROM (
SELECT f.event AS event, groupBitmapState(${placeOf('f.person')}) AS some FROM ${factsOf(groups)} WHERE ${chosen} AND f.person NOT IN (SELECT loser FROM ${SURVIVORS}) GROUP BY event
UNION ALL
SELECT f.event AS event, groupBitmapState(${placeOf('alias.survivor')}) AS some FROM ${factsOf(groups)} INNER JOIN ${SURVIVORS} AS alias ON f.person = alias.loser WHERE ${chosen} GROUP BY event
) GROUP BY event)`
}
