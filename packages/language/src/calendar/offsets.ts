// How far a zone's clock is ahead of UTC at an instant, remembered by stretches between two changes of the clock. Asking
// the calendar library for one costs up to some milliseconds, so each stretch is asked for once; the last one that was
// used is looked at first, because questions come in time order or all at now.
import { assert, type Millis } from '@touchstone/base'
import { findOffsetSpan, type OffsetSpan } from './temporal.ts'
import { isZone } from './zones.ts'

interface Clock {
  /** Those that were asked for, in order of time. */
  spans: OffsetSpan[]
  last: OffsetSpan
}

/** A zone with two changes a year has 800 stretches in 400 years; who asks for more begins again. */
const MAX_SPANS = 1_000
/** The calendar library ends here, in the years -271821 and 275760. */
const LAST_INSTANT = 8.64e15 - 1

const clocks = new Map<string, Clock>()

/** Milliseconds to add to `at` for what a clock of the zone shows. The zone must be one of `ZONES`. */
export function offsetAt(zone: string, at: Millis): Millis {
  return spanAt(zone, at).offset
}

/** The stretch of constant offset around `at`, which must be finite. */
export function spanAt(zone: string, at: Millis): OffsetSpan {
  const clock = clocks.get(zone)
  if (clock === undefined) return open(zone, at)
  const { last } = clock
  if (at >= last.from && at < last.to) return last
  return (clock.last = search(clock.spans, at) ?? add(clock, zone, at))
}

function open(zone: string, at: Millis): OffsetSpan {
  assert(isZone(zone), `${zone} is one of the time zones`)
  const span = find(zone, at)
  assert(span.from < span.to, 'a stretch of time has a length')
  clocks.set(zone, { spans: [span], last: span })
  return span
}

function add(clock: Clock, zone: string, at: Millis): OffsetSpan {
  const span = find(zone, at)
  if (clock.spans.length >= MAX_SPANS) clock.spans = []
  assert(clock.spans.length < MAX_SPANS, 'what is remembered of a zone has a bound')
  clock.spans.splice(firstAfter(clock.spans, at), 0, span)
  return span
}

function find(zone: string, at: Millis): OffsetSpan {
  assert(Number.isFinite(at), 'a calendar speaks of finite instants')
  return findOffsetSpan(zone, Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, Math.floor(at))))
}

function search(spans: readonly OffsetSpan[], at: Millis): OffsetSpan | undefined {
  const span = spans[firstAfter(spans, at) - 1]
  return span !== undefined && at < span.to ? span : undefined
}

/** Index of the first span that begins after `at`. */
function firstAfter(spans: readonly OffsetSpan[], at: Millis): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle] as OffsetSpan).from > at) high = middle
    else low = middle + 1
  }
  return low
}
