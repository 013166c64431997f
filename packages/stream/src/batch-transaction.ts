// The Machine's view of the state during a batch: what it wrote lies over what is committed. Timers are kept as the
// keys (due, key) of one table, so that the earliest is the first; the earliest due is also remembered here, so that a
// batch asks the table only when something is due.
import { assert, type Millis } from '@touchstone/base'
import type { Entry, Key, Transaction } from './machine.ts'
import type { Change, StateStore } from './state/state-store.ts'

const NOTHING = Buffer.alloc(0)

export class BatchTransaction implements Transaction {
  readonly #state: StateStore
  readonly #tables = new Map<string, Map<string | number, Change>>()
  #scheduled: Change[] = []
  nextDue: Millis
  time: Millis = 0
  position = 0

  constructor(state: StateStore) {
    this.#state = state
    this.nextDue = this.#firstCommittedDue()
  }

  startAt(position: number, time: Millis): void {
    assert(position >= this.position && time >= this.time, 'records come in order of position and time')
    this.position = position
    this.time = time
  }

  get(table: string, key: Key): Buffer | undefined {
    const change = this.#tables.get(table)?.get(flat(key))
    if (change === undefined) return this.#state.get(table, key)
    return change.value === undefined ? undefined : (change.value as Buffer)
  }

  put(table: string, key: Key, value: Uint8Array): void {
    this.#changes(table).set(flat(key), { table, key, value })
  }

  remove(table: string, key: Key): void {
    this.#changes(table).set(flat(key), { table, key, value: undefined })
  }

  range(table: string, from: Key | undefined, to: Key | undefined, limit: number): Entry[] {
    return this.#state.range(table, from, to, limit)
  }

  keys(table: string, from: Key | undefined, limit: number): Key[] {
    return this.#state.keys(table, from, limit)
  }

  schedule(key: number, due: Millis): void {
    assert(due > 0 && due < Infinity, 'a timer is due at an instant')
    this.#scheduled.push({ table: 'stream_timers', key: [due, key], value: NOTHING })
    if (due < this.nextDue) this.nextDue = due
  }

  /** Removes up to `limit` committed timers that are due by now and answers their keys, earliest first. */
  takeDueTimers(limit: number): number[] {
    if (this.nextDue > this.time) return []
    const due = this.#state.range('stream_timers', undefined, [this.time + 1, 0], limit)
    for (const { key } of due) this.#scheduled.push({ table: 'stream_timers', key, value: undefined })
    return due.map(({ key }) => (key as [number, number])[1])
  }

  commit(): void {
    this.#state.commit(this.#allChanges())
    for (const changes of this.#tables.values()) changes.clear()
    this.#scheduled = []
    if (this.nextDue <= this.time) this.nextDue = this.#firstCommittedDue()
  }

  *#allChanges(): Generator<Change> {
    for (const changes of this.#tables.values()) yield* changes.values()
    yield* this.#scheduled
  }

  #changes(table: string): Map<string | number, Change> {
    let changes = this.#tables.get(table)
    if (changes === undefined) this.#tables.set(table, (changes = new Map()))
    return changes
  }

  #firstCommittedDue(): Millis {
    const [first] = this.#state.range('stream_timers', undefined, undefined, 1)
    return first === undefined ? Infinity : (first.key as [number, number])[0]
  }
}

function flat(key: Key): string | number {
  return typeof key === 'object' ? `${key[0]}:${key[1]}` : key
}
