import { assert } from '@touchstone/base'
import type { NodeSpec } from './node.ts'

/** Gives equal keys and names equal numbers: the owner of the people's state decides which. */
export interface Numbering {
  node(key: string): number
  trait(name: string): number
}

/** A kind of node. */
type Kind<N> = abstract new (...parts: never[]) => N

/** The nodes and traits of one program, each once. */
export class Registry {
  readonly nodes = new Map<string, NodeSpec>()
  readonly traits = new Map<string, number>()
  readonly #numbering: Numbering

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  trait(name: string): number {
    const number = this.traits.get(name) ?? this.#numbering.trait(name)
    this.traits.set(name, number)
    return number
  }

  /** The node with this key, made where there is none yet. */
  node<N extends NodeSpec>(key: string, kind: Kind<N>, make: (key: string, id: number) => N): N {
    const known = this.nodes.get(key)
    if (known !== undefined) {
      assert(known instanceof kind, 'a key names one kind of node')
      return known as N
    }
    const id = this.#numbering.node(key)
    assert(Number.isInteger(id) && id >= 0, 'a node has a whole number from 0')
    const node = make(key, id)
    this.nodes.set(key, node)
    for (const trait of node.traits) this.trait(trait)
    return node
  }
}
