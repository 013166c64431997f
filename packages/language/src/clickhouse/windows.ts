// The instants that a window reaches, as edges that are computed here and only compared there.
import type { Millis } from '@touchstone/base'
import { periodStart, previousPeriodStart } from '../calendar/periods.ts'
import type { CalendarWindow, Window } from '../check/tree.ts'

/** after < t ≤ upTo. */
export interface Edges {
  readonly after: Millis
  readonly upTo: Millis
}

export const EVER: Edges = { after: -Infinity, upTo: Infinity }

/** A window whose edges depend on the person's zone. */
export function isPersonal(window: Window): window is CalendarWindow {
  return window.kind === 'calendar' && window.zone.kind === 'person'
}

/** The window at `asOf`; a calendar window in `zone` where it is the person's. What is after `asOf` is not there anyway. */
export function edgesAt(window: Window, asOf: Millis, zone = ''): Edges {
  switch (window.kind) {
    case 'all-time':
      return EVER
    case 'rolling':
      return { after: asOf - window.length, upTo: window.until === 0 ? Infinity : asOf - window.until }
    case 'absolute':
      return { after: window.from - 1, upTo: window.to - 1 }
    case 'calendar': {
      const place = window.zone.kind === 'named' ? window.zone.zone : zone
      const start = periodStart(place, window.period, asOf)
      if (window.which === 'this') return { after: start - 1, upTo: Infinity }
      return { after: previousPeriodStart(place, window.period, asOf) - 1, upTo: start - 1 }
    }
  }
}

/** Where a window reaches at one of the instants of the `duration` before `asOf`. */
export function reachBack(window: Window, asOf: Millis, duration: Millis): Edges {
  const { after } = edgesAt(window, asOf - duration)
  const { upTo } = edgesAt(window, asOf)
  return { after, upTo }
}

/** What covers both. */
export function hull(one: Edges, other: Edges): Edges {
  return { after: Math.min(one.after, other.after), upTo: Math.max(one.upTo, other.upTo) }
}
