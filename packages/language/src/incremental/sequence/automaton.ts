// How far the steps of a sequence have come, as events pass in the order of time.
//
// Of all ways in which the first i steps can have happened by now, one is enough to know: that whose i-th event is the
// latest. What step i + 1 asks of the event before it is only that it is not too long ago and that no forbidden event
// came after it, and whatever passes for an earlier one passes for the latest. And of all ways that end in one event, the
// one that began latest stays longest in a window that moves; ways that end later never began earlier. So the state is,
// per step, when it was last reached and when the latest such way began, and when each forbidden event was last seen.
//
// Events of one instant do not follow one another: they come as one entry, whose bits say which steps, forbidden events
// and absences it has events for, and steps are taken from the last to the first, so that each sees the state before.
import { assert, type Millis } from '@touchstone/base'
import type { Sequence } from '../../check/tree.ts'

/** Neither step, forbidden event nor absence has happened yet. */
const NEVER = -Infinity

export class Automaton {
  readonly steps: number
  /** Bytes of its state. */
  readonly bytes: number
  /** Per step: when it was last reached, and the latest start of a way there. */
  readonly times: Float64Array
  readonly starts: Float64Array
  /** Per step: when an event was last seen that must not be between it and the step before. */
  readonly forbidden: Float64Array
  /** Per absence: when an event was last seen that must not follow. */
  readonly followed: Float64Array
  readonly #within: Float64Array
  /** What its state is made of, in this order. */
  readonly #arrays: readonly Float64Array[]

  constructor({ steps, absences }: Sequence) {
    this.steps = steps.length
    this.times = new Float64Array(steps.length)
    this.starts = new Float64Array(steps.length)
    this.forbidden = new Float64Array(steps.length)
    this.followed = new Float64Array(absences.length)
    this.#arrays = [this.times, this.starts, this.forbidden, this.followed]
    this.#within = Float64Array.from(steps, ({ within }) => within)
    this.bytes = 8 * (3 * steps.length + absences.length)
    assert(2 * steps.length + absences.length <= 31, 'an entry has a bit for each part')
  }

  stepBit(step: number): number {
    return 1 << step
  }
  forbiddenBit(step: number): number {
    return 1 << (this.steps + step)
  }
  absenceBit(absence: number): number {
    return 1 << (2 * this.steps + absence)
  }

  /** Nothing has happened. */
  reset(): void {
    this.times.fill(NEVER)
    this.starts.fill(NEVER)
    this.forbidden.fill(NEVER)
    this.followed.fill(NEVER)
  }

  /** An entry passes, later than all before it. */
  pass(time: Millis, bits: number): void {
    const { times, starts, steps } = this
    for (let step = steps - 1; step >= 1; step--) {
      if ((bits & (1 << step)) === 0) continue
      const before = times[step - 1]
      if (before === NEVER || before < time - this.#within[step] || before < this.forbidden[step]) continue
      times[step] = time
      starts[step] = starts[step - 1]
    }
    if ((bits & 1) !== 0) times[0] = starts[0] = time
    const rest = bits >>> steps
    if (rest === 0) return
    for (let step = 1; step < steps; step++) if ((rest & (1 << step)) !== 0) this.forbidden[step] = time
    for (let absence = 0; absence < this.followed.length; absence++) if ((rest & (1 << (steps + absence))) !== 0) this.followed[absence] = time
  }

  /** When the last step was last reached, and the latest start of a way there; -Infinity where it never was. */
  get completed(): Millis {
    return this.times[this.steps - 1]
  }
  get began(): Millis {
    return this.starts[this.steps - 1]
  }

  /** Reads its state; false where there is none (see `forgetState` in timeline/tree.ts). */
  load(view: DataView, at: number): boolean {
    if (Number.isNaN(view.getFloat64(at, true))) return false
    let from = at
    for (let which = 0; which < this.#arrays.length; which++) {
      const array = this.#arrays[which]
      for (let index = 0; index < array.length; index++, from += 8) array[index] = view.getFloat64(from, true)
    }
    return true
  }

  /** Writes its state; false where the same was there. */
  store(view: DataView, at: number): boolean {
    let isChanged = false
    let to = at
    for (let which = 0; which < this.#arrays.length; which++) {
      const array = this.#arrays[which]
      for (let index = 0; index < array.length; index++, to += 8) {
        if (view.getFloat64(to, true) === array[index]) continue
        view.setFloat64(to, array[index], true)
        isChanged = true
      }
    }
    return isChanged
  }
}
