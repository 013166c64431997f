// The stretches of time that a series counts in. Minutes and hours are those of UTC; days, weeks and months are those of a
// zone, so a day there may have 23 or 25 hours.
import { DAY, fail, HOUR, MINUTE, nearest, ok, type Millis, type Result } from '@touchstone/base'
import { isZone, nextPeriodStart, periodStart, ZONES } from '@touchstone/language'

export const INTERVALS = ['minute', 'hour', 'day', 'week', 'month'] as const
export type Interval = (typeof INTERVALS)[number]

export const MAX_BUCKETS = 1000

/** From ≤ t < to. */
export interface Bucket {
  readonly from: Millis
  readonly to: Millis
}

const FIXED: Partial<Record<Interval, Millis>> = { minute: MINUTE, hour: HOUR }

/** How far back a series goes that nobody gave a beginning. */
export const USUAL_RANGE: Readonly<Record<Interval, Millis>> = { minute: 6 * HOUR, hour: 7 * DAY, day: 30 * DAY, week: 26 * 7 * DAY, month: 365 * DAY }

/**
 * The buckets that hold the instants from `from` up to `to` (not included), oldest first; the last one ends at `to`.
 * Failures: `segments.unknown-zone`, `segments.empty-range`, `segments.too-many-buckets`.
 */
export function bucketsOf(from: Millis, to: Millis, interval: Interval, zone: string): Result<Bucket[]> {
  if (!isZone(zone)) {
    const meant = nearest(zone, ZONES)
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`
    return fail('segments.unknown-zone', `"zone": expected a time zone such as Europe/Berlin, got ${JSON.stringify(zone)}${hint}`, meant === undefined ? undefined : { nearest: meant })
  }
  if (from >= to) return fail('segments.empty-range', `expected "from" to be before "to", got ${new Date(from).toISOString()} and ${new Date(to).toISOString()}`)
  const buckets: Bucket[] = []
  for (let start = startOf(from, interval, zone); start < to; ) {
    if (buckets.length === MAX_BUCKETS) return fail('segments.too-many-buckets', `expected at most ${MAX_BUCKETS} stretches of time, got more: choose a longer interval than ${interval}, or a shorter range`)
    const end = nextAfter(start, interval, zone)
    buckets.push({ from: start, to: Math.min(end, to) })
    start = end
  }
  return ok(buckets)
}

function startOf(at: Millis, interval: Interval, zone: string): Millis {
  const length = FIXED[interval]
  return length === undefined ? periodStart(zone, interval as 'day', at) : at - (((at % length) + length) % length)
}

function nextAfter(at: Millis, interval: Interval, zone: string): Millis {
  const length = FIXED[interval]
  return length === undefined ? nextPeriodStart(zone, interval as 'day', at) : at + length
}
