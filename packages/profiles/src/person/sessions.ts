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
}

/** Those that touch `from` to `to`, newest first. */
export async function readSessions(query: QueryHistory, people: readonly number[], from: Millis, to: Millis): Promise<Result<Session[]>> {
  assert(from <= to && people.length > 0, 'sessions are asked for of somebody, between two instants')
  const rows = await query(
    `SELECT session.1 AS start, session.2 AS end, session.3 AS facts FROM (
  SELECT arrayJoin(arrayMap(times -> (times[1], times[-1], length(times)), arraySplit((time, gap) -> gap > {gap:Int64}, times, arrayDifference(times)))) AS session
  FROM (SELECT arraySort(groupArray(happened)) AS times FROM touchstone.profiles_facts WHERE person IN {people:Array(UInt64)} AND event != '')
) WHERE end >= {from:Int64} AND start <= {to:Int64} ORDER BY start DESC`,
    { people, gap: SESSION_GAP, from, to },
  )
  return rows.ok ? ok(rows.value as unknown as Session[]) : rows
}

/** The session that a fact of the instant `happened` is in. */
export function sessionAt(sessions: readonly Session[], happened: Millis): Session | undefined {
  return sessions.find(({ start, end }) => start <= happened && happened <= end)
}
