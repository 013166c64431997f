// PostgreSQL outlives a parent that was killed. It is then still at work on our directory, with settings of another run
// and nobody to end it, so the next start stops it (a fast shutdown: open transactions are rolled back, nothing
// committed is lost) and starts its own. What counts as "ours" is a live process that works in our cluster's folder.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from './limits.ts'

/** Ends the server an earlier process left in `cluster`, or clears the file of one that is gone. */
export async function endOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const pid = Number(read(file).split('\n')[0])
  if (!(pid > 0) || !isAlive(pid)) return
  if (!worksIn(pid, cluster)) {
    // The number belongs to another program by now. PostgreSQL would not start before that program ends.
    rmSync(file, { force: true })
    return
  }
  await stopProcess(pid)
}

/** A fast shutdown, then one without checkpoint, then a kill. */
export async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patience] of [['SIGINT', LIMITS.STOP_FAST], ['SIGQUIT', LIMITS.STOP_AT_ONCE], ['SIGKILL', LIMITS.STOP_AT_ONCE]] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const deadline = performance.now() + patience
    while (performance.now() < deadline) {
      if (!isAlive(pid)) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

/** False also for the remains of a process that nobody has collected. */
export function isAlive(pid: number): boolean {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
    }
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
