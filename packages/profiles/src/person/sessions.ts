// The sessions of one person over all of history, by the rule of the engine (machine/sessions-cell.ts): facts with an event
// belong together when at most half an hour lies between them, or others bridge the gap. The engine keeps only the latest.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import { SESSION_GAP } from '../machine/sessions-cell.ts'
import type { QueryHistory } from '../ports.ts'

export interface Session {
  readonly start: Millis
  readonly end: Millis
  /** Facts with an event. */
  readonly facts: number
  /** By which they came, where that is known. */
  readonly channels: readonly string[]
  readonly locations: readonly Location[]
}

/** '' where the fact said a country and no region. */
export interface Location {
  readonly country: string
  readonly region: string
}

/** Channels and places of one session that are told. */
const MOST_PLACES = 10

/** Those that touch `from` to `to`, newest first. */
export async function readSessions(query: QueryHistory, facts: string, people: readonly number[], from: Millis, to: Millis): Promise<Result<Session[]>> {
  assert(from <= to && people.length > 0, 'sessions are asked for of somebody, between two instants')
  const rows = await query(
    `SELECT session.1 AS start, session.2 AS end, session.3 AS facts FROM (
  SELECT arrayJoin(arrayMap(times -> (times[1], times[-1], length(times)), arraySplit((time, gap) -> gap > {gap:Int64}, times, arrayDifference(times)))) AS session
  FROM (SELECT arraySort(groupArray(happened)) AS times FROM ${facts} WHERE person IN {people:Array(UInt64)} AND event != '')
) WHERE end >= {from:Int64} AND start <= {to:Int64} ORDER BY start DESC`,
    { people, gap: SESSION_GAP, from, to },
  )
  return rows.ok ? withPlaces(query, facts, people, rows.value as unknown as Pick<Session, 'start' | 'end' | 'facts'>[]) : rows
}

async function withPlaces(query: QueryHistory, facts: string, people: readonly number[], sessions: readonly Pick<Session, 'start' | 'end' | 'facts'>[]): Promise<Result<Session[]>> {
  const [newest, oldest] = [sessions[0], sessions.at(-1)]
  if (newest === undefined || oldest === undefined) return ok([])
  const rows = await query(
    `SELECT arrayFirst(begun -> begun <= happened, {starts:Array(Int64)}) AS start,
  arraySort(groupUniqArrayIf({most:UInt32})(channel, channel != '')) AS channels, arraySort(groupUniqArrayIf({most:UInt32})((country, region), country != '')) AS places
FROM (
  SELECT happened, JSONExtractString(context, 'channel') AS channel, JSONExtractString(context, 'location', 'country') AS country, JSONExtractString(context, 'location', 'region') AS region
  FROM ${facts} WHERE person IN {people:Array(UInt64)} AND event != '' AND happened BETWEEN {from:Int64} AND {to:Int64} AND length(context) > 2
) GROUP BY start`,
    { people, starts: sessions.map(({ start }) => start), from: oldest.start, to: newest.end, most: MOST_PLACES },
  )
  if (!rows.ok) return rows
  const told = new Map(rows.value.map((row) => [row['start'] as Millis, row]))
  return ok(
    sessions.map((session) => {
      const row = told.get(session.start)
      const places = (row?.['places'] ?? []) as readonly (readonly [string, string])[]
      return { ...session, channels: (row?.['channels'] ?? []) as string[], locations: places.map(([country, region]) => ({ country, region })) }
    }),
  )
}

/** The session that a fact of the instant `happened` is in. */
export function sessionAt(sessions: readonly Session[], happened: Millis): Session | undefined {
  return sessions.find(({ start, end }) => start <= happened && happened <= end)
}
