// What the live state knows about who is who, read beside the engine.
import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import type { StoredPair, StoredRules } from '../machine/identity-state.ts'

const ALL = 200_000

export class IdentityReader {
  readonly #state: StateReader

  constructor(state: StateReader) {
    this.#state = state
  }

  /** The newest rules that the engine has met; undefined for none. */
  rules(): StoredRules | undefined {
    return this.#range<StoredRules>('rules').sort((a, b) => b.version - a.version)[0]
  }

  /** Pairs that are apart. */
  pairs(): (readonly [string, string])[] {
    return this.#range<StoredPair>('apart').map(({ one, other }) => [one, other] as const)
  }

  /** The canonical person to whom an identifier (`type:value`) leads, or 0. */
  person(identifier: string): number {
    const link = this.#state.get('links', identifier)
    if (link === undefined) return 0
    const person = link.readDoubleLE(0)
    assert(person > 0, 'a link leads to somebody')
    const alias = this.#state.get('aliases', person)
    return alias === undefined ? person : alias.readDoubleLE(0)
  }

  /** Keys begin with the sort and a blank, behind which `!` comes next. */
  #range<T>(sort: 'rules' | 'apart'): T[] {
    return this.#state.range('identity', `${sort} `, `${sort}!`, ALL).map(({ value }) => JSON.parse(value.toString('utf8', 0, value.length)) as T)
  }
}
