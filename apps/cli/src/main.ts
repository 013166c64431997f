import { pipeline } from 'node:stream/promises'
import { SystemClock } from '@touchstone/base/node'
import { run } from './run.ts'

const stop = new AbortController()
// The second Ctrl-C ends the process in the usual way.
process.once('SIGINT', () => stop.abort())
// Whoever reads us (head, less) may leave first; that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  clock: new SystemClock(),
  out: (text) => void process.stdout.write(text),
  pour: (chunks) => pipeline(chunks, process.stdout, { end: false }),
  err: (text) => void process.stderr.write(text),
  live: process.stderr.isTTY === true,
  signal: stop.signal,
})
