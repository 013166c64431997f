// How many people are in a combination of segments, and who, from one look at one state of the recorded changes.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { Parameters } from '@touchstone/warehouse'
import { pastInstantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import type { Speakers } from '../versions/speakers.ts'
import { combined, segmentsOf, type Expression } from './expression.ts'
import { everyone, PAST_MEMBERS, PRESENT_MEMBERS, sampleOf } from './membership.ts'
import { resolveParts, type Part } from './parts.ts'

export type AlgebraPorts = Pick<SegmentPorts, 'store' | 'states' | 'clock' | 'queryHistory' | 'historyThrough' | 'engineProgress'>

export interface CombineQuestion {
  readonly expression: Expression
  readonly sample: number
  readonly asOf?: string | number | undefined
}

export interface SizedPart extends Omit<Part, 'position'> {
  readonly size: number
}

/** What every answer about members says about itself. */
export interface Answered {
  readonly asOf: Millis
  /** Every change up to this log position was counted. */
  readonly through: number
  /** Whether that is everything, and every version asked about is live. */
  readonly isComplete: boolean
  readonly tookMs: number
}

export interface Combination extends Answered {
  readonly size: number
  /** Some of them, the same ones for the same people: chosen by a hash, not by age. */
  readonly sample: readonly number[]
  readonly parts: readonly SizedPart[]
}

/** Failures: `segments.too-many-segments`, `segments.not-found`, `segments.invalid-moment`, `segments.moment-to-come`, `registry.*`, `warehouse.*`. */
export async function combine(ports: AlgebraPorts, speakers: Speakers, { expression, sample, asOf: given }: CombineQuestion): Promise<Result<Combination>> {
  const ids = segmentsOf(expression)
  if (!ids.ok) return ids
  const asked = await ask(ports, speakers, ids.value, given)
  if (!asked.ok) return asked
  const { parts, asOf } = asked.value
  const places = new Map(parts.map(({ id, position }, index) => [id, { position, column: `part${index}` }]))
  const { sql: chosen, open } = combined(expression, (id) => places.get(id)!.column)
  // Counting everyone else takes a number; naming some of them, or looking back, takes a bitmap of everyone.
  const people = open && sample === 0 && given === undefined ? ports.states.peopleRange().count : undefined
  const set = open && people === undefined ? `bitmapAndnot(${everyone(given !== undefined, ports.states.isHistoryAmended === true)}, ${chosen})` : chosen
  const sql = `SELECT bitmapCardinality(chosen) AS size, ${sampleOf('chosen', sample)} AS people, ${sizesOf(parts.length)} AS sizes FROM (
  SELECT ${set} AS chosen, * FROM (${columnsOf(parts, given !== undefined)})
)`
  const rows = await ports.queryHistory(sql, parametersOf(parts, asOf, given !== undefined))
  if (!rows.ok) return rows
  const row = rows.value[0]!
  const sizes = row['sizes'] as number[]
  const size = row['size'] as number
  return ok({
    size: people === undefined ? size : Math.max(0, people - size),
    sample: row['people'] as number[],
    parts: parts.map(({ position: _position, ...part }, index) => ({ ...part, size: sizes[index]! })),
    ...answered(ports, asked.value),
  })
}

export interface Asked {
  readonly parts: readonly Part[]
  readonly asOf: Millis
  readonly began: Millis
  readonly through: number
  readonly isBehind: boolean
}

/** Which versions are meant, and how much of the log is there: asked before the query, so that it is surely counted. */
export async function ask(ports: AlgebraPorts, speakers: Speakers, ids: readonly string[], given: string | number | undefined): Promise<Result<Asked>> {
  const began = ports.clock.now()
  const asOf = given === undefined ? ok(began) : pastInstantOf('asOf', given, began)
  if (!asOf.ok) return asOf
  const through = ports.historyThrough()
  const isBehind = through < ports.engineProgress().log.position
  const parts = await resolveParts(ports, speakers, ids, given === undefined ? undefined : asOf.value)
  return parts.ok ? ok({ parts: parts.value, asOf: asOf.value, began, through, isBehind }) : parts
}

export function answered(ports: AlgebraPorts, { parts, asOf, began, through, isBehind }: Asked): Answered {
  const isWhole = parts.every(({ position, state }) => position === null || state === 'live' || state === 'archived')
  return { asOf, through, isComplete: !isBehind && isWhole, tookMs: ports.clock.now() - began }
}

/** One row with the members of each part as a bitmap: `part0`, `part1` … */
export function columnsOf(parts: readonly Part[], past: boolean): string {
  const columns = parts.map((_, index) => `anyIf(members, segment = {segment${index}:UInt64}) AS part${index}`)
  // Without a segment there is still one row.
  return `SELECT ${['count() AS known', ...columns].join(', ')} FROM (${past ? PAST_MEMBERS : PRESENT_MEMBERS})`
}

export function parametersOf(parts: readonly Part[], asOf: Millis, past: boolean): Parameters {
  // No version lies at position 0.
  const positions = parts.map(({ position }) => position ?? 0)
  return { ...Object.fromEntries(positions.map((position, index) => [`segment${index}`, position])), segments: positions, ...(past ? { asOf } : {}) }
}

export function sizesOf(count: number): string {
  return `[${Array.from({ length: count }, (_, index) => `bitmapCardinality(part${index})`).join(', ')}]`
}
