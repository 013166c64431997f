// The one file that knows the guest: `temporal-polyfill`, which is the standard `Temporal` until Node has it (it steps
// aside by itself where Node does). All that is asked of it is where a zone's clock stands; dates and periods are
// counted in offsets.ts and periods.ts, so that asking again costs no object.
import { Temporal } from 'temporal-polyfill'
import type { Millis } from '@touchstone/base'

/** A stretch of time, from ≤ t < to, in which the clock of a zone stands `offset` milliseconds ahead of UTC. */
export interface OffsetSpan {
  /** -Infinity before the zone's first change. */
  readonly from: Millis
  /** Infinity after its last. */
  readonly to: Millis
  readonly offset: Millis
}

/** For the tests, which compare what is counted here with the standard itself. */
export { Temporal }

/** Nanoseconds in a millisecond. */
const NANO = 1e6

/** The stretch around the whole millisecond `at`, |at| < 8.64e15. Throws for a zone that does not exist. */
export function findOffsetSpan(zone: string, at: Millis): OffsetSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  // "Previous" is strictly before; the change may be at this very millisecond.
  const from = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const to = here.getTimeZoneTransition('next')
  return { from: from?.epochMilliseconds ?? -Infinity, to: to?.epochMilliseconds ?? Infinity, offset: here.offsetNanoseconds / NANO }
}
