// Waiting for a word that may come at any time, also while nobody waits: it is kept for the next who does.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Millis } from '@touchstone/base'

/** For one waiter at a time. Every wait ends at once when `stopping` is aborted. */
export class Nudge {
  readonly #stopping: AbortSignal
  #given = false
  #wake: (() => void) | undefined

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping
    stopping.addEventListener('abort', () => this.#wake?.(), { once: true })
  }

  give(): void {
    this.#given = true
    this.#wake?.()
  }

  /** Until the next word, or one that came since the last wait, but no longer than `atMost`. */
  async wait(atMost: Millis): Promise<void> {
    if (!this.#given && !this.#stopping.aborted) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, atMost)
        this.#wake = () => {
          clearTimeout(late)
          resolve()
        }
      })
      this.#wake = undefined
    }
    this.#given = false
  }

  /** So long, whatever is said meanwhile; that is kept. */
  async pause(millis: Millis): Promise<void> {
    await sleep(millis, undefined, { signal: this.#stopping }).catch(() => undefined)
  }
}
