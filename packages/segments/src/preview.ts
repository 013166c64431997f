// The exact count of a condition over history, now or at any past moment, before or without making it a segment.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { readCondition, type Cost, type Query } from '@touchstone/language'
import { parseInstant } from '@touchstone/vocabulary'
import type { Parameters } from '@touchstone/warehouse'
import { misspellings, type Misspelling } from './conditions/assist.ts'
import type { Conditions } from './conditions/conditions.ts'
import type { KnownNames } from './conditions/known-names.ts'
import type { SegmentPorts } from './ports.ts'
import { queryOf, untilGone } from './selection.ts'

export interface PreviewQuestion {
  readonly where: string
  readonly asOf?: string | number | undefined
  readonly knownAt?: string | number | undefined
  readonly sample: number
}

export interface Preview {
  readonly count: number
  /** Ids of some of them, the same ones for the same people: chosen by a hash, not by age. */
  readonly sample: readonly number[]
  readonly asOf: Millis
  readonly knownAt: Millis
  readonly tookMs: number
  /** Every fact up to this log position was counted. */
  readonly through: number
  /** Whether that is everything known at `knownAt`; else facts of about the last second may be missing. */
  readonly isComplete: boolean
  /** Who they are, in plain English. */
  readonly reading: string
  readonly cost: Cost
  readonly unknown: readonly Misspelling[]
}

type PreviewPorts = Pick<SegmentPorts, 'clock' | 'engineProgress' | 'queryHistory' | 'historyThrough' | 'states'>

/** Aborting `gone` calls the queries off. Failures: `language.*`, `segments.invalid-instant`, `registry.*`, `warehouse.*`. */
export async function preview(given: PreviewPorts, { conditions, names }: { readonly conditions: Conditions; readonly names: KnownNames }, question: PreviewQuestion, gone?: AbortSignal): Promise<Result<Preview>> {
  const ports = { ...given, queryHistory: untilGone(given.queryHistory, gone) }
  const began = ports.clock.now()
  const condition = await conditions.check(question.where)
  if (!condition.ok) return condition
  const { checked } = condition.value
  const asOf = instantOf('asOf', question.asOf, began)
  if (!asOf.ok) return asOf
  const knownAt = instantOf('knownAt', question.knownAt, began)
  if (!knownAt.ok) return knownAt
  // Both are asked before the query: what is there by now is surely counted.
  const through = ports.historyThrough()
  const behind = through < ports.engineProgress().log.position
  const query = await queryOf(ports, checked, { asOf: asOf.value, knownAt: knownAt.value })
  if (!query.ok) return query
  const counted = await count(ports, query.value, question.sample, behind)
  if (!counted.ok) return counted
  const { newest, ...found } = counted.value
  // Facts arrive in order of append time: with one there that is later than knownAt, all earlier ones are there.
  const isComplete = !behind || newest > knownAt.value
  return ok({ ...found, asOf: asOf.value, knownAt: knownAt.value, tookMs: ports.clock.now() - began, through, isComplete, reading: readCondition(checked), cost: checked.cost, unknown: await misspellings(names, conditions.traits().names(), checked) })
}

interface Counted {
  readonly count: number
  readonly sample: readonly number[]
  /** Append time of the newest fact that is there; asked only when the warehouse is behind. */
  readonly newest: Millis
}

async function count(ports: PreviewPorts, query: Query, sample: number, behind: boolean): Promise<Result<Counted>> {
  const newest = behind ? '(SELECT max(appended) FROM touchstone.profiles_facts)' : '0'
  const sql = `SELECT count() AS members, arrayMap(pair -> pair.2, groupArraySorted({sample:UInt32})((sipHash64(person), person))) AS chosen, ${newest} AS newest
FROM (${query.sql})`
  const rows = await ports.queryHistory(sql, { ...(query.parameters as Parameters), sample: Math.max(1, sample) })
  if (!rows.ok) return rows
  const row = rows.value[0]!
  return ok({ count: row['members'] as number, sample: (row['chosen'] as number[]).slice(0, sample), newest: row['newest'] as number })
}

function instantOf(field: string, given: string | number | undefined, otherwise: Millis): Result<Millis> {
  if (given === undefined) return ok(otherwise)
  const instant = parseInstant(given)
  if (instant !== undefined) return ok(instant)
  return fail('segments.invalid-instant', `"${field}": expected an instant such as 2026-03-01T00:00:00Z or milliseconds since 1970, got ${JSON.stringify(given)}`)
}
