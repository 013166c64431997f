import { assert, type Millis } from '@touchstone/base'
import type { Entry, Key, Transaction } from '@touchstone/stream'

/** A transaction as of an earlier record: what is written is written now. */
export class PastTransaction implements Transaction {
  readonly #tx: Transaction
  readonly position: number
  readonly time: Millis

  constructor(tx: Transaction, position: number, time: Millis) {
    assert(position <= tx.position && time <= tx.time, 'the past lies behind')
    this.#tx = tx
    this.position = position
    this.time = time
  }
  get(table: string, key: Key): Buffer | undefined {
    return this.#tx.get(table, key)
  }
  put(table: string, key: Key, value: Uint8Array): void {
    this.#tx.put(table, key, value)
  }
  remove(table: string, key: Key): void {
    this.#tx.remove(table, key)
  }
  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[] {
    return this.#tx.range(table, from, to, limit)
  }
  keys(table: string, from: Key | undefined, limit: number): Key[] {
    return this.#tx.keys(table, from, limit)
  }
  schedule(key: number, due: Millis): void {
    this.#tx.schedule(key, due)
  }
}
