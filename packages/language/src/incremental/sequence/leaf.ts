import type { Millis } from '@touchstone/base'
import type { Sequence } from '../../check/tree.ts'
import { Truth } from '../../truth.ts'
import type { PersonState } from '../cells.ts'
import { truthOf } from '../compare.ts'
import type { Leaf } from '../leaf.ts'
import { type Visitor, scanRange } from '../timeline/scan.ts'
import { killedBy, latestGood, longestAbsence } from './frontier.ts'
import type { SequenceNode } from './node.ts'
import { stateAt } from './states.ts'

export function sequenceLeaf(condition: Sequence, node: SequenceNode): Leaf {
  const { id } = node
  const length = condition.window.kind === 'rolling' ? condition.window.length : Infinity
  const longest = longestAbsence(node)
  const hasAbsences = condition.absences.length > 0
  const nextEnd = new NextEnd(node)

  /** When the occurrence began that counts at `now`; an instant out of the window where none does. */
  function beganAt(person: PersonState, at: number, now: Millis): Millis {
    if (hasAbsences) return latestGood(node, person, at, now - longest, now - length)
    stateAt(node, person, at, Infinity)
    return node.automaton.began
  }

  function evaluate(person: PersonState, now: Millis): Truth {
    const at = person.find(id)
    if (at < 0) return Truth.FALSE
    return truthOf(node.isSettled(person, at) || beganAt(person, at, now) > now - length)
  }

  function nextDue(person: PersonState, after: Millis): Millis {
    const at = person.find(id)
    if (at < 0 || node.isSettled(person, at)) return Infinity
    const began = beganAt(person, at, after)
    if (began > after - length) return began + length
    return hasAbsences ? nextGood(person, at, after) : Infinity
  }

  /** When the first of the occurrences that ended lately will have been followed by nothing. */
  function nextGood(person: PersonState, at: number, after: Millis): Millis {
    stateAt(node, person, at, Infinity)
    let from = after - longest
    // The last event that must not follow killed all that an absence reaches.
    for (let index = 0; index < condition.absences.length; index++) {
      const last = node.automaton.followed[index]
      if (last - condition.absences[index].within <= from + 1 && last - 1 > from) from = last - 1
    }
    for (;;) {
      if (!nextEnd.find(person, at, from)) return Infinity
      const { completed, began } = node.automaton
      const killer = killedBy(node, person, at, completed)
      if (killer > -Infinity) from = killer - 1
      else if (began + length > completed + longest) return completed + longest
      else from = completed
    }
  }

  return { condition, nodes: [node], traits: [], timed: hasAbsences || length !== Infinity, clocked: false, evaluate, nextDue }
}

/** Finds where the last step is reached next. */
class NextEnd implements Visitor {
  readonly #node: SequenceNode
  #completed = -Infinity

  constructor(node: SequenceNode) {
    this.#node = node
  }

  /** Brings the automaton to the first entry after `from` at which the last step is reached; false where there is none. */
  find(person: PersonState, at: number, from: Millis): boolean {
    const { automaton, layout } = this.#node
    stateAt(this.#node, person, at, from)
    this.#completed = automaton.completed
    scanRange(layout, person, at, from + 1, Infinity, this)
    return automaton.completed !== this.#completed
  }

  visit(view: DataView, at: number): boolean {
    const { automaton } = this.#node
    automaton.pass(view.getFloat64(at, true), view.getFloat64(at + 8, true))
    return automaton.completed === this.#completed
  }
}
