import type { FactInput } from '@touchstone/language'
import type { FactView } from '@touchstone/vocabulary'

/** The fact at hand for nodes; its properties are parsed at most once. */
export class LazyFact implements FactInput {
  readonly #view: FactView
  #properties: Record<string, unknown> | undefined
  event = ''
  timestamp = 0
  constructor(view: FactView) {
    this.#view = view
  }
  reset(event: string, timestamp: number): void {
    this.event = event
    this.timestamp = timestamp
    this.#properties = undefined
  }
  properties(): Record<string, unknown> {
    return (this.#properties ??= JSON.parse(this.#view.properties) as Record<string, unknown>)
  }
}
