import type { Log } from './http/ports.ts'

/** One JSON object per line on standard error: what an operator's log collector reads. Never a personal value. */
export const writeLine: Log = (line) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}
