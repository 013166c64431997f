/** Milliseconds since 1970-01-01T00:00:00Z. Every instant in the system has this unit. */
export type Millis = number

/** The only way to learn the time. `now` never goes backwards within one process. */
export interface Clock {
  now(): Millis
}

export const SECOND: Millis = 1_000
export const MINUTE: Millis = 60 * SECOND
export const HOUR: Millis = 60 * MINUTE
/** "N days" is N × 24 hours; calendar days are something else and belong to a time zone. */
export const DAY: Millis = 24 * HOUR

/** A clock that tests move by hand. */
export class ManualClock implements Clock {
  time: Millis
  constructor(start: Millis) {
    this.time = start
  }
  now(): Millis {
    return this.time
  }
}
