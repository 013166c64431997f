// The room's SQL: the facts of one person, newest first.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { Row } from '@touchstone/warehouse'
import type { QueryHistory } from './ports.ts'

export interface TimelineFact {
  readonly position: number
  readonly happened: Millis
  readonly appended: Millis
  readonly type: string
  readonly event: string
  readonly messageId: string
  readonly source: string
  /** As `type:value`, personal ones hashed. */
  readonly identifiers: readonly string[]
  /** Those of `identifiers` that a guard rule set aside. */
  readonly dropped: readonly string[]
  readonly traits: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, unknown>>
  readonly context: Readonly<Record<string, unknown>>
}

/** A place between two facts in the order (happened, position). */
export interface Place {
  readonly happened: Millis
  readonly position: number
}

export interface TimelineQuestion {
  /** Every id under which the person's facts were stored. */
  readonly people: readonly number[]
  readonly before: Place | undefined
  readonly event: string | undefined
  readonly limit: number
}

export async function readTimeline(query: QueryHistory, question: TimelineQuestion): Promise<Result<TimelineFact[]>> {
  const { people, before, event, limit } = question
  const sql = `SELECT position, happened, appended, type, event, message_id, source, identifiers, dropped, traits, properties, context
FROM touchstone.profiles_facts
WHERE person IN {people:Array(UInt64)}${before === undefined ? '' : ' AND (happened, position) < ({happened:Int64}, {position:UInt64})'}${event === undefined ? '' : ' AND event = {event:String}'}
ORDER BY happened DESC, position DESC
LIMIT {limit:UInt32}`
  const rows = await query(sql, { people, limit, ...(before ?? {}), ...(event === undefined ? {} : { event }) })
  return rows.ok ? ok(rows.value.map(factOf)) : rows
}

function factOf(row: Row): TimelineFact {
  const { position, happened, appended, type, event, message_id, source, identifiers, dropped } = row as Record<string, never>
  return {
    position, happened, appended, type, event, messageId: message_id, source, identifiers, dropped,
    traits: objectOf(row['traits']),
    properties: objectOf(row['properties']),
    context: objectOf(row['context']),
  }
}

function objectOf(text: unknown): Record<string, unknown> {
  return JSON.parse(text as string) as Record<string, unknown>
}
