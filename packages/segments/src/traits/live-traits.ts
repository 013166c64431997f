// The computed traits that a condition may name, as the engine has them: it needs no registry to say what they are. Their
// expressions are whole in themselves there; the traits that they named are written out.
import type { CheckOptions } from '@touchstone/language'
import type { LiveVersion } from '../live-state.ts'
import type { Use } from '../model.ts'

export class LiveTraits {
  /** The version of each that speaks for it, by name. */
  readonly #speaking: ReadonlyMap<string, LiveVersion>

  constructor(versions: readonly LiveVersion[]) {
    this.#speaking = new Map(versions.filter(({ role, state }) => role === 'reported' && state !== 'archiving').map((one) => [one.id, one]))
  }

  get options(): CheckOptions {
    return { computed: (name) => this.#speaking.get(name)?.where, computedNames: this.names() }
  }

  names(): string[] {
    return [...this.#speaking.keys()]
  }

  find(name: string): LiveVersion | undefined {
    return this.#speaking.get(name)
  }

  /** Those of the names that are computed, with the version that stands for each. */
  uses(names: readonly string[]): Use[] {
    return names.flatMap((name) => {
      const version = this.#speaking.get(name)?.version
      return version === undefined ? [] : [{ id: name, version }]
    })
  }
}
