// The size of a segment over time, with everyone who entered and left.
//
// At every instant one version speaks for the segment, and its changes are the segment's: while a version speaks, from
// the instant after it took over to the instant before the next one does, each recorded change counts where it happened.
// When another version takes over at s, everyone who is in it at s and was not in the old one just before s enters, and
// the other way round they leave, with the cause `version`. So every size is the one before, plus who entered, less who
// left, and equals the number of members that the live engine had at that instant.
//
// The changes are read in a few queries, all of them up to one and the same sequence number. What is inserted meanwhile
// has higher ones, so the parts fit together.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import type { Row } from '@touchstone/warehouse'
import type { Speaker } from '../model.ts'
import type { QueryHistory } from '../ports.ts'
import type { Bucket } from './buckets.ts'

export interface Flow {
  readonly entered: number
  readonly left: number
}

export interface SeriesPoint extends Flow {
  readonly from: Millis
  readonly to: Millis
  /** Members at the end. */
  readonly size: number
  /** The same by cause; causes with nobody are left out. */
  readonly causes: Readonly<Record<string, Flow>>
}

const CHANGES = 'touchstone.segments_changes'
/** Take-overs that are compared person by person in one series. */
export const MAX_TAKE_OVERS = 100
/** A series may read every change of a large segment. */
const MILLISECONDS = 30_000

interface Stretch {
  readonly position: number
  /** Changes after this instant and before `to` are the segment's. */
  readonly after: Millis
  readonly to: Millis
}

interface TakeOver {
  readonly at: Millis
  readonly before: number
  readonly position: number
}

/** `timeline`: oldest first. Failures: `segments.too-many-take-overs`, `warehouse.*`. */
export async function readSeries(query: QueryHistory, timeline: readonly Speaker[], buckets: readonly Bucket[]): Promise<Result<{ readonly before: number; readonly points: SeriesPoint[] }>> {
  const from = buckets[0]!.from
  const to = buckets.at(-1)!.to
  const takeOvers = takeOversOf(timeline, from, to)
  if (takeOvers.length > MAX_TAKE_OVERS) return fail('segments.too-many-take-overs', `expected a range in which at most ${MAX_TAKE_OVERS} versions take over, got ${takeOvers.length}`)
  const first = await query(`SELECT max(sequence) AS last FROM ${CHANGES}`, {})
  if (!first.ok) return first
  const last = first.value[0]!['last'] as number
  const stretches = stretchesOf(timeline, from, to)
  const opening = await openingSize(query, timeline.findLast(({ since }) => since < from), from, last)
  if (!opening.ok) return opening
  const points = new Points(buckets)
  const flows = await readFlows(query, stretches, buckets, last)
  if (!flows.ok) return flows
  for (const row of flows.value) points.add(row['bucket'] as number, row['cause'] as string, row['came'] as number, row['went'] as number)
  for (const takeOver of takeOvers) {
    const jump = await readJump(query, takeOver, last)
    if (!jump.ok) return jump
    points.add(bucketAt(buckets, takeOver.at), 'version', jump.value['came'] as number, jump.value['went'] as number)
  }
  return ok({ before: opening.value, points: points.all(opening.value) })
}

/** Which version's changes count when, from `from` up to `to`. The first version has no beginning: it had no members before. */
export function stretchesOf(timeline: readonly Speaker[], from: Millis, to: Millis): Stretch[] {
  return timeline.flatMap(({ position, since }, index) => {
    const after = Math.max(index === 0 ? -Infinity : since, from - 1)
    const end = Math.min(timeline[index + 1]?.since ?? Infinity, to)
    return after + 1 < end ? [{ position, after, to: end }] : []
  })
}

export function takeOversOf(timeline: readonly Speaker[], from: Millis, to: Millis): TakeOver[] {
  return timeline.flatMap(({ position, since }, index) => (index === 0 || since < from || since >= to ? [] : [{ at: since, before: timeline[index - 1]!.position, position }]))
}

async function openingSize(query: QueryHistory, speaker: Speaker | undefined, from: Millis, last: number): Promise<Result<number>> {
  if (speaker === undefined) return ok(0)
  const sql = `SELECT sum(if(entered = 1, 1, -1)) AS size FROM ${CHANGES} WHERE segment = {position:UInt64} AND at < {from:Int64} AND sequence <= {last:UInt64}`
  const rows = await query(sql, { position: speaker.position, from, last }, { milliseconds: MILLISECONDS })
  return rows.ok ? ok(rows.value[0]!['size'] as number) : rows
}

async function readFlows(query: QueryHistory, stretches: readonly Stretch[], buckets: readonly Bucket[], last: number): Promise<Result<readonly Row[]>> {
  if (stretches.length === 0) return ok([])
  const chosen = stretches.map((_, i) => `(segment = {segment${i}:UInt64} AND at > {after${i}:Int64} AND at < {to${i}:Int64})`).join(' OR ')
  const sql = `SELECT roundDown(at, {starts:Array(Int64)}) AS bucket, cause, countIf(entered = 1) AS came, countIf(entered = 0) AS went
FROM ${CHANGES} WHERE (${chosen}) AND sequence <= {last:UInt64} GROUP BY bucket, cause`
  const given = stretches.flatMap(({ position, after, to }, i) => [[`segment${i}`, position], [`after${i}`, after], [`to${i}`, to]] as const)
  return query(sql, { ...Object.fromEntries(given), starts: buckets.map((bucket) => bucket.from), last }, { milliseconds: MILLISECONDS })
}

async function readJump(query: QueryHistory, { at, before, position }: TakeOver, last: number): Promise<Result<Row>> {
  const sql = `SELECT countIf(isNew AND NOT wasOld) AS came, countIf(wasOld AND NOT isNew) AS went FROM (
  SELECT sumIf(if(entered = 1, 1, -1), segment = {before:UInt64} AND at < {at:Int64}) = 1 AS wasOld,
    sumIf(if(entered = 1, 1, -1), segment = {position:UInt64}) = 1 AS isNew
  FROM ${CHANGES} WHERE segment IN ({before:UInt64}, {position:UInt64}) AND at <= {at:Int64} AND sequence <= {last:UInt64} GROUP BY person
)`
  const rows = await query(sql, { at, before, position, last }, { milliseconds: MILLISECONDS })
  return rows.ok ? ok(rows.value[0]!) : rows
}

function bucketAt(buckets: readonly Bucket[], instant: Millis): Millis {
  return buckets.findLast(({ from }) => from <= instant)!.from
}

/** Gathers what happened by bucket, then counts through. */
class Points {
  readonly #buckets: readonly Bucket[]
  readonly #causes: Map<Millis, Record<string, Flow>>

  constructor(buckets: readonly Bucket[]) {
    this.#buckets = buckets
    this.#causes = new Map(buckets.map(({ from }) => [from, {}]))
  }

  add(bucket: Millis, cause: string, entered: number, left: number): void {
    if (entered === 0 && left === 0) return
    const causes = this.#causes.get(bucket)!
    const known = causes[cause] ?? { entered: 0, left: 0 }
    causes[cause] = { entered: known.entered + entered, left: known.left + left }
  }

  all(before: number): SeriesPoint[] {
    let size = before
    return this.#buckets.map(({ from, to }) => {
      const causes = this.#causes.get(from)!
      const flows = Object.values(causes)
      const entered = flows.reduce((sum, flow) => sum + flow.entered, 0)
      const left = flows.reduce((sum, flow) => sum + flow.left, 0)
      size += entered - left
      return { from, to, size, entered, left, causes }
    })
  }
}
