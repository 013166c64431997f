import { decodeOutcomes } from '@touchstone/vocabulary'
import type { OutboxConsumer } from './outbox-pump.ts'
import { envelope } from './envelope.ts'

/** What the feed needs of the warehouse. */
export interface WarehousePort {
  apply(entry: Uint8Array): boolean
  room(): Promise<void>
}

/**
 * Feeds the warehouse. An entry is acknowledged when its rows are durable there, which `durable` tells by the entry's
 * number; `through` is the log position up to which everything is in the warehouse.
 */
export class WarehouseFeed implements OutboxConsumer {
  readonly name = 'warehouse'
  readonly window = 256
  readonly #warehouse: WarehousePort
  readonly #waiting: { readonly number: number; readonly position: number; readonly resolve: () => void }[] = []
  #turn: Promise<void> = Promise.resolve()
  #position = 0
  /** Everything up to this log position is in the warehouse. */
  through = 0
  /** Called when the warehouse went on. */
  onDurable: () => void = () => {}

  constructor(warehouse: WarehousePort) {
    this.#warehouse = warehouse
  }

  take(number: number, entry: Buffer): Promise<void> {
    const { from, persons } = decodeOutcomes(entry)
    if (persons.length > 0) this.#position = from + persons.length - 1
    const position = this.#position
    const done = new Promise<void>((resolve) => this.#waiting.push({ number, position, resolve }))
    // One after the other: an entry may have to wait for room, and the next must not overtake it.
    this.#turn = this.#turn.then(async () => {
      const bytes = envelope(number, entry)
      while (!this.#warehouse.apply(bytes)) await this.#warehouse.room()
    })
    return done
  }

  durable(number: number): void {
    while (this.#waiting.length > 0 && this.#waiting[0]!.number <= number) {
      const { position, resolve } = this.#waiting.shift()!
      this.through = Math.max(this.through, position)
      resolve()
    }
    this.onDurable()
  }

  /** Nothing is waiting: the warehouse has everything up to `position`. */
  caughtUp(position: number): void {
    if (this.#waiting.length === 0) this.through = Math.max(this.through, position)
  }
}
