import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { parseInstant } from '@touchstone/vocabulary'

/** Fails with `segments.invalid-moment`. */
export function instantOf(field: string, given: string | number): Result<Millis> {
  const instant = parseInstant(given)
  if (instant !== undefined) return ok(instant)
  return fail('segments.invalid-moment', `"${field}": expected an instant such as 2026-03-01T00:00:00Z or milliseconds since 1970, got ${JSON.stringify(given)}`)
}

/** A moment that has come: what has not happened yet has no members. Fails with `segments.invalid-moment`. */
export function pastInstantOf(field: string, given: string | number, now: Millis): Result<Millis> {
  const instant = instantOf(field, given)
  if (!instant.ok || instant.value <= now) return instant
  return fail('segments.moment-to-come', `"${field}": expected a moment that has come, got ${JSON.stringify(given)}`)
}
