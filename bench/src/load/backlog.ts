// What keeps a flood at the rate that the whole chain sustains. Acknowledging is the cheapest part of the chain, and the log
// takes whatever the disk takes: without this, a flood would measure the log alone and leave minutes of work behind it.
import type { ServerApi } from '../server/server-api.ts'

/** Records that may wait for the engine: less than a second of its work. */
const ENGINE_LIMIT = 20_000
/** Records that may wait for the warehouse: what it can be expected to take in within a few seconds. */
const WAREHOUSE_LIMIT = 120_000
/** Each look costs the server some milliseconds. */
const LOOK_EVERY = 400

export class Backlog {
  readonly #api: ServerApi
  readonly #timer: NodeJS.Timeout
  #isLooking = false
  #isClosed = false
  #waiting: (() => void)[] = []
  #isTooLong = false

  constructor(api: ServerApi) {
    this.#api = api
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY)
  }

  /** Resolves when more may be sent. */
  room(): Promise<void> {
    if (!this.#isTooLong) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async #look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return
    this.#isLooking = true
    const { engineBehind, warehouseBehind } = await this.#api.progress()
    this.#isLooking = false
    this.#isTooLong = !this.#isClosed && (engineBehind > ENGINE_LIMIT || warehouseBehind > WAREHOUSE_LIMIT)
    if (!this.#isTooLong) this.#release()
  }

  #release(): void {
    for (const go of this.#waiting.splice(0)) go()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#isClosed = true
    this.#isTooLong = false
    this.#release()
  }
}
