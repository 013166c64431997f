// The edges of a window at an instant, and the next instant at which facts that are known cross one. Every window is a
// range of times lo ≤ t < hi then; times and lengths are whole milliseconds.
import type { Millis } from '@touchstone/base'
import { nextPeriodStart, periodStart, previousPeriodStart } from '../calendar/periods.ts'
import type { CalendarWindow, Period, Window } from '../check/tree.ts'
import type { PersonState } from './cells.ts'
import type { ZoneReader } from './zone.ts'

const DAY = 86_400_000

/** How long a period can be, and a little more: clocks are changed, and dates were skipped. */
const LONGEST: Readonly<Record<Period, Millis>> = { day: 2 * DAY, week: 8 * DAY, month: 32 * DAY, quarter: 93 * DAY, year: 367 * DAY }

/** How long after it happened a fact enters the window, and leaves it again; Infinity where it stays. */
export interface Stay {
  readonly enters: Millis
  readonly leaves: Millis
}

export interface Range {
  /** How long before T its lower edge can lie; Infinity where there is no limit. */
  readonly reach: Millis
  /** Number of the trait that names the person's zone; -1 where it does not matter. */
  readonly trait: number
  /** Whether facts that are known can enter or leave by time. */
  readonly timed: boolean
  /** Undefined where that is not the same for all facts. */
  readonly stay: Stay | undefined
  /** The edges that `set` found. */
  readonly lo: Millis
  readonly hi: Millis
  /** Finds the edges at `at`; false where the person's zone is unknown. */
  set(person: PersonState, at: Millis): boolean
  /** The next instant after `after` at which a fact crosses an edge; `next(t)` is the time of the first fact at or after t, or Infinity. */
  nextCrossing(person: PersonState, after: Millis, next: NextTime): Millis
}

export interface NextTime {
  nextTime(person: PersonState, from: Millis): Millis
}

export function rangeOf(window: Window, zone: (window: CalendarWindow) => ZoneReader): Range {
  switch (window.kind) {
    case 'all-time':
      return new FixedRange(-Infinity, Infinity)
    case 'absolute':
      return new FixedRange(window.from, window.to)
    case 'rolling':
      return new RollingRange(window.length, window.until)
    case 'calendar':
      return new PeriodRange(window.period, window.which === 'last', zone(window))
  }
}

/** All time, or between two instants: facts enter as they happen, and stay. */
class FixedRange implements Range {
  readonly reach = Infinity
  readonly trait = -1
  readonly timed = false
  readonly stay: Stay = { enters: 0, leaves: Infinity }
  readonly lo: Millis
  hi = 0
  readonly #to: Millis

  constructor(from: Millis, to: Millis) {
    this.lo = from
    this.#to = to
  }

  set(_: PersonState, at: Millis): boolean {
    this.hi = Math.min(this.#to, at + 1)
    return true
  }

  nextCrossing(person: PersonState, after: Millis, next: NextTime): Millis {
    const time = next.nextTime(person, Math.max(this.lo, after + 1))
    return time < this.#to ? time : Infinity
  }
}

/** (T − length, T − until]. */
class RollingRange implements Range {
  readonly trait = -1
  readonly timed = true
  readonly reach: Millis
  readonly stay: Stay
  lo = 0
  hi = 0
  readonly #until: Millis

  constructor(length: Millis, until: Millis) {
    this.reach = length
    this.stay = { enters: until, leaves: length }
    this.#until = until
  }

  set(_: PersonState, at: Millis): boolean {
    this.lo = at - this.reach + 1
    this.hi = at - this.#until + 1
    return true
  }

  nextCrossing(person: PersonState, after: Millis, next: NextTime): Millis {
    const leaves = next.nextTime(person, after - this.reach + 1) + this.reach
    const enters = next.nextTime(person, after - this.#until + 1) + this.#until
    return Math.min(leaves, enters)
  }
}

/** The calendar period of T so far, or the one before it. */
class PeriodRange implements Range {
  readonly timed = true
  readonly stay = undefined
  readonly reach: Millis
  readonly trait: number
  lo = 0
  hi = 0
  readonly #period: Period
  readonly #isLast: boolean
  readonly #zone: ZoneReader

  constructor(period: Period, isLast: boolean, zone: ZoneReader) {
    this.reach = LONGEST[period] * (isLast ? 2 : 1)
    this.trait = zone.trait
    this.#period = period
    this.#isLast = isLast
    this.#zone = zone
  }

  set(person: PersonState, at: Millis): boolean {
    const zone = this.#zone.of(person)
    if (zone === undefined) return false
    const start = periodStart(zone, this.#period, at)
    this.lo = this.#isLast ? previousPeriodStart(zone, this.#period, at) : start
    this.hi = this.#isLast ? start : at + 1
    return true
  }

  nextCrossing(person: PersonState, after: Millis, next: NextTime): Millis {
    // Facts cross where a period begins only, and those that do are not before the window there is.
    if (!this.set(person, after) || next.nextTime(person, this.lo) === Infinity) return Infinity
    return nextPeriodStart(this.#zone.of(person) as string, this.#period, after)
  }
}
