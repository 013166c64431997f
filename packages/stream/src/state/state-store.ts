import type { Entry, Key } from '../machine.ts'

/** One write of a commit; `value` undefined removes the key. */
export interface Change {
  readonly table: string
  readonly key: Key
  readonly value: Uint8Array | undefined
}

/**
 * The state of one partition: a cache that can always be rebuilt from the log. Tables of bytes, ordered by key.
 * A commit is atomic and visible to readers of other threads when it returns; `sync` makes all commits so far survive
 * a power cut; after one without it the content is undefined, and the owner builds it again.
 */
export interface StateStore extends StateReader {
  commit(changes: Iterable<Change>): void
  sync(): Promise<void>
  close(): Promise<void>
}

export interface StateReader {
  /** Valid until the next call. */
  get(table: string, key: Key): Buffer | undefined
  /** Copies of the entries with from ≤ key < to, in key order. */
  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[]
  /** The keys of the entries from `from` on, in key order. */
  keys(table: string, from: Key | undefined, limit: number): Key[]
  /** Sees commits of other threads from now on. */
  refresh(): void
  close(): Promise<void>
}
