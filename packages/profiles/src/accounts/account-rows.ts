// The rows of history that say who was said to belong to which account, one for each account that a fact names.
import { assert } from '@touchstone/base'
import { MAX_ACCOUNTS_NAMED, hashToInteger, type FactView } from '@touchstone/vocabulary'
import type { FeedRow } from '@touchstone/warehouse'
import { statementsOf } from '../machine/accounts.ts'

/** Rows of one fact, so that each has a number of its own. */
const ROWS_PER_FACT = 32

export function accountRows(fact: FactView, position: number, person: number, appended: number, into: FeedRow[]): void {
  assert(MAX_ACCOUNTS_NAMED < ROWS_PER_FACT && Number.isSafeInteger(position * ROWS_PER_FACT), 'rows of accounts can be numbered by the position of their fact')
  let key = position * ROWS_PER_FACT
  for (const { account, joins } of statementsOf(fact).statements) {
    into.push({ key: key++, position, person, appended, account, happened: fact.timestamp, hash: hashToInteger(fact.hashHigh, fact.hashLow), belongs: joins ? 1 : 0 })
  }
}
