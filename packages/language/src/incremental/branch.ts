// How leaves are put together. `and` and `or` may look at their parts in any order, so the parts that no time changes
// (traits) come first: they are cheap, and when they settle the outcome the clock does not matter.
//
// When to look again. Only one question is asked of a part: when does it become TRUE or stop being it (below a `not`:
// FALSE)? A conjunction is TRUE where every part is. If it is, it can stop when the first of them can; if not, it cannot
// begin before each part that is not TRUE had its chance, so the last of those is soon enough. The same, turned round,
// holds for `or` and for FALSE. Most conditions name something that most people do not have, so this spares most
// wake-ups.
import type { Millis } from '@touchstone/base'
import type { All, Any, Condition, Not } from '../check/tree.ts'
import { opposite } from '../check/values.ts'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import type { Leaf } from './leaf.ts'

export interface Branch {
  /** Whether time alone can change it. */
  readonly timed: boolean
  readonly evaluate: (person: PersonState, now: Millis) => Truth
  readonly nextDue: (person: PersonState, after: Millis) => Millis
}

/** A condition that is no `and`, `or` or `not`. */
export type Simple = Exclude<Condition, All | Any | Not>

/** `wanted`: whether somebody above asks when it is TRUE (true) or, below a `not`, when it is FALSE. */
export function branchOf(condition: Condition, wanted: boolean, leafOf: (condition: Simple, wanted: boolean) => Leaf): Branch {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const branches = condition.items.map((item) => branchOf(item, wanted, leafOf))
      return junction(branches, condition.kind === 'all' ? Truth.FALSE : Truth.TRUE, wanted ? Truth.TRUE : Truth.FALSE)
    }
    case 'not': {
      const { timed, evaluate, nextDue } = branchOf(condition.item, !wanted, leafOf)
      return { timed, nextDue, evaluate: (person, now) => opposite(evaluate(person, now)) }
    }
    default: {
      const { timed, evaluate, nextDue } = leafOf(condition, wanted)
      return { timed, evaluate, nextDue }
    }
  }
}

/** `decisive`: the value that one part has to have to decide; FALSE for `and`, TRUE for `or`. `asked`: the value that is asked after. */
function junction(branches: readonly Branch[], decisive: Truth, asked: Truth): Branch {
  const ordered = [...branches.filter((one) => !one.timed), ...branches.filter((one) => one.timed)]
  const otherwise = opposite(decisive)
  const timed = branches.some((one) => one.timed)

  function evaluate(person: PersonState, now: Millis): Truth {
    let value: Truth = otherwise
    for (let index = 0; index < ordered.length; index++) {
      const item = ordered[index].evaluate(person, now)
      if (item === decisive) return item
      if (item === Truth.UNKNOWN) value = item
    }
    return value
  }

  return { timed, evaluate, nextDue: timed ? (decisive === asked ? someDue(ordered, asked) : everyDue(ordered, asked)) : () => Infinity }
}

/** For what is asked where every part has the value. */
function everyDue(ordered: readonly Branch[], asked: Truth): Branch['nextDue'] {
  return (person, after) => {
    let isSo = true
    let due = Infinity
    for (let index = 0; index < ordered.length; index++) {
      const part = ordered[index]
      const has = part.evaluate(person, after) === asked
      if (has && !isSo) continue
      const next = part.timed ? part.nextDue(person, after) : Infinity
      if (has) {
        if (next < due) due = next
        continue
      }
      // A part that will not change keeps all from being so.
      if (next === Infinity) return next
      if (isSo || next > due) due = next
      isSo = false
    }
    return due
  }
}

/** For what is asked where one part has the value. */
function someDue(ordered: readonly Branch[], asked: Truth): Branch['nextDue'] {
  return (person, after) => {
    let isSo = false
    let due = Infinity
    for (let index = 0; index < ordered.length; index++) {
      const part = ordered[index]
      const has = part.evaluate(person, after) === asked
      if (!has && isSo) continue
      const next = part.timed ? part.nextDue(person, after) : Infinity
      if (!has) {
        if (next < due) due = next
        continue
      }
      if (next === Infinity) return next
      if (!isSo || next > due) due = next
      isSo = true
    }
    return due
  }
}
