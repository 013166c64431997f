// How fast a count grows, told by noting it whenever it may have grown. No timer: while nothing happens nothing is noted,
// and the count of the last note still holds.
import type { Millis } from '@touchstone/base'

const SECOND: Millis = 1_000

interface Note {
  readonly at: Millis
  readonly count: number
}

export class RateMeter {
  readonly #over: Millis
  /** At most one per second, oldest first; the last one is overwritten while its second lasts. */
  readonly #notes: Note[]

  /** `over`: the rate is that of so many milliseconds. */
  constructor(over: Millis, at: Millis, count: number) {
    this.#over = over
    this.#notes = [{ at, count }]
  }

  note(at: Millis, count: number): void {
    const last = this.#notes.at(-1)!
    if (count === last.count) return
    if (this.#notes.length > 1 && at - this.#notes.at(-2)!.at < SECOND) this.#notes.pop()
    this.#notes.push({ at, count })
    while (this.#notes.length > 2 && this.#notes[1]!.at <= at - this.#over) this.#notes.shift()
  }

  /** Per second, of the time up to `at`, when the count is `count`. */
  perSecond(at: Millis, count: number): number {
    const since = at - this.#over
    const before = this.#notes.findLast((one) => one.at <= since) ?? this.#notes[0]!
    const passed = Math.max(SECOND, at - Math.max(before.at, since))
    return Math.round(((count - before.count) / passed) * 10_000) / 10
  }
}
