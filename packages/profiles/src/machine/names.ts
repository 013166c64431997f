// Names of traits and events as small numbers, given in the order they appear in the log, so that a cell's key is a
// number. Whoever sends a new name with each fact must not fill the memory: beyond the bound, new event names are
// counted together as number 0 and new traits stay out of the live profile (the warehouse keeps both whole).
import type { Transaction } from '@touchstone/stream'

export const MAX_EVENT_NAMES = 20_000
export const MAX_TRAIT_NAMES = 5_000

/** Longer names (UTF-16 units) are treated like those beyond the bounds. */
export const MAX_NAME_LENGTH = 256

export type NameSort = 'event' | 'trait'

export class Names {
  readonly #numbers: Record<NameSort, Map<string, number>> = { event: new Map(), trait: new Map() }
  readonly #names: Record<NameSort, string[]> = { event: ['(other)'], trait: [''] }

  load(entries: readonly { key: unknown; value: Buffer }[]): void {
    for (const { key, value } of entries) {
      const [sort, name] = split(key as string)
      const number = value.readUInt32LE(0)
      this.#numbers[sort].set(name, number)
      this.#names[sort][number] = name
    }
  }

  find(sort: NameSort, name: string): number | undefined {
    return this.#numbers[sort].get(name)
  }

  /** The number of `name`, given now if it is new; 0 when there are too many. */
  number(sort: NameSort, name: string, tx: Transaction, bound = sort === 'event' ? MAX_EVENT_NAMES : MAX_TRAIT_NAMES): number {
    const known = this.#numbers[sort].get(name)
    if (known !== undefined) return known
    const number = this.#names[sort].length
    if (number > bound || name.length > MAX_NAME_LENGTH) return 0
    this.#numbers[sort].set(name, number)
    this.#names[sort].push(name)
    const value = Buffer.alloc(4)
    value.writeUInt32LE(number)
    tx.put('names', `${sort}:${name}`, value)
    return number
  }

  name(sort: NameSort, number: number): string {
    return this.#names[sort][number] ?? `(${sort} ${number})`
  }
}

function split(key: string): [NameSort, string] {
  const colon = key.indexOf(':')
  return [key.slice(0, colon) as NameSort, key.slice(colon + 1)]
}
