// What a source sent by the minute, and how many facts of an event lacked a field by the hour: what watches look at.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'

export interface MinuteCount {
  readonly minute: Millis
  readonly facts: number
  readonly late: number
}

/** Minutes of append time with facts, from `from`, before `until`, in order. Fails as queries do. */
export async function readMinutes(query: QueryHistory, source: string, from: Millis, until: Millis): Promise<Result<MinuteCount[]>> {
  const rows = await query(
    `SELECT minute, sum(facts) AS facts, sum(late) AS late FROM touchstone.profiles_minutes WHERE source = {source:String} AND minute >= {from:Int64} AND minute < {until:Int64} GROUP BY minute ORDER BY minute`,
    { source, from, until },
  )
  return rows.ok ? ok(rows.value as readonly unknown[] as MinuteCount[]) : rows
}

export interface MissingCount {
  readonly hour: Millis
  /** Facts of the event. */
  readonly whole: number
  /** Those of them that had no value of the field. */
  readonly part: number
}

/** Hours in which the event came, from `from`, before `until`, in order. Fails as queries do. */
export async function readMissing(query: QueryHistory, source: string, event: string, field: string, from: Millis, until: Millis): Promise<Result<MissingCount[]>> {
  const rows = await query(
    `SELECT hour, sumIf(facts, place = 'event') AS whole, whole - least(whole, sumIf(facts, place = 'property' AND field = {field:String} AND kind != 'null')) AS part
FROM touchstone.profiles_field_hours WHERE source = {source:String} AND event = {event:String} AND place IN ('event', 'property') AND hour >= {from:Int64} AND hour < {until:Int64}
GROUP BY hour HAVING whole > 0 ORDER BY hour`,
    { source, event, field, from, until },
  )
  return rows.ok ? ok(rows.value as readonly unknown[] as MissingCount[]) : rows
}
