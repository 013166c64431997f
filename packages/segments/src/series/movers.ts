// Which segments moved most in the last hour or day. The figures are those of the series over the same stretch: the size
// before, everyone who entered, everyone who left, the size after. Where one version spoke for the whole stretch, all
// segments are counted in one query with the rules of the series; the few where another one took over go through it.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { Speaker } from '../model.ts'
import type { QueryHistory } from '../ports.ts'
import { bucketsOf, type Bucket, type Interval } from './buckets.ts'
import { readSeries, takeOversOf } from './size-series.ts'

export interface Movement {
  readonly id: string
  readonly before: number
  readonly size: number
  readonly entered: number
  readonly left: number
  /** The size at the end of each stretch. */
  readonly sizes: readonly number[]
}

/** Segments whose series is read by itself; beyond them the first ones are. */
const MAX_TAKE_OVERS = 20
/** It may read every change of every segment. */
const MILLISECONDS = 30_000

/**
 * `timelines`: of each segment, oldest first. `from` is the beginning of a stretch of `interval`. Segments where nobody came
 * or went are left out. Fails as queries do.
 */
export async function readMovements(query: QueryHistory, timelines: ReadonlyMap<string, readonly Speaker[]>, from: Millis, to: Millis, interval: Interval): Promise<Result<Movement[]>> {
  const buckets = bucketsOf(from, to, interval, 'UTC')
  if (!buckets.ok) return buckets
  const steady = new Map<number, string>()
  const changing: (readonly [string, readonly Speaker[]])[] = []
  for (const [id, timeline] of timelines) {
    if (takeOversOf(timeline, from, to).length > 0) changing.push([id, timeline])
    else {
      // One that is younger than the stretch has its only version; it had no members before.
      const speaker = timeline.findLast(({ since }) => since < from) ?? timeline[0]
      if (speaker !== undefined) steady.set(speaker.position, id)
    }
  }
  const rows = await query(
    `SELECT segment, sumIf(if(entered = 1, 1, -1), at < {from:Int64}) AS before, countIf(entered = 1 AND at >= {from:Int64}) AS came, countIf(entered = 0 AND at >= {from:Int64}) AS went,
  sumMapIf([roundDown(at, {starts:Array(Int64)})], [if(entered = 1, 1, -1)], at >= {from:Int64}) AS moves
FROM touchstone.segments_changes WHERE segment IN {segments:Array(UInt64)} AND at < {to:Int64} GROUP BY segment HAVING came + went > 0`,
    { segments: [...steady.keys()], from, to, starts: buckets.value.map((bucket) => bucket.from) },
    { milliseconds: MILLISECONDS },
  )
  if (!rows.ok) return rows
  const found = rows.value.map((row) => {
    const before = row['before'] as number
    return movement(steady.get(row['segment'] as number)!, before, row['came'] as number, row['went'] as number, sizesOf(before, row['moves'] as Moves, buckets.value))
  })
  for (const [id, timeline] of changing.slice(0, MAX_TAKE_OVERS)) {
    const series = await readSeries(query, timeline, buckets.value)
    if (!series.ok) return series
    const { before, points } = series.value
    const [entered, left] = [points.reduce((sum, point) => sum + point.entered, 0), points.reduce((sum, point) => sum + point.left, 0)]
    if (entered + left > 0) found.push(movement(id, before, entered, left, points.map(({ size }) => size)))
  }
  return ok(found)
}

/** The beginnings of stretches, and by how much each changed the size; stretches that changed nothing are left out. */
type Moves = readonly [starts: readonly Millis[], changes: readonly number[]]

function sizesOf(before: number, [starts, changes]: Moves, buckets: readonly Bucket[]): number[] {
  const changed = new Map(starts.map((start, i) => [start, changes[i]!]))
  let size = before
  return buckets.map(({ from }) => (size += changed.get(from) ?? 0))
}

function movement(id: string, before: number, entered: number, left: number, sizes: readonly number[]): Movement {
  return { id, before, size: before + entered - left, entered, left, sizes }
}
