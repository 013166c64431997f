// What the state knows of rules and decisions about who is who (table `identity`): every version of the rules that took effect,
// and the pairs that are apart. Control records bring them; they hold from their position on, also when the state is built
// again from the log.
import { assert } from '@touchstone/base'
import { Decisions, MAX_APART, NO_RULES_YET, Rules } from '@touchstone/identity'
import type { Transaction } from '@touchstone/stream'
import type { IdentityRules, IdentityRulesControl } from '@touchstone/vocabulary'

const ALL = 2 * MAX_APART

/** JSON under `rules <version>`. */
export interface StoredRules {
  readonly version: number
  readonly position: number
  readonly set: IdentityRules
  /** Identifiers that have links may be blocked by it, or by a later one. */
  readonly mayBlockLinked: boolean
}

/** JSON under `apart <position> <place in its record>`: identifiers may be longer than keys. */
export interface StoredPair {
  readonly one: string
  readonly other: string
}

export class IdentityState {
  #rules = NO_RULES_YET
  #mayBlockLinked = false
  readonly decisions = new Decisions()
  /** Where each pair is stored. */
  readonly #keys = new Map<string, string>()

  /** Those that hold now. */
  get rules(): Rules {
    return this.#rules
  }

  load(tx: Transaction): void {
    for (const { key, value } of tx.range('identity', undefined, undefined, ALL)) {
      const stored = JSON.parse(value.toString()) as StoredRules | StoredPair
      if ('one' in stored) this.#keep(stored.one, stored.other, key as string)
      else if (stored.version >= this.#rules.version) {
        this.#rules = Rules.of(stored.version, stored.set)
        this.#mayBlockLinked = stored.mayBlockLinked
      }
    }
  }

  /** Whether identifiers that have links may be blocked by now: where rules with other blocked values followed. */
  get mayBlockLinked(): boolean {
    return this.#mayBlockLinked
  }

  /** False where the version, or a later one, was known before. */
  applyRules({ version, rules }: Pick<IdentityRulesControl, 'version' | 'rules'>, hasPeople: boolean, tx: Transaction): boolean {
    if (version <= this.#rules.version) return false
    this.#mayBlockLinked ||= hasPeople && JSON.stringify(rules.blocked) !== JSON.stringify(this.#rules.set.blocked)
    this.#rules = Rules.of(version, rules)
    const stored: StoredRules = { version, position: tx.position, set: rules, mayBlockLinked: this.#mayBlockLinked }
    tx.put('identity', `rules ${version}`, Buffer.from(JSON.stringify(stored)))
    return true
  }

  /** Pairs beyond the bound are passed over: whoever declares them asks before. */
  apart(pairs: readonly (readonly [string, string])[], tx: Transaction): void {
    for (const [i, [one, other]] of pairs.entries()) {
      if (one === other || this.decisions.size >= MAX_APART || this.decisions.areApart(one, other)) continue
      const key = `apart ${tx.position} ${i}`
      this.#keep(one, other, key)
      const stored: StoredPair = { one, other }
      tx.put('identity', key, Buffer.from(JSON.stringify(stored)))
    }
  }

  /** Takes back what keeps any two of these apart. */
  together(identifiers: readonly string[], tx: Transaction): void {
    for (const [i, one] of identifiers.entries()) {
      for (const other of identifiers.slice(i + 1)) {
        if (one === other || !this.decisions.together(one, other)) continue
        const pair = pairOf(one, other)
        assert(this.#keys.has(pair), 'a pair that is apart is stored')
        tx.remove('identity', this.#keys.get(pair)!)
        this.#keys.delete(pair)
      }
    }
  }

  #keep(one: string, other: string, key: string): void {
    this.decisions.apart(one, other)
    this.#keys.set(pairOf(one, other), key)
  }
}

function pairOf(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one])
}
