// The facts of one person, in SQL.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
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
  /** Where they are, see `ProfileReader.facts`. */
  readonly facts: string
  /** Facts before this place, those nearest to it. */
  readonly before: Place | undefined
  /** Facts after this place, those nearest to it. One of the two at most. */
  readonly after: Place | undefined
  /** Only these; everything where a list is not given. */
  readonly events: readonly string[] | undefined
  readonly types: readonly string[] | undefined
  readonly sources: readonly string[] | undefined
  readonly limit: number
}

/** Newest first. */
export async function readTimeline(query: QueryHistory, question: TimelineQuestion): Promise<Result<TimelineFact[]>> {
  const { people, facts, before, after, events, types, sources, limit } = question
  assert(before === undefined || after === undefined, 'a page lies on one side of its place')
  const place = before ?? after
  const bound = place === undefined ? '' : ` AND (happened, position) ${before === undefined ? '>' : '<'} ({happened:Int64}, {position:UInt64})`
  const chosen = Object.entries({ event: events, type: types, source: sources }).filter((entry): entry is [string, readonly string[]] => entry[1] !== undefined)
  const direction = after === undefined ? 'DESC' : 'ASC'
  const sql = `SELECT position, happened, appended, type, event, message_id, source, identifiers, dropped, traits, properties, context
FROM ${facts}
WHERE person IN {people:Array(UInt64)}${bound}${chosen.map(([column]) => ` AND ${column} IN {${column}s:Array(String)}`).join('')}
ORDER BY happened ${direction}, position ${direction}
LIMIT {limit:UInt32}`
  const lists = Object.fromEntries(chosen.map(([column, values]) => [`${column}s`, values]))
  const rows = await query(sql, { people, limit, ...(place ?? {}), ...lists })
  if (!rows.ok) return rows
  const found = rows.value.map(factOf)
  return ok(after === undefined ? found : found.toReversed())
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
