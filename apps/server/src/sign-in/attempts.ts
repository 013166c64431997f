// Guessing is slow: wrong tokens from one address use up its attempts, which come back one by one.
import { MINUTE, SECOND } from '@touchstone/base'
import type { Clock, Millis } from '@touchstone/base'

/** Wrong tokens in a row before somebody has to wait. */
const ATTEMPTS = 8
/** One attempt comes back in this time. */
const ONE_BACK: Millis = 10 * SECOND
/** Addresses remembered; the oldest is forgotten first. An attacker with more addresses than this is not slowed by it. */
const ADDRESSES = 4_096
const FORGET_AFTER: Millis = 10 * MINUTE

interface Spent {
  count: number
  at: Millis
}

export class Attempts {
  readonly #clock: Clock
  readonly #spent = new Map<string, Spent>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** How long this address must wait before its next attempt is looked at; 0 when it need not. */
  wait(address: string): Millis {
    const spent = this.#now(address)
    return spent.count < ATTEMPTS ? 0 : Math.max(1, Math.ceil((spent.count - ATTEMPTS + 1) * ONE_BACK) - (this.#clock.now() - spent.at))
  }

  wrong(address: string): void {
    const spent = this.#now(address)
    this.#spent.delete(address)
    if (this.#spent.size >= ADDRESSES) this.#spent.delete(this.#spent.keys().next().value as string)
    this.#spent.set(address, { count: spent.count + 1, at: this.#clock.now() })
  }

  right(address: string): void {
    this.#spent.delete(address)
  }

  #now(address: string): Spent {
    const now = this.#clock.now()
    const spent = this.#spent.get(address)
    if (spent === undefined || now - spent.at > FORGET_AFTER) return { count: 0, at: now }
    const back = Math.floor((now - spent.at) / ONE_BACK)
    return { count: Math.max(0, spent.count - back), at: spent.at + back * ONE_BACK }
  }
}
