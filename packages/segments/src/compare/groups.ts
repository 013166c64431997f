// The two groups of a comparison as one SELECT of (person, side): 1 for the first, 2 for the second, and nobody in both.
//
// A group is a segment's members or everyone for whom a condition is true, at one moment with what was known at that moment;
// without a second group it is everyone else. Who is in both is counted, and left out unless the question gives them to
// one of the two. So the sides are disjoint, which is what the intervals rest on.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { readCondition, theirZonesQuery, toClickHouse } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import { everyone, PAST_MEMBERS, peopleOf, PRESENT_MEMBERS } from '../algebra/membership.ts'
import { resolveParts } from '../algebra/parts.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'

/** One of the two. */
export interface GroupQuestion {
  readonly segment?: string | undefined
  readonly where?: string | undefined
}

export const OVERLAPS = ['leave-out', 'in-a', 'in-b'] as const
export type Overlap = (typeof OVERLAPS)[number]

export interface Groups {
  readonly sql: string
  readonly parameters: Parameters
  /** Whether amendments have told facts or values of history apart. */
  readonly isAmended: boolean
  /** Who they are, in plain English. */
  readonly readings: readonly [string, string]
  /** Whether every segment asked about is live: else not everyone has been looked at. */
  readonly isWhole: boolean
}

interface Side {
  readonly sql: string
  readonly parameters: Parameters
  readonly reading: string
  readonly isWhole: boolean
}

const SIDE_OF_BOTH: Readonly<Record<Overlap, number>> = { 'leave-out': 3, 'in-a': 1, 'in-b': 2 }

/**
 * The side is 3 for who is in both and left out. `asOf`: undefined for now. Failures: `segments.invalid-group`, `segments.not-found`,
 * `language.*`, `registry.*`, `warehouse.*`.
 */
export async function groupsOf(
  ports: SegmentPorts, definitions: SegmentDefinitions, given: { readonly a: GroupQuestion; readonly b?: GroupQuestion | undefined; readonly overlap: Overlap }, asOf: Millis, isPast: boolean,
): Promise<Result<Groups>> {
  const a = await sideOf(ports, definitions, given.a, 'a', asOf, isPast)
  if (!a.ok) return a
  const isAmended = ports.states.isHistoryAmended === true
  const b = given.b === undefined ? ok(everyoneElse(isAmended)) : await sideOf(ports, definitions, given.b, 'b', asOf, isPast)
  if (!b.ok) return b
  const inBoth = given.b === undefined ? 1 : SIDE_OF_BOTH[given.overlap]
  const sql = `SELECT person, toUInt8(multiIf(isA AND isB, ${inBoth}, isA, 1, 2)) AS side, toUInt8(${given.b === undefined ? '0' : 'isA AND isB'}) AS isBoth FROM (
SELECT person, max(inA) AS isA, max(inB) AS isB FROM (
SELECT person, 1 AS inA, 0 AS inB FROM (${a.value.sql})
UNION ALL
SELECT person, 0 AS inA, 1 AS inB FROM (${b.value.sql})
) GROUP BY person)`
  return ok({
    sql,
    parameters: { ...a.value.parameters, ...b.value.parameters, asOf },
    isAmended,
    readings: [a.value.reading, b.value.reading],
    isWhole: a.value.isWhole && b.value.isWhole,
  })
}

function everyoneElse(isAmended: boolean): Side {
  return { sql: `SELECT arrayJoin(${peopleOf(everyone(true, isAmended))}) AS person`, parameters: {}, reading: 'Everyone else', isWhole: true }
}

async function sideOf(ports: SegmentPorts, definitions: SegmentDefinitions, { segment, where }: GroupQuestion, name: 'a' | 'b', asOf: Millis, isPast: boolean): Promise<Result<Side>> {
  if ((segment === undefined) === (where === undefined)) return fail('segments.invalid-group', `"${name}": expected either a "segment" or a condition as "where"`)
  return segment === undefined ? whoFit(ports, definitions, where!, name, asOf) : membersOf(ports, definitions, segment, name, isPast ? asOf : undefined)
}

async function membersOf(ports: SegmentPorts, definitions: SegmentDefinitions, id: string, name: string, asOf: Millis | undefined): Promise<Result<Side>> {
  const parts = await resolveParts(ports, definitions.versions.speakers, [id], asOf)
  if (!parts.ok) return parts
  const { name: called, position, state } = parts.value[0]!
  const members = (asOf === undefined ? PRESENT_MEMBERS : PAST_MEMBERS).replaceAll('{segments:', `{${name}_segments:`)
  return ok({
    sql: `SELECT arrayJoin(${peopleOf('members')}) AS person FROM (${members})`,
    // No version lies at position 0.
    parameters: { [`${name}_segments`]: [position ?? 0] },
    reading: `People in the segment "${called}"`,
    isWhole: position === null || state === 'live' || state === 'archived',
  })
}

async function whoFit(ports: SegmentPorts, definitions: SegmentDefinitions, where: string, prefix: string, asOf: Millis): Promise<Result<Side>> {
  const condition = await definitions.conditions.check(where)
  if (!condition.ok) return condition
  const { checked } = condition.value
  const past = { asOf, knownAt: asOf, isAmended: ports.states.isHistoryAmended === true }
  const zonesQuery = theirZonesQuery(checked, past, { prefix })
  const zones = zonesQuery === undefined ? ok([]) : await ports.queryHistory(zonesQuery.sql, zonesQuery.parameters as Parameters)
  if (!zones.ok) return zones
  const query = toClickHouse(checked, past, zonesQuery === undefined ? { prefix } : { prefix, zones: zones.value.map((row) => row['zone'] as string) })
  return ok({ sql: query.sql, parameters: query.parameters as Parameters, reading: readCondition(checked), isWhole: true })
}
