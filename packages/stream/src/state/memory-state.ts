import type { Entry, Key } from '../machine.ts'
import type { Change, StateStore } from './state-store.ts'

/** A state store in memory, for a Machine that is driven without a disk. Passes the state contract; ranges are found by sorting, so tables that are walked stay small. */
export class MemoryState implements StateStore {
  readonly #tables = new Map<string, Map<string, Entry>>()

  get(table: string, key: Key): Buffer | undefined {
    return this.#tables.get(table)?.get(JSON.stringify(key))?.value
  }

  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[] {
    return [...(this.#tables.get(table)?.values() ?? [])]
      .filter(({ key }) => (from === undefined || compare(key, from) >= 0) && (to === undefined || compare(key, to) < 0))
      .sort((a, b) => compare(a.key, b.key))
      .slice(0, limit)
  }

  keys(table: string, from: Key | undefined, limit: number): Key[] {
    return this.range(table, from, undefined, limit).map(({ key }) => key)
  }

  refresh(): void {}

  commit(changes: Iterable<Change>): void {
    for (const { table, key, value } of [...changes]) {
      let entries = this.#tables.get(table)
      if (entries === undefined) this.#tables.set(table, (entries = new Map()))
      if (value === undefined) entries.delete(JSON.stringify(key))
      else entries.set(JSON.stringify(key), { key, value: Buffer.from(value) })
    }
  }

  sync(): Promise<void> {
    return Promise.resolve()
  }
  close(): Promise<void> {
    return Promise.resolve()
  }
}

function compare(a: Key, b: Key): number {
  if (typeof a === 'object' && typeof b === 'object') return a[0] - b[0] || a[1] - b[1]
  return a < b ? -1 : a > b ? 1 : 0
}
