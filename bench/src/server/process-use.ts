// Processor time and memory of the server and its children, from /proc. Linux only; elsewhere there is nothing to report.
import { readFileSync, readdirSync } from 'node:fs'

/** Ticks of /proc/<pid>/stat in a second: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS = 100
const PAGE_BYTES = 4096

export type Part = 'server' | 'warehouse' | 'postgres' | 'load'

export interface PartUse {
  /** User and system time, in seconds. */
  cpu: number
  rssBytes: number
}

export interface ThreadUse {
  readonly name: string
  readonly cpu: number
}

export interface Use {
  readonly at: number
  readonly parts: Readonly<Record<Part, PartUse>>
  /** Of the server's process, by thread id. */
  readonly threads: ReadonlyMap<number, ThreadUse>
}

interface Stat {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly cpu: number
  /** Of children that have ended. */
  readonly childCpu: number
  readonly rssBytes: number
}

/** What each part has used so far; undefined where there is no /proc. */
export function readUse(server: number, load: number): Use | undefined {
  const all = allProcesses()
  if (all.length === 0) return undefined
  const parts: Record<Part, PartUse> = { server: none(), warehouse: none(), postgres: none(), load: none() }
  const below = descendants(all, server)
  for (const one of all) {
    if (one.pid === load) add(parts.load, one)
    else if (one.pid === server) add(parts.server, one)
    else if (below.has(one.pid)) add(one.name === 'postgres' ? parts.postgres : parts.warehouse, one)
  }
  return { at: performance.now(), parts, threads: threadsOf(server) }
}

function none(): PartUse {
  return { cpu: 0, rssBytes: 0 }
}

function add(part: PartUse, { name, cpu, childCpu, rssBytes }: Stat): void {
  // PostgreSQL works in a process per connection, and what an ended one used is counted with its parent.
  part.cpu += name === 'postgres' ? cpu + childCpu : cpu
  part.rssBytes += rssBytes
}

function descendants(all: readonly Stat[], root: number): Set<number> {
  const found = new Set<number>()
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of all) if (parent === root || found.has(parent)) found.add(pid)
  }
  return found
}

function allProcesses(): Stat[] {
  return numbersIn('/proc').flatMap((pid) => readStat(`/proc/${pid}`, pid) ?? [])
}

function threadsOf(pid: number): Map<number, ThreadUse> {
  const threads = numbersIn(`/proc/${pid}/task`).flatMap((tid) => readStat(`/proc/${pid}/task/${tid}`, tid) ?? [])
  return new Map(threads.map(({ pid: tid, name, cpu }) => [tid, { name, cpu }]))
}

function numbersIn(directory: string): number[] {
  try {
    return readdirSync(directory).filter((name) => /^\d+$/.test(name)).map(Number)
  } catch {
    return []
  }
}

/** The fields of proc(5), /proc/pid/stat; undefined for one that has ended. */
function readStat(directory: string, pid: number): Stat | undefined {
  let text: string
  try {
    text = readFileSync(`${directory}/stat`, 'latin1')
  } catch {
    return undefined
  }
  const nameEnd = text.lastIndexOf(')')
  const name = text.slice(text.indexOf('(') + 1, nameEnd)
  const fields = text.slice(nameEnd + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3])
  return { pid, name, parent: field(4), cpu: (field(14) + field(15)) / TICKS, childCpu: (field(16) + field(17)) / TICKS, rssBytes: field(24) * PAGE_BYTES }
}
