// Who a segment or a condition means now, as a query that other rooms put into theirs.
import { ok, type Millis, type Result } from '@touchstone/base'
import { readCondition, theirZonesQuery, toClickHouse, type Checked, type Past, type Query } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import { peopleOf, PRESENT_MEMBERS } from './algebra/membership.ts'
import type { SegmentDefinitions } from './definitions.ts'
import type { QueryHistory, SegmentPorts } from './ports.ts'

/** One of the two. */
export interface PeopleFilter {
  readonly segment?: string | undefined
  readonly where?: string | undefined
}

export interface SelectedPeople {
  /** A SELECT of one column `person`, canonical ids, each once. */
  readonly sql: string
  readonly parameters: Parameters
  /** Who they are, in plain English. */
  readonly reading: string
}

const NOBODY = 'SELECT toUInt64(0) AS person WHERE 0'

/** Failures: `segments.not-found`, `language.*`, `registry.*`, `warehouse.*`. */
export async function selectPeople(ports: SegmentPorts, definitions: SegmentDefinitions, { segment, where }: PeopleFilter, now: Millis): Promise<Result<SelectedPeople>> {
  if (segment !== undefined) return membersOf(ports, definitions, segment)
  const condition = await definitions.conditions.check(where ?? '')
  if (!condition.ok) return condition
  const { checked } = condition.value
  const query = await queryOf(ports, checked, { asOf: now, knownAt: now })
  if (!query.ok) return query
  return ok({ sql: query.value.sql, parameters: query.value.parameters as Parameters, reading: readCondition(checked) })
}

async function membersOf({ states }: SegmentPorts, definitions: SegmentDefinitions, id: string): Promise<Result<SelectedPeople>> {
  const found = await definitions.find(id)
  if (!found.ok) return found
  const reading = `People in the segment "${found.value.name}"`
  const reported = states.liveSegments().find((one) => one.id === id && one.role === 'reported')
  if (reported === undefined) return ok({ sql: NOBODY, parameters: {}, reading })
  const sql = `SELECT arrayJoin(${peopleOf('members')}) AS person FROM (${PRESENT_MEMBERS})`
  return ok({ sql, parameters: { segments: [reported.position] }, reading })
}

/** Where persons' zones matter, only those that somebody has are computed. */
export async function queryOf(ports: Pick<SegmentPorts, 'queryHistory' | 'states'>, checked: Checked, given: Past): Promise<Result<Query>> {
  const past: Past = { ...given, isAmended: ports.states.isHistoryAmended === true }
  const zonesQuery = theirZonesQuery(checked, past)
  if (zonesQuery === undefined) return ok(toClickHouse(checked, past))
  const rows = await ports.queryHistory(zonesQuery.sql, zonesQuery.parameters as Parameters)
  return rows.ok ? ok(toClickHouse(checked, past, { zones: rows.value.map((row) => row['zone'] as string) })) : rows
}

/** Queries that are called off once whoever asked has gone. */
export function untilGone(query: QueryHistory, gone: AbortSignal | undefined): QueryHistory {
  return gone === undefined ? query : (sql, parameters, limits) => query(sql, parameters, { ...limits, signal: gone })
}
