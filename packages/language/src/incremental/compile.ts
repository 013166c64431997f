// Checked tree → program: the nodes to keep per person, and closures that read them. The value of a condition is
// computed afresh from its leaves each time; what is kept between facts is only in the nodes.
import { assert, type Millis } from '@touchstone/base'
import { emptyValue } from '../check/empty.ts'
import type { LeafCondition } from '../check/listens.ts'
import { aggregateText } from '../check/text.ts'
import { latestNeeded } from '../check/threshold.ts'
import type { AggregateCompare, Checked, Condition } from '../check/tree.ts'
import { quoteText } from '../syntax/quote-text.ts'
import type { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import { type Branch, allOf, anyOf, notOf } from './branch.ts'
import { countLeaf } from './count-leaf.ts'
import { LatestNode } from './latest-node.ts'
import type { Leaf } from './leaf.ts'
import type { NodeSpec } from './node.ts'
import { sumLeaf } from './sum-leaf.ts'
import { TotalNode } from './total-node.ts'
import { traitLeaf } from './trait-leaf.ts'
import { WindowSumNode } from './window-sum-node.ts'

/** Gives equal keys and names equal numbers: the owner of the people's state decides which. */
export interface Numbering {
  node(key: string): number
  trait(name: string): number
}

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
  /** The value for a person with no traits and no events. */
  readonly emptyValue: Truth
  /** The value at `now`, which never goes back for one person. Allocates nothing; may tidy cells in place. */
  evaluate(person: PersonState, now: Millis): Truth
  /**
   * The earliest instant after `after` at which the value could become TRUE, or stop being it, by time alone; Infinity
   * if there is none. Changes between FALSE and UNKNOWN make nobody a member and are passed over.
   */
  nextDue(person: PersonState, after: Millis): Millis
}

export function compile(checked: Checked, numbering: Numbering): Program {
  const compiler = new Compiler(numbering)
  const { evaluate, nextDue } = compiler.condition(checked.root, true)
  const nodes = [...compiler.nodes.values()]
  return {
    nodes,
    leaves: compiler.leaves,
    events: [...new Set(nodes.map(({ event }) => event))],
    traits: [...compiler.traits.keys()],
    traitNumbers: [...compiler.traits.values()],
    emptyValue: emptyValue(checked.root),
    evaluate,
    nextDue,
  }
}

class Compiler {
  readonly nodes = new Map<string, LatestNode | TotalNode | WindowSumNode>()
  readonly leaves: Leaf[] = []
  readonly traits = new Map<string, number>()
  readonly #numbering: Numbering

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  /** `wanted`: whether somebody above asks when it is TRUE (true) or, below a `not`, when it is FALSE. */
  condition(condition: Condition, wanted: boolean): Branch {
    switch (condition.kind) {
      case 'all':
        return allOf(condition.items.map((item) => this.condition(item, wanted)), wanted)
      case 'any':
        return anyOf(condition.items.map((item) => this.condition(item, wanted)), wanted)
      case 'not':
        return notOf(this.condition(condition.item, !wanted))
      default: {
        const leaf = this.#leaf(condition)
        this.leaves.push(leaf)
        return { timed: leaf.node !== undefined, evaluate: leaf.evaluate, nextDue: leaf.nextDue }
      }
    }
  }

  #leaf(condition: LeafCondition): Leaf {
    if (condition.kind !== 'aggregate-compare') return traitLeaf(condition, this.#trait(condition.trait))
    if (condition.aggregate.kind === 'sum') return sumLeaf(condition, this.#sumNode(condition))
    return countLeaf(condition, this.#latestNode(condition))
  }

  #trait(name: string): number {
    const number = this.traits.get(name) ?? this.#numbering.trait(name)
    this.traits.set(name, number)
    return number
  }

  #latestNode(condition: AggregateCompare): LatestNode | undefined {
    const limit = latestNeeded(condition)
    if (limit === 0) return undefined
    const { event } = condition.aggregate.events
    return this.#node(`latest ${limit} of ${quoteText(event)}`, LatestNode, (key, id) => new LatestNode(key, id, event, limit))
  }

  #sumNode({ aggregate }: AggregateCompare): TotalNode | WindowSumNode {
    assert(aggregate.kind === 'sum', 'a sum node is made for a sum')
    const { path } = aggregate
    const { event, window } = aggregate.events
    const key = aggregateText(aggregate)
    if (window.kind === 'all-time') return this.#node(key, TotalNode, (_, id) => new TotalNode(key, id, event, path))
    return this.#node(key, WindowSumNode, (_, id) => new WindowSumNode(key, id, event, path, window.length))
  }

  #node<N extends LatestNode | TotalNode | WindowSumNode>(key: string, kind: new (...parts: never[]) => N, make: (key: string, id: number) => N): N {
    const known = this.nodes.get(key)
    if (known !== undefined) {
      assert(known instanceof kind, 'a key names one kind of node')
      return known
    }
    const id = this.#numbering.node(key)
    assert(Number.isInteger(id) && id >= 0, 'a node has a whole number from 0')
    const node = make(key, id)
    this.nodes.set(key, node)
    return node
  }
}
