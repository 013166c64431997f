// The accounts that facts name. They are numbered in the order in which the log names them first; what is known of one are
// the traits of group calls, the newest by (happened, hash) of each. Who belongs to it is a matter of each person's cell;
// table `account_members` is that the other way round.
//
//   account_ids      `type:value` → f64 number
//   accounts         number → JSON, see StoredAccount
//   account_members  (number, person) → f64 when it was last said
//
// To take in a fact again changes nothing: people who are built again from their facts bring them along a second time.
import { assert, type Millis } from '@touchstone/base'
import type { Transaction } from '@touchstone/stream'
import { accountStatements, type AccountStatement, type FactView } from '@touchstone/vocabulary'
import { readAccounts, tellAccounts, type AccountWord } from './accounts-cell.ts'
import type { PersonRecord } from './person-record.ts'

export const ACCOUNT_TABLES = ['account_ids', 'accounts', 'account_members'] as const

/** Traits of one account; names beyond it stay in history. */
export const MAX_ACCOUNT_TRAITS = 500

/** Value, when it was said, and the two halves of the fact's hash. A trait that was removed has the value null. */
export type AccountTrait = readonly [value: unknown, happened: Millis, hashHigh: number, hashLow: number]

export interface StoredAccount {
  /** As `type:value`. */
  readonly account: string
  /** Of the facts that name it, by event time. */
  first: Millis
  last: Millis
  readonly traits: (readonly [name: string, ...AccountTrait])[]
}

/** Whether a fact may name accounts; few do. */
export function mayNameAccounts(fact: FactView): boolean {
  return fact.namesAccounts || fact.type === 'group'
}

/** What it says of them; `properties` of group calls. */
export function statementsOf(fact: FactView): { readonly statements: readonly AccountStatement[]; readonly properties: Record<string, unknown> | undefined } {
  const properties = fact.type === 'group' ? objectOf(fact.properties) : undefined
  return { properties, statements: accountStatements(fact.type, fact.event, properties, fact.namesAccounts ? objectOf(fact.context) : undefined) }
}

export class Accounts {
  /** Of a fact that counts, and may name accounts: what it says of them and of its person. */
  apply(person: PersonRecord, fact: FactView, tx: Transaction): void {
    const { statements, properties } = statementsOf(fact)
    if (statements.length === 0) return
    const traits = properties?.['traits']
    const given = typeof traits === 'object' && traits !== null && !Array.isArray(traits) ? Object.entries(traits) : []
    for (const { account } of statements) this.#learn(account, given, fact, tx)
    const { timestamp: happened, hashHigh, hashLow } = fact
    const forgotten = tellAccounts(person, statements.map(({ account, joins }) => ({ account, happened, hashHigh, hashLow, belongs: joins })))
    this.#put(person.id, forgotten.map((word) => ({ ...word, belongs: false })), tx)
    const named = new Set(statements.map(({ account }) => account))
    this.#put(person.id, readAccounts(person).filter(({ account }) => named.has(account)), tx)
  }

  /** The person's cell holds from here on. */
  enter(person: PersonRecord, tx: Transaction): void {
    this.#put(person.id, readAccounts(person), tx)
  }

  /** There is no such person any more, or another record is about to take the place under this number. */
  leave(person: PersonRecord, tx: Transaction): void {
    for (const { account } of readAccounts(person)) {
      const id = idOf(account, tx)
      if (id !== undefined) tx.remove('account_members', [id, person.id])
    }
  }

  #put(person: number, words: readonly AccountWord[], tx: Transaction): void {
    for (const { account, happened, belongs } of words) {
      const id = idOf(account, tx)
      assert(id !== undefined, 'an account is numbered by the first fact that names it')
      if (belongs) tx.put('account_members', [id, person], number(happened))
      else tx.remove('account_members', [id, person])
    }
  }

  #learn(account: string, given: readonly (readonly [string, unknown])[], { timestamp, hashHigh, hashLow }: FactView, tx: Transaction): void {
    const known = idOf(account, tx)
    const id = known ?? this.#number(account, tx)
    const stored: StoredAccount = known === undefined ? { account, first: Infinity, last: -Infinity, traits: [] } : (JSON.parse(tx.get('accounts', id)!.toString()) as StoredAccount)
    assert(stored.account === account && stored.traits.length <= MAX_ACCOUNT_TRAITS, 'an account lies under its own number, with few enough traits')
    let isChanged = timestamp < stored.first || timestamp > stored.last
    stored.first = Math.min(stored.first, timestamp)
    stored.last = Math.max(stored.last, timestamp)
    for (const [name, value] of given) {
      const place = stored.traits.findIndex(([one]) => one === name)
      if (place < 0 ? stored.traits.length === MAX_ACCOUNT_TRAITS : !isNewer([timestamp, hashHigh, hashLow], stored.traits[place]!)) continue
      stored.traits[place < 0 ? stored.traits.length : place] = [name, value, timestamp, hashHigh, hashLow]
      isChanged = true
    }
    if (isChanged) tx.put('accounts', id, Buffer.from(JSON.stringify(stored)))
  }

  #number(account: string, tx: Transaction): number {
    const last = tx.get('profiles_meta', 'accounts')
    const id = (last === undefined ? 0 : last.readDoubleLE(0)) + 1
    assert(Number.isSafeInteger(id), 'accounts are counted in whole numbers')
    tx.put('profiles_meta', 'accounts', number(id))
    tx.put('account_ids', account, number(id))
    return id
  }
}

function idOf(account: string, tx: Transaction): number | undefined {
  return tx.get('account_ids', account)?.readDoubleLE(0)
}

function isNewer([happened, high, low]: readonly [number, number, number], [, , at, atHigh, atLow]: readonly [string, ...AccountTrait]): boolean {
  if (happened !== at) return happened > at
  return high !== atHigh ? high > atHigh : low > atLow
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

function objectOf(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}
