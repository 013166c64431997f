// The automaton's state at any instant, and keeping the states that stand between the entries right.
import { assert, type Millis } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import { keyAt } from '../timeline/entries.ts'
import { BLOCK_HEAD, DEPTH } from '../timeline/layout.ts'
import { firstInTree, leaf, leafAfter, leafOf } from '../timeline/leaves.ts'
import { chunksOf } from '../timeline/summaries.ts'
import type { SequenceNode } from './node.ts'

/** Brings the node's automaton to its state after all entries up to `instant`. */
export function stateAt(node: SequenceNode, cells: Cells, at: number, instant: Millis): void {
  const { layout, automaton } = node
  const { view } = cells
  const first = at + layout.tail
  if (cells.bytes[at + DEPTH] === 0) {
    // What is known of events that were given up is out of every window.
    automaton.reset()
    passEntries(node, view, first, view.getUint32(at, true), instant)
    return
  }
  if (instant >= keyAt(view, first)) {
    const isKnown = automaton.load(view, at + layout.state)
    assert(isKnown, 'the state before the tail is known')
    passEntries(node, view, first, view.getUint32(at, true), instant)
    return
  }
  leafOf(layout, cells, at, instant)
  const chunks = chunksOf(cells)
  const block = chunks.open(leaf.chunk)
  const isKnown = automaton.load(chunks.view, block + BLOCK_HEAD)
  assert(isKnown, 'the state before a leaf is known')
  passEntries(node, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), instant)
}

function passEntries(node: SequenceNode, view: DataView, first: number, count: number, upTo: Millis): void {
  const { layout, automaton } = node
  for (let index = 0; index < count; index++) {
    const entry = first + layout.entry * index
    const time = keyAt(view, entry)
    if (time > upTo) return
    automaton.pass(time, view.getFloat64(entry + 8, true))
  }
}

/**
 * Makes right the states behind an entry that came to the tree at `from` (-Infinity: behind all). It goes on until a state
 * is as it was, which is soon: a state knows little of what is long ago. `isFull`: to the end, because entries came at
 * several places.
 */
export function refreshStates(node: SequenceNode, cells: Cells, at: number, from: Millis, isFull: boolean): void {
  const { layout, automaton } = node
  if (cells.bytes[at + DEPTH] === 0) return
  const chunks = chunksOf(cells)
  leafOf(layout, cells, at, from)
  let block = chunks.open(leaf.chunk)
  while (!automaton.load(chunks.view, block + BLOCK_HEAD)) {
    if (leaf.first === firstInTree(layout, cells, at)) {
      automaton.reset()
      automaton.store(chunks.view, block + BLOCK_HEAD)
      chunks.touch(leaf.chunk)
      break
    }
    // A new leaf: what is before it knows.
    leafOf(layout, cells, at, leaf.first - 1)
    block = chunks.open(leaf.chunk)
  }
  for (;;) {
    passEntries(node, chunks.view, block + layout.leafEntries, chunks.view.getUint32(block, true), Infinity)
    if (!leafAfter(layout, cells, at, leaf.last)) break
    block = chunks.open(leaf.chunk)
    const isChanged = automaton.store(chunks.view, block + BLOCK_HEAD)
    if (isChanged) chunks.touch(leaf.chunk)
    else if (!isFull) return
  }
  automaton.store(cells.view, at + layout.state)
}
