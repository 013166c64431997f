// Which segments moved most in the last hour or day. The figures are those of the series over the same stretch: the size
// before, everyone who entered, everyone who left, the size after. Where one version spoke for the whole stretch, all
// segments are counted in one query with the rules of the series; the few where another one took over go through it.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { Speaker } from '../model.ts'
import type { QueryHistory } from '../ports.ts'
import { readSeries, takeOversOf } from './size-series.ts'

export interface Movement {
  readonly id: string
  readonly before: number
  readonly size: number
  readonly entered: number
  readonly left: number
}

/** Segments whose series is read by itself; beyond them the first ones are. */
const MAX_TAKE_OVERS = 20
/** It may read every change of every segment. */
const MILLISECONDS = 30_000

/** `timelines`: of each segment, oldest first. Segments where nobody came or went are left out. Fails as queries do. */
export async function readMovements(query: QueryHistory, timelines: ReadonlyMap<string, readonly Speaker[]>, from: Millis, to: Millis): Promise<Result<Movement[]>> {
  const steady = new Map<number, string>()
  const changing: [string, readonly Speaker[]][] = []
  for (const [id, timeline] of timelines) {
    if (takeOversOf(timeline, from, to).length > 0) changing.push([id, timeline])
    else {
      // One that is younger than the stretch has its only version; it had no members before.
      const speaker = timeline.findLast(({ since }) => since < from) ?? timeline[0]
      if (speaker !== undefined) steady.set(speaker.position, id)
    }
  }
  const rows = await query(
    `SELECT segment, sumIf(if(entered = 1, 1, -1), at < {from:Int64}) AS before, countIf(entered = 1 AND at >= {from:Int64}) AS came, countIf(entered = 0 AND at >= {from:Int64}) AS went
FROM touchstone.segments_changes WHERE segment IN {segments:Array(UInt64)} AND at < {to:Int64} GROUP BY segment HAVING came + went > 0`,
    { segments: [...steady.keys()], from, to },
    { milliseconds: MILLISECONDS },
  )
  if (!rows.ok) return rows
  const found = rows.value.map((row) => movement(steady.get(row['segment'] as number)!, row['before'] as number, row['came'] as number, row['went'] as number))
  for (const [id, timeline] of changing.slice(0, MAX_TAKE_OVERS)) {
    const series = await readSeries(query, timeline, [{ from, to }])
    if (!series.ok) return series
    const { before, points } = series.value
    const { entered, left } = points[0]!
    if (entered + left > 0) found.push(movement(id, before, entered, left))
  }
  return ok(found)
}

function movement(id: string, before: number, entered: number, left: number): Movement {
  return { id, before, size: before + entered - left, entered, left }
}
