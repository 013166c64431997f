// Where the time goes: the functions that took most of each thread's time in the counted window, from V8's CPU profiles.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { progress } from '../report.ts'

interface Frame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}

export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[]
  /** Microseconds of the monotonic clock. */
  readonly startTime: number
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface ProfileWindow {
  /** Microseconds of the monotonic clock. */
  readonly from: number
  readonly to: number
  readonly events: number
}

const TOP = 30
const IDLE = '(idle)'

/** Writes the tables of each profiled thread to the standard error. */
export function writeProfile(directory: string, server: number, window: ProfileWindow): void {
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.cpuprofile')).sort()) {
    const title = titleOf(file, server)
    if (title !== undefined) progress(tablesOf(title, JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile, window))
  }
}

/** Node names them CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile; thread 0 is the main one. */
function titleOf(file: string, server: number): string | undefined {
  const [, , , pid, thread] = file.split('.')
  if (Number(pid) !== server) return undefined
  return thread === '0' ? 'HTTP thread' : `worker thread ${thread} (the engine)`
}

export function tablesOf(title: string, profile: CpuProfile, { from, to, events }: ProfileWindow): string {
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]))
  const callers = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child): [number, number] => [child, id])))
  const self = new Map<string, number>()
  const inAll = new Map<string, number>()
  let at = profile.startTime
  let busy = 0
  let idle = 0
  for (const [i, sample] of profile.samples.entries()) {
    const micros = profile.timeDeltas[i]!
    at += micros
    if (at < from || at > to) continue
    if (frames.get(sample)!.functionName === IDLE) {
      idle += micros
      continue
    }
    busy += micros
    count(self, nameOf(frames.get(sample)!), micros)
    const stack = new Set<string>()
    for (let id: number | undefined = sample; id !== undefined; id = callers.get(id)) if (isOurs(frames.get(id)!)) stack.add(nameOf(frames.get(id)!))
    for (const name of stack) count(inAll, name, micros)
  }
  const table = (of: Map<string, number>): string =>
    [...of].sort(([, a], [, b]) => b - a).slice(0, TOP).map(([name, micros]) => `  ${(micros / events).toFixed(2).padStart(7)} µs/event ${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${name}`).join('\n')
  const head = `${title}: ${(busy / events).toFixed(1)} µs/event, idle ${((100 * idle) / Math.max(1, busy + idle)).toFixed(0)} % of the time`
  return `${head}\n in the function itself\n${table(self)}\n with what it calls (this project's functions)\n${table(inAll)}`
}

function count(into: Map<string, number>, name: string, micros: number): void {
  into.set(name, (into.get(name) ?? 0) + micros)
}

function isOurs({ url }: Frame): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/')
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const place = url === '' ? '' : ` ${url.split('/').slice(-3).join('/')}:${lineNumber + 1}`
  return `${functionName === '' ? '(anonymous)' : functionName}${place}`
}
