// Long work on the thread that also answers everybody else: a slice of it at a time, one such work after the other, and
// only so much of it.
import { setImmediate as others } from 'node:timers/promises'
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'

/** How long others wait at most, but for one step that is longer. */
const SLICE: Millis = 10
/** Nobody explains for longer; waiting is not counted. */
export const MOST_WORK: Millis = 10_000
/** Works that wait for their turn. */
export const MOST_WAITING = 32

export class InSlices {
  readonly #clock: Clock
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Does all steps. Failures: `segments.explain-busy`, `segments.too-much-to-explain`. */
  async run<T>(steps: Generator<void, T>): Promise<Result<T>> {
    if (this.#waiting >= MOST_WAITING) return fail('segments.explain-busy', `${MOST_WAITING} explanations wait already; try again in a moment`)
    this.#waiting++
    const done = this.#turn.then(() => this.#work(steps)).finally(() => this.#waiting--)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #work<T>(steps: Generator<void, T>): Promise<Result<T>> {
    let worked = 0
    for (let began = this.#clock.now(); ; ) {
      const step = steps.next()
      if (step.done === true) return ok(step.value)
      const took = this.#clock.now() - began
      if (took < SLICE) continue
      worked += took
      if (worked > MOST_WORK) return fail('segments.too-much-to-explain', `explaining this takes more than ${MOST_WORK / 1000} seconds: ask about a part of the condition, or with an earlier "asOf"`)
      await others()
      began = this.#clock.now()
    }
  }
}
