// Which processes stem from ours, so that tests can kill one of them and leave none behind. Linux tells it in /proc;
// elsewhere `ps` does.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** Start time: a number that is used again belongs to another process. */
  readonly started: string
  readonly command: string
}

/** Everything below `root`, nearest first. */
export function descendants(root: number): Process[] {
  const all = processes()
  const found: Process[] = []
  let parents = new Set([root])
  while (parents.size > 0) {
    const next = all.filter(({ parent }) => parents.has(parent))
    found.push(...next)
    parents = new Set(next.map(({ pid }) => pid))
  }
  return found
}

/** Whether this very process (not a later one with its number) is still there. */
export function isRunning({ pid, started }: Process): boolean {
  return processes().some((one) => one.pid === pid && one.started === started)
}

export function signal(process_: Process, name: NodeJS.Signals): boolean {
  if (!isRunning(process_)) return false
  try {
    return process.kill(process_.pid, name)
  } catch {
    return false
  }
}

function processes(): Process[] {
  return process.platform === 'linux' ? fromProc() : fromPs()
}

function fromProc(): Process[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // The command's name stands in parentheses and may hold anything, also parentheses.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z') return []
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return [{ pid: Number(name), parent: Number(fields[1]), started: fields[19], command }]
    } catch {
      return []
    }
  })
}

function fromPs(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,lstart=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line)
    return match === null ? [] : [{ pid: Number(match[1]), parent: Number(match[2]), started: match[3], command: match[4] }]
  })
}
