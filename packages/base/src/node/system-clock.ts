import { performance } from 'node:perf_hooks'
import type { Clock, Millis } from '../clock.ts'

/**
 * Wall time at start plus the monotonic clock, so that a step of the machine's clock does not step ours.
 * `drift()` is the difference to the wall clock in milliseconds; readiness watches it.
 */
export class SystemClock implements Clock {
  readonly #origin: Millis = Date.now() - performance.now()
  now(): Millis {
    return Math.floor(this.#origin + performance.now())
  }
  drift(): Millis {
    return Date.now() - this.now()
  }
}
