// Accounts as the live state knows them, read beside the engine.
import { assert, type Millis } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import { GROUP_ID, resolveIdentifier, type HashIdentifier } from '@touchstone/vocabulary'
import { readAccounts, type AccountWord } from '../machine/accounts-cell.ts'
import type { StoredAccount } from '../machine/accounts.ts'
import type { PersonRecord } from '../machine/person-record.ts'

export interface Account {
  readonly id: number
  readonly type: string
  /** Of a personal one its keyed hash. */
  readonly value: string
  readonly first: Millis
  readonly last: Millis
  readonly traits: Readonly<Record<string, { readonly value: unknown; readonly happened: Millis }>>
}

export interface AccountMember {
  readonly person: number
  /** When it was last said. */
  readonly said: Millis
}

/** The record of a canonical person, until the next one is asked for. */
export type RecordOf = (person: number) => PersonRecord | undefined

/** Follows every text that begins as the one before it. */
const LAST_CHARACTER = '\u{10ffff}'

export class AccountReader {
  readonly #state: StateReader
  readonly #hash: HashIdentifier
  readonly #record: RecordOf

  constructor(state: StateReader, hash: HashIdentifier, record: RecordOf) {
    this.#state = state
    this.#hash = hash
    this.#record = record
  }

  /** The number of the account known as `value`; `type` may be `account` for a number itself. */
  resolve(type: string, value: string): number | undefined {
    if (type === 'account') return /^[1-9]\d{0,15}$/.test(value) && this.account(Number(value)) !== undefined ? Number(value) : undefined
    const identifier = resolveIdentifier(type, value, this.#hash)?.identifier
    return identifier === undefined ? undefined : this.numberOf(`${identifier.type}:${identifier.value}`)
  }

  /** Of `type:value`. */
  numberOf(account: string): number | undefined {
    return this.#state.get('account_ids', account)?.readDoubleLE(0)
  }

  account(id: number): Account | undefined {
    const stored = this.#state.get('accounts', id)
    return stored === undefined ? undefined : accountOf(id, JSON.parse(stored.toString()) as StoredAccount)
  }

  /** Ascending by number, those behind `after`. */
  list(after: number, limit: number): Account[] {
    return this.#state.range('accounts', after + 1, undefined, limit).map(({ key, value }) => accountOf(key as number, JSON.parse(value.toString()) as StoredAccount))
  }

  /** Those whose identifier begins so: a group id, or `type:` and a value of that type. Ascending by identifier. */
  search(text: string, limit: number): Account[] {
    const prefix = text.includes(':') ? text : `${GROUP_ID}:${text}`
    return this.#state.range('account_ids', prefix, prefix + LAST_CHARACTER, limit).map(({ value }) => this.account(value.readDoubleLE(0))!)
  }

  /** What was said last of each account that a canonical person was ever said to belong to; undefined when there is no such person. */
  wordsOf(person: number): AccountWord[] | undefined {
    const record = this.#record(person)
    return record === undefined ? undefined : readAccounts(record)
  }

  /** Who belongs to it now, ascending by person, those behind `after`. */
  members(id: number, after: number, limit: number): AccountMember[] {
    return this.#state.range('account_members', [id, after + 1], [id + 1, 0], limit).map(({ key, value }) => ({ person: (key as readonly [number, number])[1], said: value.readDoubleLE(0) }))
  }
}

function accountOf(id: number, { account, first, last, traits }: StoredAccount): Account {
  const colon = account.indexOf(':')
  assert(colon > 0, 'an account is kept as type:value')
  const known = traits.filter(([, value]) => value !== null).map(([name, value, happened]) => [name, { value, happened }] as const)
  return { id, type: account.slice(0, colon), value: account.slice(colon + 1), first, last, traits: Object.fromEntries(known) }
}
