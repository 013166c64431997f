// Which occurrences count where something must not follow. An occurrence ends in its last event, and is good when none of
// the events that must not follow came in time. To find the latest good one, the latest of all is looked at, and where
// an event killed it, the latest before all that this event killed: each look leaps over as much as an absence is long.
//
// What lies so far back that only a late fact can change it is not looked at again: the cell keeps the start of the latest
// good occurrence up to an instant, the frontier (a short history has none). A fact that comes so late takes the frontier away, and the next leaf that
// fills brings it back.
import { HOUR, type Millis } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import { nextWith } from '../timeline/bits.ts'
import { DEPTH } from '../timeline/layout.ts'
import type { SequenceNode } from './node.ts'
import { stateAt } from './states.ts'

const KNOWN = 0
const FRONTIER = 8
const START = 16

/** Facts that are late by no more than this leave the frontier where it is. */
const LATE = HOUR

/** How long after an occurrence ended it is known to be good. */
export function longestAbsence({ sequence }: SequenceNode): Millis {
  let longest = 0
  for (const { within } of sequence.absences) if (within > longest) longest = within
  return longest
}

/**
 * The start of the latest good occurrence that ended by `upTo`, with everything known now, if it is after `lowest`; else some
 * instant up to `lowest`, or -Infinity.
 */
export function latestGood(node: SequenceNode, cells: Cells, at: number, upTo: Millis, lowest: Millis): Millis {
  const { automaton, layout } = node
  const head = at + layout.head
  const frontier = cells.bytes[at + DEPTH] > 0 && cells.view.getFloat64(head + KNOWN, true) === 1 ? cells.view.getFloat64(head + FRONTIER, true) : -Infinity
  for (let end = upTo; ; ) {
    stateAt(node, cells, at, end)
    const { completed, began } = automaton
    if (began <= lowest) return began
    if (completed <= frontier) return cells.view.getFloat64(head + START, true)
    const before = beforeKilled(node, cells, at, completed)
    if (before === Infinity) return began
    end = before
  }
}

/** Where an event killed the occurrence that ended at `completed`: the last instant before all that it killed; else Infinity. */
function beforeKilled(node: SequenceNode, cells: Cells, at: number, completed: Millis): Millis {
  const { absences } = node.sequence
  let before = Infinity
  for (let index = 0; index < absences.length; index++) {
    const { within } = absences[index]
    const follows = nextWith(node.layout, cells, at, completed + 1, node.automaton.absenceBit(index))
    if (follows <= completed + within && follows - within - 1 < before) before = follows - within - 1
  }
  return before
}

/** The latest event that killed the occurrence that ended at `completed`; -Infinity where none did. */
export function killedBy(node: SequenceNode, cells: Cells, at: number, completed: Millis): Millis {
  const { absences } = node.sequence
  let killer = -Infinity
  for (let index = 0; index < absences.length; index++) {
    const follows = nextWith(node.layout, cells, at, completed + 1, node.automaton.absenceBit(index))
    if (follows <= completed + absences[index].within && follows > killer) killer = follows
  }
  return killer
}

/** A fact came that happened at `timestamp`. */
export function forgetFrontier(node: SequenceNode, cells: Cells, at: number, timestamp: Millis): void {
  if (cells.bytes[at + DEPTH] === 0) return
  const head = at + node.layout.head
  if (timestamp <= cells.view.getFloat64(head + FRONTIER, true) + longestAbsence(node)) cells.view.setFloat64(head + KNOWN, 0, true)
}

/** Moves the frontier on, so that what was looked at is not looked at again. */
export function advanceFrontier(node: SequenceNode, cells: Cells, at: number, now: Millis): void {
  if (node.sequence.absences.length === 0 || cells.bytes[at + DEPTH] === 0) return
  const frontier = now - longestAbsence(node) - LATE
  const start = latestGood(node, cells, at, frontier, now - node.horizon)
  const head = at + node.layout.head
  cells.view.setFloat64(head + KNOWN, 1, true)
  cells.view.setFloat64(head + FRONTIER, frontier, true)
  cells.view.setFloat64(head + START, start, true)
}
