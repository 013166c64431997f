// What a clock in a zone showed when an event happened. The engine has a tz database of its own, of another version than
// this runtime's, and rules of zones do change: so the stretches of constant offset come from here, as a table that is
// searched by halves (`roundDown` finds the start of the stretch, `transform` its offset). Only the stretches that the
// events can lie in are in it: for a window of days, one or two.
import type { Millis } from '@touchstone/base'
import { spanAt } from '../calendar/offsets.ts'
import type { FilterClock } from '../check/tree.ts'
import type { Parameters } from './parameters.ts'
import type { Edges } from './windows.ts'

/** Stretches are not looked for outside: a clock shows then what it shows at the border. The years 855 and 2300. */
const FIRST = -(2 ** 45)
const LAST = Date.UTC(2300)
/** Apart by more than the instants of one zone: stretches of many zones lie in one table, one behind the other. */
const BETWEEN_ZONES = 2n ** 47n

interface Stretch {
  readonly from: Millis
  readonly offset: Millis
}

/** The stretches of constant offset in reach, the first from `FIRST` on. */
function stretchesOf(zone: string, { after, upTo }: Edges, asOf: Millis): Stretch[] {
  const last = Math.min(upTo, asOf, LAST)
  const stretches: Stretch[] = []
  for (let at = Math.min(Math.max(after, FIRST), LAST); stretches.length === 0 || at <= last; ) {
    const { to, offset } = spanAt(zone, at)
    if (stretches.at(-1)?.offset !== offset) stretches.push({ from: stretches.length === 0 ? FIRST : at, offset })
    if (to === Infinity) break
    at = to
  }
  return stretches
}

/** What a clock of the zone showed at `instant`, as milliseconds of a day and a week that begin on Thursday, 1 January 1970. */
export function shownInZone(zone: string, instant: string, reach: Edges, asOf: Millis, parameters: Parameters): string {
  const stretches = stretchesOf(zone, reach, asOf)
  const offsets = parameters.integers(stretches.map(({ offset }) => offset))
  if (stretches.length === 1) return `(${instant} + ${offsets}[1])`
  const starts = parameters.integers(stretches.map(({ from }) => from))
  return `(${instant} + transform(roundDown(${instant}, ${starts}), ${starts}, ${offsets}, toInt64(0)))`
}

/** The same in the zone whose place in `zones` is `place`, from 1. */
export function shownInZones(zones: readonly string[], place: string, instant: string, reach: Edges, asOf: Millis, parameters: Parameters): string {
  const table = zones.flatMap((zone, index) => stretchesOf(zone, reach, asOf).map(({ from, offset }) => ({ from: BigInt(from) + BigInt(index + 1) * BETWEEN_ZONES, offset })))
  const starts = parameters.integers(table.map(({ from }) => from))
  const offsets = parameters.integers(table.map(({ offset }) => offset))
  const inTable = `greatest(${instant}, ${FIRST}) + ${place} * ${BETWEEN_ZONES}`
  return `(${instant} + transform(roundDown(${inTable}, ${starts}), ${starts}, ${offsets}, toInt64(0)))`
}

/** Whether what the clock showed is, or, unless `wanted`, is not one of the values. */
export function clockHolds({ unit, values }: Pick<FilterClock, 'unit' | 'values'>, shown: string, wanted: boolean, parameters: Parameters): string {
  const hour = `intDiv(positiveModulo(${shown}, 86400000), 3600000)`
  const weekday = `(intDiv(positiveModulo(${shown} + 259200000, 604800000), 86400000) + 1)`
  return `${wanted ? '' : 'NOT '}has(${parameters.integers(values)}, ${unit === 'hour' ? hour : weekday})`
}
