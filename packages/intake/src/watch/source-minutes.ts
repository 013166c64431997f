// What one source sent in each minute of the last four weeks, as sums from the beginning, so that any stretch costs two look-ups.
import { assert, DAY, MINUTE, type Millis } from '@touchstone/base'
import type { Share } from './moved.ts'

const DAYS = 28
const KEPT = (DAYS * DAY) / MINUTE + 120

export interface MinuteCount {
  /** When the minute begins. */
  readonly minute: Millis
  readonly facts: number
  readonly late: number
}

/** Minutes of a stretch that is judged. */
export const STRETCH = 10
/** The same stretch of other days counts, and those beside it on these days. */
const BESIDE = [-60, -50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50, 60]

export class SourceMinutes {
  /** Of the first minute that is kept. */
  readonly #from: Millis
  readonly #facts: Float64Array
  readonly #late: Float64Array
  /** Minutes that are known. */
  #known = 0

  /** Keeps four weeks before `now`, and a day more. */
  constructor(now: Millis) {
    this.#from = minuteOf(now) - KEPT * MINUTE
    this.#facts = new Float64Array(KEPT + 1 + DAY / MINUTE)
    this.#late = new Float64Array(this.#facts.length)
  }

  /** Whether it has room for the minute; else a new one is to be made. */
  hasRoom(minute: Millis): boolean {
    return this.#index(minute) + 1 < this.#facts.length
  }

  /** Says everything of the minutes up to `through`: those not named had nothing. In order, and once for each minute. */
  add(counts: readonly MinuteCount[], through: Millis): void {
    let next = 0
    for (const last = this.#index(through); this.#known <= last; ) {
      const minute = this.#from + this.#known * MINUTE
      while (next < counts.length && counts[next]!.minute < minute) next++
      const count = counts[next]?.minute === minute ? counts[next] : undefined
      const at = ++this.#known
      assert(at < this.#facts.length, 'minutes are added where there is room')
      this.#facts[at] = this.#facts[at - 1]! + (count?.facts ?? 0)
      this.#late[at] = this.#late[at - 1]! + (count?.late ?? 0)
    }
  }

  /** The stretch that ends with this minute. */
  stretch(minute: Millis): Share {
    const end = this.#index(minute) + 1
    const start = end - STRETCH
    return { part: this.#late[end]! - this.#late[start]!, whole: this.#facts[end]! - this.#facts[start]! }
  }

  /**
   * Stretches of other days to compare with: of the same day of the last four weeks, or of the last seven days where the source
   * is younger. Those of before its first fact say nothing.
   */
  others(minute: Millis): Share[] {
    const began = this.#began()
    const days = began !== undefined && minute - 21 * DAY >= began ? [7, 14, 21, 28] : [1, 2, 3, 4, 5, 6, 7]
    const shares: Share[] = []
    for (const day of days) {
      for (const beside of BESIDE) {
        const at = minute - day * DAY + beside * MINUTE
        if (began !== undefined && at - STRETCH * MINUTE >= began && this.#index(at) >= STRETCH) shares.push(this.stretch(at))
      }
    }
    return shares
  }

  /** The minute of the first fact that is known. */
  #began(): Millis | undefined {
    let [low, high] = [0, this.#known]
    if (this.#facts[high] === 0) return undefined
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (this.#facts[middle] === 0) low = middle
      else high = middle
    }
    return this.#from + low * MINUTE
  }

  #index(minute: Millis): number {
    return Math.round((minute - this.#from) / MINUTE)
  }
}

export function minuteOf(at: Millis): Millis {
  return at - (at % MINUTE)
}
