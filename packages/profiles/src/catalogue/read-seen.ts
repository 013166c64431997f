// What one source has sent in a stretch of whole hours: its events, their properties, and traits, with kinds of values.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { QueryHistory } from '../ports.ts'
import type { ValueKind } from './tallied-field.ts'

export interface SeenField {
  /** A path of at most two names; a dot within a name is written `\.`. */
  readonly field: string
  readonly kinds: readonly { readonly kind: ValueKind; readonly facts: number }[]
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
}

export interface SeenEvent {
  readonly type: string
  readonly event: string
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
  readonly fields: readonly SeenField[]
}

export interface Seen {
  readonly events: readonly SeenEvent[]
  /** `facts`: identify calls. */
  readonly traits: { readonly facts: number; readonly fields: readonly SeenField[] }
}

/** Rows of events, fields and kinds that one answer is made of; the most frequent come first. */
const MAX_ROWS = 50_000

interface Row {
  place: string
  type: string
  event: string
  field: string
  kind: ValueKind | ''
  facts: number
  first: Millis
  last: Millis
}

/** Hours that begin at `from` or later, and before `until`; the most frequent events and fields first. Fails as queries do. */
export async function readSeen(query: QueryHistory, source: string, from: Millis, until: Millis): Promise<Result<Seen>> {
  const rows = await query(
    `SELECT place, type, event, field, kind, sum(facts) AS facts, min(first) AS first, max(last) AS last FROM touchstone.profiles_field_hours
WHERE source = {source:String} AND hour >= {from:Int64} AND hour < {until:Int64} GROUP BY place, type, event, field, kind ORDER BY facts DESC, place, event, type, field, kind LIMIT {limit:UInt32}`,
    { source, from, until, limit: MAX_ROWS },
  )
  if (!rows.ok) return rows
  const all = rows.value as readonly unknown[] as readonly Row[]
  const byEvent = Map.groupBy(all.filter(({ place }) => place === 'property'), ({ type, event }) => `${type} ${event}`)
  const events = all.filter(({ place }) => place === 'event').map(({ type, event, facts, first, last }) => ({ type, event, facts, first, last, fields: fieldsOf(byEvent.get(`${type} ${event}`) ?? []) }))
  const identified = events.filter(({ type }) => type === 'identify').reduce((sum, { facts }) => sum + facts, 0)
  return ok({ events, traits: { facts: identified, fields: fieldsOf(all.filter(({ place }) => place === 'trait')) } })
}

function fieldsOf(rows: readonly Row[]): SeenField[] {
  return [...Map.groupBy(rows, ({ field }) => field)].map(([field, kinds]) => ({
    field,
    kinds: kinds.map(({ kind, facts }) => ({ kind: kind as ValueKind, facts })),
    facts: kinds.reduce((sum, { facts }) => sum + facts, 0),
    first: Math.min(...kinds.map(({ first }) => first)),
    last: Math.max(...kinds.map(({ last }) => last)),
  }))
}
