import { BATCH, type Batches } from './batches.ts'
import type { Sender } from './sender.ts'
import type { Tally } from './tally.ts'

/** How often it looks whether a request is due, in milliseconds: timers are no finer. */
const LOOK_EVERY = 1

/**
 * Open loop: requests have fixed instants and are sent then, however late the answers before are. A server that stops for
 * a second makes all requests of that second late, as it would for senders who know nothing of each other.
 */
export class Pace {
  readonly #sender: Sender
  readonly #tally: Tally
  readonly #connections: number
  readonly #batches: Batches
  /** Instants whose request waits for a connection. */
  readonly #due: number[] = []
  #underWay = 0

  constructor(sender: Sender, tally: Tally, batches: Batches, connections: number) {
    this.#sender = sender
    this.#tally = tally
    this.#batches = batches
    this.#connections = connections
  }

  run(eventsPerSecond: number): { stop(): Promise<void> } {
    const every = (BATCH / eventsPerSecond) * 1000
    let next = performance.now() + every
    const timer = setInterval(() => {
      for (const now = performance.now(); next <= now; next += every) this.#due.push(next)
      this.#send()
    }, LOOK_EVERY)
    return {
      stop: async () => {
        clearInterval(timer)
        // Requests that never got their turn are late by at least this much: leaving them out would flatter the rest.
        for (const due of this.#due.splice(0)) this.#tally.unsent(due)
        while (this.#underWay > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      },
    }
  }

  #send(): void {
    while (this.#underWay < this.#connections && this.#due.length > 0) void this.#sendOne(this.#due.shift()!)
  }

  async #sendOne(due: number): Promise<void> {
    this.#underWay++
    const body = this.#batches.take(Date.now())
    const status = await this.#sender.send(body.bytes).then(
      (answer) => String(answer.status),
      () => 'broken',
    )
    this.#tally.answer(status, body.events, due)
    this.#batches.giveBack(body)
    this.#underWay--
    this.#send()
  }
}
