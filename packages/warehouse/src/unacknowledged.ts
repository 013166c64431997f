import { LIMITS } from './limits.ts'

/**
 * The entries handed over and not yet durable, numbered 1, 2, 3… in order; a bounded queue with a mark between what
 * the present child has been sent and what not.
 */
export class Unacknowledged {
  /** `#entries[0]` has number `#first`. */
  #entries: { readonly bytes: Buffer; readonly at: number }[] = []
  #first = 1
  #sent = 0
  #bytes = 0
  #room = Promise.withResolvers<void>()
  #settling: { readonly through: number; readonly resolve: (durable: boolean) => void }[] = []
  #closed = false

  get count(): number {
    return this.#entries.length
  }

  /** Age of the oldest in milliseconds. */
  get age(): number {
    return this.#entries.length === 0 ? 0 : Math.round(performance.now() - this.#entries[0]!.at)
  }

  /** Copies and keeps the entry; false when full. One entry is always taken, however large. */
  add(entry: Uint8Array): boolean {
    if (this.#full() || this.#closed) return false
    this.#entries.push({ bytes: Buffer.from(entry), at: performance.now() })
    this.#bytes += entry.length
    return true
  }

  /** Resolves when `add` takes entries; never again after `close`, so that nobody tries in a circle. */
  room(): Promise<void> {
    return this.#full() || this.#closed ? this.#room.promise : Promise.resolve()
  }

  settled(): Promise<boolean> {
    if (this.#entries.length === 0) return Promise.resolve(true)
    if (this.#closed) return Promise.resolve(false)
    const through = this.#first + this.#entries.length - 1
    return new Promise((resolve) => this.#settling.push({ through, resolve }))
  }

  /** What the present child has not been sent; it counts as sent from now on. */
  unsent(): { first: number; entries: Buffer[] } {
    const first = this.#first + this.#sent
    const entries = this.#entries.slice(this.#sent).map((entry) => entry.bytes)
    this.#sent = this.#entries.length
    return { first, entries }
  }

  /** A new child knows nothing. */
  sendAgain(): void {
    this.#sent = 0
  }

  durable(through: number): void {
    const count = through - this.#first + 1
    if (count <= 0) return
    for (const entry of this.#entries.splice(0, count)) this.#bytes -= entry.bytes.length
    this.#first += count
    this.#sent = Math.max(0, this.#sent - count)
    if (!this.#full() && !this.#closed) {
      this.#room.resolve()
      this.#room = Promise.withResolvers()
    }
    while (this.#settling.length > 0 && this.#settling[0]!.through <= through) this.#settling.shift()!.resolve(true)
  }

  /** No more entries. What is sent may still become durable. */
  refuse(): void {
    this.#closed = true
  }

  /** It is over: what is not durable by now comes again from the outbox at the next start. */
  close(): void {
    this.#closed = true
    for (const { resolve } of this.#settling.splice(0)) resolve(false)
  }

  #full(): boolean {
    return this.#entries.length >= LIMITS.UNACKNOWLEDGED_ENTRIES || this.#bytes >= LIMITS.UNACKNOWLEDGED_BYTES
  }
}
