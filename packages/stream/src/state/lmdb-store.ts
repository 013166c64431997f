// The one file that knows LMDB. Commits are not synced: the log is the truth.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { open, type Database, type RootDatabase } from 'lmdb'
import type { Entry, Key } from '../machine.ts'
import type { Change, StateReader, StateStore } from './state-store.ts'

export interface LmdbOptions {
  readonly directory: string
  readonly tables: readonly string[]
  /** Address space to reserve, in bytes: the largest the state can become. */
  readonly mapBytes?: number
}

const MAP_BYTES = 64 * 1024 ** 3

export function openLmdbStore(options: LmdbOptions): StateStore {
  return new LmdbStore(options, false)
}

/** For another thread of the process that holds the store, which must be open already. */
export function openLmdbReader(options: LmdbOptions): StateReader {
  return new LmdbStore(options, true)
}

class LmdbStore implements StateStore {
  readonly #root: RootDatabase
  readonly #tables = new Map<string, Database<Buffer, never>>()

  constructor(options: LmdbOptions, readOnly: boolean) {
    if (!readOnly) mkdirSync(options.directory, { recursive: true })
    this.#root = open({
      path: join(options.directory, 'state.mdb'),
      maxDbs: 32,
      noSync: true,
      // A busy person takes 2 to 5 KB: in larger pages that needs no overflow pages, which are slow to find when the file is old.
      pageSize: 16_384,
      // Writing into the map halves the cost of a commit and was tried: its page faults wait for the file system's journal,
      // so acknowledgements and memberships came four times later at the 99th percentile, and a full disk kills the process.
      useWritemap: false,
      overlappingSync: false,
      eventTurnBatching: false,
      mapSize: options.mapBytes ?? MAP_BYTES,
      encoding: 'binary',
      cache: false,
    })
    for (const name of options.tables) this.#tables.set(name, this.#root.openDB({ name, encoding: 'binary', cache: false }))
  }

  get(table: string, key: Key): Buffer | undefined {
    const shared = this.#table(table).getBinaryFast(key as never) as Buffer | undefined
    // LMDB's shared buffer is longer than the value; only its `length` property was set, which native copies ignore.
    return shared?.subarray(0, shared.length)
  }

  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[] {
    const found: Entry[] = []
    const options: Record<string, unknown> = { limit }
    if (from !== undefined) options['start'] = from
    if (to !== undefined) options['end'] = to
    for (const { key, value } of this.#table(table).getRange(options as never)) found.push({ key: key as Key, value: value as Buffer })
    return found
  }

  keys(table: string, from: Key | undefined, limit: number): Key[] {
    return [...this.#table(table).getKeys((from === undefined ? { limit } : { start: from, limit }) as never)] as Key[]
  }

  refresh(): void {
    this.#root.resetReadTxn()
  }

  commit(changes: Iterable<Change>): void {
    this.#root.transactionSync(() => {
      for (const { table, key, value } of changes) {
        const database = this.#table(table)
        if (value === undefined) database.removeSync(key as never)
        else database.putSync(key as never, value as never)
      }
    })
  }

  sync(): Promise<void> {
    const native = this.#root as unknown as { env: { sync(done: (error?: Error) => void): void } }
    return new Promise((resolve, reject) => native.env.sync((error) => (error ? reject(error) : resolve())))
  }

  close(): Promise<void> {
    return this.#root.close()
  }

  #table(name: string): Database<Buffer, never> {
    const table = this.#tables.get(name)
    if (table === undefined) throw new Error(`the state has a table '${name}': it has ${[...this.#tables.keys()].join(', ')}`)
    return table
  }
}
