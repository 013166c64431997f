import { DAY, HOUR, MINUTE, type Millis } from '@touchstone/base'

/** Lengths of time that histories are kept for. There are few, so that windows of different lengths share one history. */
const KEPT: readonly Millis[] = [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 2 * DAY, 8 * DAY, 32 * DAY, 100 * DAY, 370 * DAY, 740 * DAY, 3_700 * DAY]

/** How long a history is kept that must reach back `reach`; Infinity for ever. */
export function keptFor(reach: Millis): Millis {
  return KEPT.find((kept) => kept >= reach) ?? Infinity
}
