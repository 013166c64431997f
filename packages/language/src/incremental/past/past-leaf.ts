// Whether something was true for a length of time, or became so, or stopped being so, within one. The part inside is
// asked about the past, change by change: between an instant and the next one that it announces it stays as it is.
// Before the person's first fact nothing is true.
//
// A long past is walked once. What it came to up to the instant that is settled is remembered for the person, and the next
// walk goes on from there; a late fact makes it forgotten (see memory.ts).
//
// When to look again is found by walking on into the future, as far as what is known decides it; after a few changes the
// walk ends and says to look again there.
import { assert, type Millis } from '@touchstone/base'
import { emptyMayBeTrue } from '../../check/empty.ts'
import type { Held, Moved } from '../../check/tree.ts'
import { Truth } from '../../truth.ts'
import type { Branch } from '../branch.ts'
import type { PersonState } from '../cells.ts'
import { truthOf } from '../compare.ts'
import type { Leaf } from '../leaf.ts'
import { PastMemory } from './memory.ts'

/** Changes that a walk into the future looks at before it gives up. */
const FORESEEN = 16

/** What leaves of a past condition have in common: the leaves inside, whose nodes and traits are theirs. */
function around(condition: Held | Moved, leaves: readonly Leaf[]): Pick<Leaf, 'condition' | 'nodes' | 'traits' | 'timed' | 'clocked'> {
  return {
    condition,
    nodes: leaves.flatMap(({ nodes }) => nodes),
    traits: leaves.flatMap(({ traits }) => traits),
    timed: true,
    // Who has none of its events and traits may have come under it with their first fact.
    clocked: emptyMayBeTrue(condition.item),
  }
}

export function heldLeaf(condition: Held, item: Branch, leaves: readonly Leaf[]): Leaf {
  const { duration } = condition
  const isTrue = (person: PersonState, at: Millis): boolean => item.evaluate(person, at) === Truth.TRUE
  const memory = new PastMemory(leaves)

  function evaluate(person: PersonState, now: Millis): Truth {
    const start = now - duration
    if (start < person.firstSeen || !isTrue(person, now)) return Truth.FALSE
    return truthOf(sinceWhen(person, now, start) === start)
  }

  /** Since when it is true without a break, seen from `start` on; NaN where it is not true at `now`. */
  function sinceWhen(person: PersonState, now: Millis, start: Millis): Millis {
    const isKnown = memory.recall(person, start, now)
    let at = isKnown ? memory.at : start
    let since = isKnown ? memory.value : isTrue(person, at) ? at : NaN
    memory.begin(person, at, now)
    for (;;) {
      const next = item.nextDue(person, at)
      assert(next > at, 'what comes next lies ahead')
      memory.pass(next, since, true)
      if (next > now) return since < start ? start : since
      at = next
      if (!isTrue(person, at)) since = NaN
      else if (Number.isNaN(since)) since = at
    }
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const { firstSeen } = person
    if (firstSeen > after) return firstSeen
    let since = sinceWhen(person, after, Math.max(after - duration, firstSeen))
    const isHeld = since === after - duration
    let at = after
    for (let change = 0; change < FORESEEN; change++) {
      const next = item.nextDue(person, at)
      if (!isHeld && since + duration <= next) return since + duration
      if (next === Infinity) return next
      at = next
      if (isTrue(person, at)) {
        if (Number.isNaN(since)) since = at
        continue
      }
      if (isHeld) return at
      since = NaN
    }
    return at
  }

  return { ...around(condition, leaves), evaluate, nextDue }
}

export function movedLeaf(condition: Moved, item: Branch, leaves: readonly Leaf[]): Leaf {
  const { duration, direction } = condition
  /** What it moved to. */
  const wanted = direction === 'entered'
  const isTrue = (person: PersonState, at: Millis): boolean => at >= person.firstSeen && item.evaluate(person, at) === Truth.TRUE
  const nextChange = (person: PersonState, at: Millis): Millis => (at < person.firstSeen ? person.firstSeen : item.nextDue(person, at))
  const memory = new PastMemory(leaves)

  function evaluate(person: PersonState, now: Millis): Truth {
    if (person.firstSeen > now) return Truth.FALSE
    return truthOf(lastMove(person, now) > now - duration)
  }

  /** The last instant up to `now` at which it moved, if that is in the window that ends then. */
  function lastMove(person: PersonState, now: Millis): Millis {
    const isKnown = memory.recall(person, now - duration, now)
    let at = isKnown ? memory.at : now - duration
    let last = isKnown ? memory.value : -Infinity
    let before = isKnown ? memory.truth : isTrue(person, at)
    memory.begin(person, at, now)
    for (;;) {
      const next = nextChange(person, at)
      assert(next > at, 'what comes next lies ahead')
      memory.pass(next, last, before)
      if (next > now) return last
      at = next
      const is = isTrue(person, at)
      if (is !== before && is === wanted) last = at
      before = is
    }
  }

  /** The first instant after `from` at which it will move, or the change at which enough were looked at; Infinity where it never does. */
  function firstMove(person: PersonState, from: Millis): Millis {
    let at = from
    let before = isTrue(person, at)
    for (let change = 0; change < FORESEEN; change++) {
      const next = nextChange(person, at)
      if (next === Infinity) return next
      at = next
      const is = isTrue(person, at)
      if (is !== before && is === wanted) return at
      before = is
    }
    return at
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    if (person.firstSeen > after) return person.firstSeen
    const last = lastMove(person, after)
    return last > after - duration ? last + duration : firstMove(person, after)
  }

  return { ...around(condition, leaves), evaluate, nextDue }
}
