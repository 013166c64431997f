import { assert } from '@touchstone/base'

/** Counts bytes held by requests under way, up to a bound. */
export class ByteBudget {
  readonly #most: number
  #held = 0

  constructor(most: number) {
    this.#most = most
  }

  get held(): number {
    return this.#held
  }

  open(): Share {
    return new Share((bytes) => this.#change(bytes))
  }

  #change(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false
    this.#held += bytes
    assert(this.#held >= 0, 'no more bytes are given back than were taken')
    return true
  }
}

/** What one request holds. */
export class Share {
  readonly #change: (bytes: number) => boolean
  #bytes = 0
  #closed = false

  constructor(change: (bytes: number) => boolean) {
    this.#change = change
  }

  /** Takes more; `false` when the budget has no more, and nothing was taken. */
  take(bytes: number): boolean {
    if (this.#closed || !this.#change(bytes)) return false
    this.#bytes += bytes
    return true
  }

  /** Gives everything back, once. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#change(-this.#bytes)
  }
}

/** Lets a bounded number of tasks run at once; the others wait in order. */
export class Gate {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }
}
