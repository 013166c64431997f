// How leaves are put together. `and` and `or` may look at their parts in any order, so the parts that no time changes
// (traits) come first: they are cheap, and when they settle the outcome the clock does not matter. Most conditions name a
// trait that most people do not have, so this spares most wake-ups.
import type { Millis } from '@touchstone/base'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'

export interface Branch {
  /** Whether time alone can change it. */
  readonly timed: boolean
  readonly evaluate: (person: PersonState, now: Millis) => Truth
  readonly nextDue: (person: PersonState, after: Millis) => Millis
}

/** `wanted`: whether it is asked when this is TRUE (true) or when it is FALSE (false). */
export function allOf(branches: readonly Branch[], wanted: boolean): Branch {
  const ordered = timeless(branches)
  return {
    timed: branches.some((one) => one.timed),
    evaluate(person, now) {
      let value: Truth = Truth.TRUE
      for (let index = 0; index < ordered.length; index++) {
        const item = ordered[index].evaluate(person, now)
        if (item === Truth.FALSE) return item
        if (item === Truth.UNKNOWN) value = item
      }
      return value
    },
    // A timeless part that is FALSE makes it FALSE for good; one that is UNKNOWN keeps it from being TRUE.
    nextDue: earliest(ordered, (item) => item === Truth.FALSE || (wanted && item === Truth.UNKNOWN)),
  }
}

export function anyOf(branches: readonly Branch[], wanted: boolean): Branch {
  const ordered = timeless(branches)
  return {
    timed: branches.some((one) => one.timed),
    evaluate(person, now) {
      let value: Truth = Truth.FALSE
      for (let index = 0; index < ordered.length; index++) {
        const item = ordered[index].evaluate(person, now)
        if (item === Truth.TRUE) return item
        if (item === Truth.UNKNOWN) value = item
      }
      return value
    },
    nextDue: earliest(ordered, (item) => item === Truth.TRUE || (!wanted && item === Truth.UNKNOWN)),
  }
}

export function notOf({ timed, evaluate, nextDue }: Branch): Branch {
  return {
    timed,
    nextDue,
    evaluate(person, now) {
      const value = evaluate(person, now)
      return value === Truth.UNKNOWN ? value : value === Truth.TRUE ? Truth.FALSE : Truth.TRUE
    },
  }
}

function timeless(branches: readonly Branch[]): Branch[] {
  return [...branches.filter((one) => !one.timed), ...branches.filter((one) => one.timed)]
}

/** The first instant of the timed parts, or never when a timeless one settles the outcome. */
function earliest(ordered: readonly Branch[], settles: (item: Truth) => boolean): Branch['nextDue'] {
  const first = ordered.findIndex((one) => one.timed)
  const timelessCount = first < 0 ? ordered.length : first
  return (person, after) => {
    for (let index = 0; index < timelessCount; index++) if (settles(ordered[index].evaluate(person, after))) return Infinity
    let due = Infinity
    for (let index = timelessCount; index < ordered.length; index++) {
      const next = ordered[index].nextDue(person, after)
      if (next < due) due = next
    }
    return due
  }
}
