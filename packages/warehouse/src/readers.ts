// The child's lanes that answer queries, and how a query is called off.
//
// A lane runs one query at a time; the others wait their turn. One that is called off while it waits never begins. One that
// runs is killed by the engine: it is found among the running ones by a mark in its text, because the embedded engine gives
// queries ids of its own. It may just be starting and not be found yet, so it is looked for until it has ended. Killing
// takes a connection of its own, opened with the first one: all others may be busy.
import { randomUUID } from 'node:crypto'
import type { Failure } from '@touchstone/base'
import { failureOf } from './failure.ts'
import { LIMITS } from './limits.ts'
import { literal } from './store.ts'
import type { Lane, Store } from './store.ts'

interface Reader {
  readonly lane: Lane
  waiting: number
  turn: Promise<unknown>
}

interface Asked {
  readonly mark: string
  isCancelled: boolean
  isRunning: boolean
}

/** What a query is answered with when it was called off. */
const CANCELLED: Failure = { code: 'warehouse.cancelled', message: 'the query was called off: whoever asked has gone' }

export class Readers {
  readonly #store: Store
  readonly #readers: readonly Reader[]
  readonly #asked = new Map<number, Asked>()
  #killer: Promise<Lane> | undefined

  private constructor(store: Store, lanes: readonly Lane[]) {
    this.#store = store
    this.#readers = lanes.map((lane) => ({ lane, waiting: 0, turn: Promise.resolve() }))
  }

  static async open(store: Store): Promise<Readers> {
    const lanes: Lane[] = []
    for (let i = 0; i < LIMITS.QUERY_LANES; i++) lanes.push(await store.lane('reader'))
    return new Readers(store, lanes)
  }

  /**
   * Runs `work` in its turn with a lane; it puts `mark`, a comment, in front of its SQL. The failure is what the engine said, or
   * `warehouse.cancelled`, or `warehouse.busy` when too many wait.
   */
  async ask<T>(id: number, work: (lane: Lane, mark: string) => Promise<T>): Promise<{ readonly value: T } | { readonly failure: Failure }> {
    const reader = this.#readers.reduce((least, other) => (other.waiting < least.waiting ? other : least))
    if (reader.waiting * this.#readers.length >= LIMITS.WAITING_QUERIES) {
      return { failure: { code: 'warehouse.busy', message: `${LIMITS.WAITING_QUERIES} queries are waiting already` } }
    }
    const asked: Asked = { mark: `/* ${randomUUID()} */`, isCancelled: false, isRunning: false }
    this.#asked.set(id, asked)
    reader.waiting++
    const done = reader.turn.then(() => run(asked, reader.lane, work))
    reader.turn = done
    try {
      return await done
    } finally {
      reader.waiting--
      this.#asked.delete(id)
    }
  }

  /** Calls a query off. One that has been answered, or is not known, is left alone. */
  async cancel(id: number): Promise<void> {
    const asked = this.#asked.get(id)
    if (asked === undefined) return
    asked.isCancelled = true
    while (asked.isRunning) {
      try {
        const killer = await (this.#killer ??= this.#store.lane('writer'))
        if (asked.isRunning) await killer.command(`KILL QUERY WHERE position(query, ${literal(asked.mark)}) > 0 AND NOT startsWith(query, 'KILL') ASYNC`)
      } catch {
        // The query ends by its own limits.
        return
      }
      await new Promise((resolve) => setTimeout(resolve, LIMITS.KILL_AGAIN))
    }
  }

  async close(): Promise<void> {
    for (const { lane } of this.#readers) await lane.close()
    await (await this.#killer)?.close()
  }
}

/** Never rejects: a lane goes on to the next query whatever became of this one. */
async function run<T>(asked: Asked, lane: Lane, work: (lane: Lane, mark: string) => Promise<T>): Promise<{ readonly value: T } | { readonly failure: Failure }> {
  if (asked.isCancelled) return { failure: CANCELLED }
  asked.isRunning = true
  try {
    return { value: await work(lane, asked.mark) }
  } catch (error) {
    return { failure: asked.isCancelled ? CANCELLED : failureOf(error) }
  } finally {
    asked.isRunning = false
  }
}
