import { SystemClock } from '@touchstone/base/node'
import type { Log } from './http/ports.ts'

const clock = new SystemClock()

/** One JSON object per line on standard error: what an operator's log collector reads. Never a personal value. */
export const writeLine: Log = (line) => {
  process.stderr.write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...line })}\n`)
}
