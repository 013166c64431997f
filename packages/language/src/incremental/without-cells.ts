// Whether a condition can hold for someone of whom no node knows anything. Leaves that read nodes alone have one value
// then; all others (traits, clocks, shares) may have any. Sets of truths are combined as if parts did not depend on one
// another: a set may be too large, never too small.
import { assert } from '@touchstone/base'
import type { Condition } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { type PersonState, TraitKind } from './cells.ts'
import type { Leaf } from './leaf.ts'

/** A set of truths, one bit each. */
type Truths = number
const FALSE: Truths = 1 << Truth.FALSE
const TRUE: Truths = 1 << Truth.TRUE
const UNKNOWN: Truths = 1 << Truth.UNKNOWN
const ANY: Truths = FALSE | TRUE | UNKNOWN

const NOBODY: PersonState = {
  id: 0,
  firstSeen: Infinity,
  settled: -Infinity,
  disturbances: 0,
  view: new DataView(new ArrayBuffer(0)),
  bytes: new Uint8Array(0),
  chunks: undefined,
  find: () => -1,
  size: () => 0,
  allocate: () => -1,
  traitKind: () => TraitKind.MISSING,
  traitNumber: () => 0,
  traitCompare: () => 0,
  traitText: () => '',
}

/** `leaves` are those of the condition, in the order of the text. */
export function mayHoldWithoutCells(condition: Condition, leaves: readonly Leaf[]): boolean {
  let next = 0
  function truthsOf(part: Condition): Truths {
    switch (part.kind) {
      case 'all':
        return conjunction(part.items.map(truthsOf))
      case 'any':
        return negation(conjunction(part.items.map((item) => negation(truthsOf(item)))))
      case 'not':
        return negation(truthsOf(part.item))
      default: {
        const leaf = leaves[next++]
        assert(leaf?.condition === part, 'leaves are in the order of the text')
        return leafTruths(leaf)
      }
    }
  }
  const truths = truthsOf(condition)
  assert(next === leaves.length, 'every leaf was looked at')
  return (truths & TRUE) !== 0
}

function leafTruths(leaf: Leaf): Truths {
  if (leaf.condition.kind === 'rank') return FALSE | UNKNOWN
  if (leaf.clocked || leaf.traits.length > 0 || leaf.nodes.length === 0) return ANY
  return 1 << leaf.evaluate(NOBODY, 0)
}

function negation(truths: Truths): Truths {
  return (truths & UNKNOWN) | (truths & TRUE ? FALSE : 0) | (truths & FALSE ? TRUE : 0)
}

/** FALSE can be where one can be; TRUE where all can be; UNKNOWN where one can be and no other has to be FALSE. */
function conjunction(items: readonly Truths[]): Truths {
  const isSomeFalse = items.some((item) => (item & FALSE) !== 0)
  const isSomeUnknown = items.every((item) => item !== FALSE) && items.some((item) => (item & UNKNOWN) !== 0)
  const areAllTrue = items.every((item) => (item & TRUE) !== 0)
  return (isSomeFalse ? FALSE : 0) | (isSomeUnknown ? UNKNOWN : 0) | (areAllTrue ? TRUE : 0)
}
