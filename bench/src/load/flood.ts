import type { Backlog } from './backlog.ts'
import type { Batches } from './batches.ts'
import { BATCH } from './batches.ts'
import type { Sender } from './sender.ts'
import type { Tally } from './tally.ts'

const FIRST_WAIT = 20
const LONGEST_WAIT = 1_000

/** Closed loop: each connection sends its next request when the last one was answered, and the backlog is short enough. */
export class Flood {
  readonly #sender: Sender
  readonly #tally: Tally
  readonly #backlog: Backlog | undefined
  #stopped = false

  constructor(sender: Sender, tally: Tally, backlog: Backlog | undefined) {
    this.#sender = sender
    this.#tally = tally
    this.#backlog = backlog
  }

  run(batches: Batches, connections: number): { stop(): Promise<void> } {
    const loops = Promise.all(Array.from({ length: connections }, () => this.#loop(batches)))
    return {
      stop: async () => {
        this.#stopped = true
        await loops
      },
    }
  }

  async introduce(batches: Batches, connections: number): Promise<void> {
    const bodies = batches.everyone(Date.now)
    const loop = async (): Promise<void> => {
      for (const body of bodies) await this.#deliver(body, BATCH)
    }
    await Promise.all(Array.from({ length: connections }, loop))
  }

  async #loop(batches: Batches): Promise<void> {
    while (!this.#stopped) {
      await this.#backlog?.room()
      const body = batches.take(Date.now())
      await this.#deliver(body.bytes, body.events)
      batches.giveBack(body)
    }
  }

  /** Sends until it is acknowledged; waits longer each time the server has no room, as SDKs do. */
  async #deliver(body: Buffer, events: number): Promise<void> {
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      await this.#backlog?.room()
      const began = performance.now()
      const status = await this.#sender.send(body).then(
        (answer) => String(answer.status),
        () => 'broken',
      )
      this.#tally.answer(status, events, began)
      if (status === '200') return
      if (status !== '503' && status !== 'broken') throw new Error(`the server answered ${status} to the load`)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
