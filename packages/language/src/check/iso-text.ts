import { DAY, HOUR, MINUTE, type Millis, assert } from '@touchstone/base'

const FIRST = Date.UTC(1900, 0, 1)
const AFTER_LAST = Date.UTC(2300, 0, 1)
/** The largest offset that a moment may be written with. */
const FARTHEST = 14 * HOUR

/**
 * The shortest text of `at` that `momentOf` reads as `at` again: the day alone for midnight UTC, else with as much of
 * the time as it needs. An instant within 14 hours of the first or the last year that can be written was written with
 * an offset, and is again.
 */
export function isoText(at: Millis): string {
  assert(Number.isInteger(at), 'an instant is a whole number of milliseconds')
  if (at < FIRST) return `${dateTime(at + FARTHEST)}+14:00`
  if (at >= AFTER_LAST) return `${dateTime(at - FARTHEST)}-14:00`
  return at % DAY === 0 ? new Date(at).toISOString().slice(0, 10) : `${dateTime(at)}Z`
}

/** `2026-01-31T09:30`, with seconds and milliseconds where they are not 0. */
function dateTime(local: Millis): string {
  const text = new Date(local).toISOString()
  if (local % MINUTE === 0) return text.slice(0, 16)
  return local % 1000 === 0 ? text.slice(0, 19) : text.slice(0, 23)
}
