// Two engines on one directory destroy it, and the embedded engine takes no lock. A child ends with its parent, but one
// that hangs may outlive it; so every child leaves its process id, and the next one ends that process before it opens.
// A process id alone may belong to someone else by now, so the moment the process started is kept with it.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const PATIENCE = 10_000

/** Kills the process that `file` names if it still runs, waits until it is gone, and puts this process there instead. */
export async function replaceOwner(file: string): Promise<void> {
  const [pid, started] = read(file).split(' ')
  const left = Number(pid)
  if (left > 0 && left !== process.pid && startOf(left) === started) {
    process.kill(left, 'SIGKILL')
    const deadline = performance.now() + PATIENCE
    while (startOf(left) === started) {
      if (performance.now() > deadline) throw new Error(`process ${left} still uses the warehouse and does not end`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  writeFileSync(file, `${process.pid} ${startOf(process.pid)}`)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Something no two processes share, or undefined when there is no such process (or only its remains). */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
    }
    const started = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return started.startsWith('Z') ? undefined : started.replace(/^\S+\s+/, '').trim().replaceAll(/\s+/g, '_')
  } catch {
    return undefined
  }
}
