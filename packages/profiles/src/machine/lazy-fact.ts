import type { FactInput } from '@touchstone/language'
import type { FactView } from '@touchstone/vocabulary'

const NONE: Readonly<Record<string, unknown>> = {}

/** Whether a fact gives traits to its person. Those of a group call are the group's. */
export function givesTraits(fact: Pick<FactView, 'hasTraits' | 'type'>): boolean {
  return fact.hasTraits && fact.type !== 'group'
}

/** The fact at hand for nodes; its JSON texts are parsed at most once each. */
export class LazyFact implements FactInput {
  readonly #view: FactView
  #properties: Record<string, unknown> | undefined
  #traits: Record<string, unknown> | undefined
  event = ''
  timestamp = 0
  hashHigh = 0
  hashLow = 0

  constructor(view: FactView) {
    this.#view = view
  }

  /** Points at the fact that the view reads. */
  reset(): this {
    this.event = this.#view.event
    this.timestamp = this.#view.timestamp
    this.hashHigh = this.#view.hashHigh
    this.hashLow = this.#view.hashLow
    this.#properties = undefined
    this.#traits = undefined
    return this
  }

  properties(): Record<string, unknown> {
    return (this.#properties ??= JSON.parse(this.#view.properties) as Record<string, unknown>)
  }

  get givesTraits(): boolean {
    return givesTraits(this.#view)
  }

  traits(): Record<string, unknown> {
    return (this.#traits ??= this.givesTraits ? (JSON.parse(this.#view.traits) as Record<string, unknown>) : NONE)
  }
}
