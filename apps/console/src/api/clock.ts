// The time, as the server has it. A laptop's clock may be minutes off; "12 s ago" has to be true all the same, so every
// figure that comes with the server's time corrects ours.
import type { Clock, Millis } from '@touchstone/base'

let ahead: Millis = 0

const local = (): Millis => performance.timeOrigin + performance.now()

/** Told by whatever comes from the server with its time. */
export function serverSays(now: Millis): void {
  ahead = now - local()
}

export const clock: Clock = { now: () => Math.round(local() + ahead) }
