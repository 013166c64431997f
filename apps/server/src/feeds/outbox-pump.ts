// Hands the outbox to those who read it. Each consumer is served in order, with a bounded number of entries under way;
// what it has not taken stays in the state, never in a queue of ours. An entry goes once all have acknowledged it.
import type { StateReader } from '@touchstone/stream'

export interface OutboxConsumer {
  readonly name: string
  /** Entries handed over before the first is acknowledged. They are handed over in order. */
  readonly window: number
  /** Resolves once the entry is safe with the consumer; a rejection means that it is handed over again, with all after it. */
  take(number: number, entry: Buffer): Promise<void>
}

const PAUSE_AFTER_FAILURE = 500
const READ_AHEAD = 16
/** A trim is a commit of the engine: not one per entry. */
const TRIM_EVERY = 32

export class OutboxPump {
  readonly #lanes: readonly Lane[]
  readonly #trim: (entry: number) => void
  #trimmed = 0

  constructor(state: StateReader, consumers: readonly OutboxConsumer[], trim: (entry: number) => void) {
    this.#trim = trim
    this.#lanes = consumers.map((consumer) => new Lane(consumer, state, () => this.#settle()))
  }

  /** The outbox has entries up to `newest`. */
  advance(newest: number): void {
    for (const lane of this.#lanes) lane.advance(newest)
  }

  /** Entries that `name` has not acknowledged. */
  lag(name: string): number {
    return this.#lanes.find((lane) => lane.name === name)!.lag
  }

  #settle(): void {
    const safe = Math.min(...this.#lanes.map((lane) => lane.acknowledged))
    if (safe < this.#trimmed + TRIM_EVERY) return
    this.#trimmed = safe
    this.#trim(safe)
  }

  stop(): void {
    for (const lane of this.#lanes) lane.stop()
  }
}

class Lane {
  readonly name: string
  readonly #consumer: OutboxConsumer
  readonly #state: StateReader
  readonly #onAcknowledged: () => void
  readonly #underWay = new Set<number>()
  #newest = 0
  #handed = 0
  #stopped = false
  #retry: NodeJS.Timeout | undefined

  constructor(consumer: OutboxConsumer, state: StateReader, onAcknowledged: () => void) {
    this.name = consumer.name
    this.#consumer = consumer
    this.#state = state
    this.#onAcknowledged = onAcknowledged
  }

  get acknowledged(): number {
    let before = this.#handed
    for (const number of this.#underWay) before = Math.min(before, number - 1)
    return before
  }
  get lag(): number {
    return this.#newest - this.acknowledged
  }

  advance(newest: number): void {
    this.#newest = newest
    this.#pump()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#retry)
  }

  #pump(): void {
    while (!this.#stopped && this.#retry === undefined && this.#handed < this.#newest) {
      const room = Math.min(READ_AHEAD, this.#consumer.window - this.#underWay.size)
      if (room <= 0) return
      const entries = this.#state.range('stream_outbox', this.#handed + 1, this.#newest + 1, room)
      for (const { key, value } of entries) this.#hand(key as number, value)
      if (entries.length > 0) continue
      // What is not there was acknowledged by everyone before this process started.
      if (this.#handed === 0) this.#handed = this.#newest
      return
    }
  }

  #hand(number: number, entry: Buffer): void {
    this.#handed = number
    this.#underWay.add(number)
    this.#consumer.take(number, entry).then(
      () => {
        this.#underWay.delete(number)
        this.#onAcknowledged()
        this.#pump()
      },
      () => this.#again(number),
    )
  }

  #again(number: number): void {
    this.#underWay.delete(number)
    this.#handed = Math.min(this.#handed, number - 1)
    if (this.#stopped) return
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined
      this.#pump()
    }, PAUSE_AFTER_FAILURE)
  }
}
