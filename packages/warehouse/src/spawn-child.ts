import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { totalmem } from 'node:os'
import { LIMITS } from './limits.ts'

/** Starts the module as a child with a message channel. */
export function spawnChild(module: URL): ChildProcess {
  return fork(module, [], {
    execArgv: [],
    serialization: 'advanced',
    // The engine reads inserts from a standard input that is a pipe; it gets none.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** Bytes for the embedded engine when nobody says: a quarter of what this process may use, at most the limit. */
export function defaultMemory(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY
  return Math.floor(Math.min(LIMITS.MEMORY_BYTES, Math.min(totalmem(), constrained) / 4))
}
