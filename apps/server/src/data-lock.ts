// One server per data directory. The lock names its holder; a holder that is gone (another boot, or no such process)
// left it behind.
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '@touchstone/base'
import { currentBootId } from '@touchstone/stream'

interface Holder {
  readonly pid: number
  readonly boot: string
  /** When the process started, as the kernel counts: numbers of processes are used again. Empty where it cannot be told. */
  readonly started: string
}

/** Takes the lock, or fails with `server.data-in-use` and the holder's process id. */
export function lockData(directory: string): Result<() => void> {
  const path = join(directory, 'lock')
  const mine: Holder = { pid: process.pid, boot: currentBootId(), started: startOf(process.pid) }
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link appears whole or not at all, and fails when the name is taken.
        linkSync(draft, path)
        return ok(() => rmSync(path, { force: true }))
      } catch {
        const holder = readHolder(path)
        if (holder !== undefined && isAlive(holder, mine)) {
          return fail('server.data-in-use', `the data directory ${directory} is in use by the server with process id ${holder.pid}; stop it first or set TOUCHSTONE_DATA to another directory`)
        }
        rmSync(path, { force: true })
      }
    }
    return fail('server.data-in-use', `the lock ${path} could not be taken; another server is starting`)
  } finally {
    unlinkSync(draft)
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder, mine: Holder): boolean {
  if (holder.boot !== mine.boot || holder.pid === mine.pid) return false
  try {
    process.kill(holder.pid, 0)
    return holder.started === startOf(holder.pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of /proc/<pid>/stat; the name before it may hold spaces and parentheses. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
