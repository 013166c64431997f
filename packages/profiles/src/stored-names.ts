import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import { MAX_EVENT_NAMES, MAX_TRAIT_NAMES, type NameSort } from './machine/names.ts'

/** Sorts of names, each with a bound of its own; conditions may add trait names beyond it. */
const ALL_NAMES = 2 * (MAX_EVENT_NAMES + MAX_TRAIT_NAMES)

/** The names behind the numbers in a person's record, as the Machine gave them. Read again when a number is unknown. */
export class StoredNames {
  readonly #state: StateReader
  readonly #names: Record<NameSort, Map<number, string>> = { event: new Map(), trait: new Map() }

  constructor(state: StateReader) {
    this.#state = state
  }

  name(sort: NameSort, number: number): string {
    // Number 0 is what the Machine counts names under when there are too many.
    if (number === 0) return '(other)'
    if (!this.#names[sort].has(number)) this.#load()
    return this.#names[sort].get(number) ?? `(${sort} ${number})`
  }

  /** The number of a trait, undefined when no fact and no condition has named it. */
  traitNumber(name: string): number | undefined {
    return this.#state.get('names', `trait:${name}`)?.readUInt32LE(0)
  }

  #load(): void {
    for (const { key, value } of this.#state.range('names', undefined, undefined, ALL_NAMES)) {
      const text = key as string
      const colon = text.indexOf(':')
      const sort = text.slice(0, colon)
      assert(sort === 'event' || sort === 'trait', 'a name is kept as sort:name')
      this.#names[sort].set(value.readUInt32LE(0), text.slice(colon + 1))
    }
  }
}
