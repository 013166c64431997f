// Checked tree → program: the nodes to keep per person, and closures that read them. The value of a condition is
// computed afresh from its leaves each time; what is kept between facts is only in the nodes.
import type { Millis } from '@touchstone/base'
import { emptyValue } from '../check/empty.ts'
import type { Checked } from '../check/tree.ts'
import type { Truth } from '../truth.ts'
import { branchOf } from './branch.ts'
import type { PersonState } from './cells.ts'
import type { Leaf } from './leaf.ts'
import { LeafMaker, keep } from './leaf-maker.ts'
import type { NodeSpec } from './node.ts'
import type { RankThreshold } from './rank-leaf.ts'
import { type Numbering, Registry } from './registry.ts'
import { mayHoldWithoutCells } from './without-cells.ts'

export type { Numbering } from './registry.ts'
export type { RankThreshold } from './rank-leaf.ts'

export interface Program {
  /** Distinct, in the order of the text. */
  readonly nodes: readonly NodeSpec[]
  /** In the order of the text. */
  readonly leaves: readonly Leaf[]
  /** Names of the events and traits that can change the value, distinct. */
  readonly events: readonly string[]
  readonly traits: readonly string[]
  /** The numbers of `traits`, in the same order. */
  readonly traitNumbers: readonly number[]
  /** The value for a person of whom the condition knows nothing; undefined where that depends on the time or on who it is. */
  readonly emptyValue: Truth | undefined
  /**
   * Whether time alone, or a first fact that turns out to be earlier than the one before, can make it TRUE, or stop it being
   * so, for a person without a cell of any of its nodes. Then the owner asks `nextDue` for everyone, and evaluates when
   * `firstSeen` moves. For a person with such a cell it may matter in any case that `firstSeen` moves.
   */
  readonly clocked: boolean
  /** What it asks of all people: thresholds that its owner computes from time to time. */
  readonly ranks: readonly RankThreshold[]
  /** The value at `now`, which never goes back for one person. Allocates nothing but the texts that a test takes apart; may tidy cells in place. */
  evaluate(person: PersonState, now: Millis): Truth
  /**
   * The earliest instant after `after` at which the value could become TRUE, or stop being it, by time alone; Infinity
   * if there is none. Changes between FALSE and UNKNOWN make nobody a member and are passed over.
   */
  nextDue(person: PersonState, after: Millis): Millis
}

export function compile(checked: { readonly root: Checked['root'] }, numbering: Numbering): Program {
  const registry = new Registry(numbering)
  const maker = new LeafMaker(registry)
  const leaves: Leaf[] = []
  const { evaluate, nextDue } = branchOf(checked.root, true, (condition, wanted) => keep(leaves, maker.leaf(condition, wanted)))
  const nodes = [...registry.nodes.values()]
  return {
    nodes,
    leaves,
    events: [...new Set(nodes.flatMap(({ events }) => events))],
    traits: [...registry.traits.keys()],
    traitNumbers: [...registry.traits.values()],
    emptyValue: emptyValue(checked.root),
    clocked: leaves.some(({ clocked }) => clocked) && mayHoldWithoutCells(checked.root, leaves),
    ranks: [...maker.ranks.values()],
    evaluate,
    nextDue,
  }
}
