// Which traits and behaviours tell two groups apart most.
//
// All of them are read at once and given an effect from 0 to 1 that means the same for each: of numbers the size of Cliff's delta;
// of categories how much of the shares lies elsewhere (half the sum of their differences, the total variation); of events the
// difference of the shares who did them. For something that one either is or is not the three are the same figure. Of many things
// some differ by chance, so the probabilities are adjusted for how many were looked at.
import { DAY, ok, type Result } from '@touchstone/base'
import { defaultPersonalTraits } from '@touchstone/language'
import type { Row } from '@touchstone/warehouse'
import { prepare, type ComparisonQuestion, type Prepared } from './compare.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { BOUNDS, DOMINANCE, LABEL, readSizes } from './read-values.ts'
import { chiSquaredTail } from './distributions.ts'
import { adjusted, association, cliffsDelta, shareDifference, type Interval } from './statistics.ts'
import { allEvents, allTraits, NUMBER } from './values.ts'

export interface RankQuestion extends Pick<ComparisonQuestion, 'a' | 'b' | 'overlap' | 'asOf'> {
  readonly days: number
  readonly limit: number
}

export interface Difference {
  readonly subject: 'trait' | 'event'
  readonly name: string
  readonly kind: 'number' | 'category' | 'share'
  /** 0 to 1. */
  readonly effect: number
  /** a less b, of numbers and shares; null of categories, which have no direction. */
  readonly signed: number | null
  readonly interval: Interval | null
  readonly p: number
  readonly adjustedP: number
  /** People of whom it is known. */
  readonly knownA: number
  readonly knownB: number
}

export interface Ranking {
  readonly readings: readonly [string, string]
  readonly people: { readonly a: number; readonly b: number; readonly both: number }
  readonly differences: readonly Difference[]
  readonly looked: number
  readonly prepared: Prepared
}

/** Traits and events that are looked at, those that most people have. */
const MAX_LOOKED_AT = 300
/** A trait of this share of numbers is compared as numbers, if it has at least three different ones. */
const MOSTLY = 0.9

/** Failures: as `compare`. */
export async function rank(ports: SegmentPorts, definitions: SegmentDefinitions, question: RankQuestion, gone?: AbortSignal): Promise<Result<Ranking>> {
  const prepared = await prepare(ports, definitions, question, gone)
  if (!prepared.ok) return prepared
  const { groups, asOf, ports: { queryHistory } } = prepared.value
  const sizes = await readSizes(queryHistory, groups)
  if (!sizes.ok) return sizes
  const people = { a: sizes.value.a.people, b: sizes.value.b.people, both: sizes.value.both }
  const traits = await queryHistory(traitsSql(allTraits(groups)), { ...groups.parameters, most: MAX_LOOKED_AT }, BOUNDS)
  if (!traits.ok) return traits
  const events = await queryHistory(`${allEvents(groups)} ORDER BY a + b DESC, event LIMIT {most:UInt32}`, { ...groups.parameters, from: asOf - question.days * DAY, most: MAX_LOOKED_AT }, BOUNDS)
  if (!events.ok) return events
  const personal = ports.conditionRules?.personalTraits ?? defaultPersonalTraits
  const found = [...traits.value.filter(({ trait }) => personal(trait as string) === undefined).flatMap(ofTrait), ...events.value.flatMap((row) => ofEvent(row, people))]
  const probabilities = adjusted(found.map(({ p }) => p))
  const differences = found.map((one, i) => ({ ...one, adjustedP: probabilities[i]! })).sort((x, y) => y.effect - x.effect || x.p - y.p || (x.name < y.name ? -1 : 1))
  return ok({ readings: groups.readings, people, differences: differences.slice(0, question.limit), looked: found.length, prepared: prepared.value })
}

/** One row per trait: how the shares of its values differ, and the dominance of its numbers. */
function traitsSql(values: string): string {
  const isNumber = 'isNum'
  return `SELECT trait, any(nA) AS na, any(nB) AS nb, count() AS labels, sum(abs(if(nA = 0, 0., a / nA) - if(nB = 0, 0., b / nB))) / 2 AS apart,
sumIf(pow(a - (a + b) * nA / (nA + nB), 2) / ((a + b) * nA / (nA + nB)) + pow(b - (a + b) * nB / (nA + nB), 2) / ((a + b) * nB / (nA + nB)), nA > 0 AND nB > 0) AS chi,
countIf(${isNumber}) AS numbers, sumIf(a, ${isNumber}) AS numA, sumIf(b, ${isNumber}) AS numB,
sumIf(a * over_b, ${isNumber}) AS dominated, sumIf(a * over_b * over_b, ${isNumber}) AS squaresA, sumIf(b * under_a * under_a, ${isNumber}) AS squaresB, sumIf(a * b, ${isNumber}) AS ties FROM (
SELECT *, if(pB = 0, 0., ${DOMINANCE.a.replaceAll('nB', 'pB')}) AS over_b, if(pA = 0, 0., ${DOMINANCE.b.replaceAll('nA', 'pA')}) AS under_a FROM (
SELECT trait, x, ${isNumber}, a, b, sum(a) OVER (PARTITION BY trait) AS nA, sum(b) OVER (PARTITION BY trait) AS nB,
sum(a) OVER (PARTITION BY trait, ${isNumber}) AS pA, sum(b) OVER (PARTITION BY trait, ${isNumber}) AS pB, ${DOMINANCE.belowOf(`PARTITION BY trait, ${isNumber} `)}
FROM (SELECT trait, ${LABEL} AS label, any(coalesce(${NUMBER}, 0.)) AS x, any(isNotNull(${NUMBER})) AS ${isNumber}, toFloat64(countIf(side = 1)) AS a, toFloat64(countIf(side = 2)) AS b FROM (${values}) GROUP BY trait, label)))
GROUP BY trait ORDER BY na + nb DESC, trait LIMIT {most:UInt32}`
}

type Found = Omit<Difference, 'adjustedP'>

/** Nothing, where one side has nobody with it: whether it is known at all is no value of it. */
function ofTrait(row: Row): Found[] {
  const { na, nb, labels, apart, chi, numbers, numA, numB, dominated, squaresA, squaresB, ties } = row as Record<string, number>
  const name = row['trait'] as string
  if (na === 0 || nb === 0 || labels! < 2) return []
  const known = { knownA: na!, knownB: nb! }
  if (numA! + numB! >= MOSTLY * (na! + nb!) && numbers! > 2) {
    const delta = cliffsDelta({ nA: numA!, nB: numB!, sum: dominated!, squaresA: squaresA!, squaresB: squaresB!, ties: ties! })
    if (delta === null) return []
    return [{ subject: 'trait', name, kind: 'number', effect: Math.abs(delta.value), signed: delta.value, interval: delta.interval, p: delta.p ?? 1, knownA: numA!, knownB: numB! }]
  }
  return [{ subject: 'trait', name, kind: 'category', effect: apart!, signed: null, interval: null, p: chiSquaredTail(chi!, labels! - 1), ...known }]
}

function ofEvent(row: Row, people: Ranking['people']): Found[] {
  const [a, b] = [row['a'] as number, row['b'] as number]
  const difference = shareDifference(a, people.a, b, people.b)
  if (difference === null) return []
  const p = association([[a, b], [people.a - a, people.b - b]])?.p ?? 1
  return [{ subject: 'event', name: row['event'] as string, kind: 'share', effect: Math.abs(difference.value), signed: difference.value, interval: difference.interval, p, knownA: people.a, knownB: people.b }]
}
