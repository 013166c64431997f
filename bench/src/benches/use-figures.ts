import type { Report } from '../report.ts'
import type { Part, ThreadUse, Use } from '../server/process-use.ts'

const PARTS: readonly Part[] = ['server', 'warehouse', 'postgres', 'load']

/** Processor time per event of each process, and of the server's threads; memory at the end. */
export function reportUse(report: Report, began: Use | undefined, ended: Use | undefined, events: number): void {
  if (began === undefined || ended === undefined) return
  const micros = (seconds: number): number => (seconds * 1e6) / events
  let all = 0
  for (const part of PARTS) {
    const cpu = ended.parts[part].cpu - began.parts[part].cpu
    all += cpu
    report.figure(`cpu_${part}`, micros(cpu), 'µs/event')
  }
  report.figure('cpu_all', micros(all), 'µs/event')
  report.figure('cores_busy', all / ((ended.at - began.at) / 1000), 'cores')
  for (const [name, cpu] of threads(began, ended)) report.figure(`cpu_server_${name}`, micros(cpu), 'µs/event')
  for (const part of PARTS) report.figure(`rss_${part}`, ended.parts[part].rssBytes / 1e6, 'MB')
}

/** The main thread serves HTTP; of the others, the engine's is the busiest; the rest are Node's and V8's own. */
function threads(began: Use, ended: Use): [name: string, cpu: number][] {
  const spent = [...ended.threads].map(([tid, { cpu }]): [number, number] => [tid, cpu - (began.threads.get(tid) as ThreadUse | undefined ?? { cpu: 0 }).cpu])
  const [main, ...others] = spent.sort(([a], [b]) => a - b)
  if (main === undefined) return []
  const [engine, ...rest] = others.sort(([, a], [, b]) => b - a)
  return [['http_thread', main[1]], ['engine_thread', engine?.[1] ?? 0], ['other_threads', rest.reduce((sum, [, cpu]) => sum + cpu, 0)]]
}
