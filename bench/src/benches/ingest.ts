// Events through the public HTTP API, end to end: how many the platform takes for as long as one likes, and how quickly it
// answers and reacts when it is half busy. README.md explains each figure.
import { LoadProcess } from '../load/start-load.ts'
import type { LoadResult } from '../load/messages.ts'
import { PROBE_EVENT, PROBE_WINDOW_SECONDS } from '../load/probes.ts'
import { allKindsTexts } from '../load/all-kinds.ts'
import { progress, type Report } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { readUse, type Use } from '../server/process-use.ts'
import type { ServerProgress } from '../server/server-api.ts'
import { WRITE_KEY, startServer, type RunningServer } from '../server/start-server.ts'
import { bareBench } from './bare.ts'
import { writeProfile } from './profile.ts'
import { reportUse } from './use-figures.ts'

export interface IngestSettings {
  readonly seconds: number
  /** A folder for CPU profiles; with it, tables of where the time goes are written to the standard error. */
  readonly profile?: string | undefined
}

const SEGMENTS = 200
const MANY_SEGMENTS = 1_000
const CONNECTIONS = 8
const WARM_UP_SECONDS = 5
const GOAL = 25_000
/** Rates closer than this are one rate. */
const SAME_RATE = 0.02

interface Moment {
  readonly progress: ServerProgress
  readonly use: Use | undefined
  /** Microseconds of the clock that CPU profiles use. */
  readonly monotonic: number
}

interface Counted {
  readonly began: Moment
  readonly ended: Moment
  readonly result: LoadResult
  /** From the end of the counted time, in seconds. */
  readonly drained: { readonly engine: number; readonly warehouse: number }
}

export async function ingestBench(report: Report, settings: IngestSettings): Promise<void> {
  const floor = await bareBench(report, settings)
  const server = await startServer({ profileDirectory: settings.profile })
  let load: LoadProcess | undefined
  let counted: Counted | undefined
  try {
    load = await LoadProcess.start({ address: server.address, writeKey: WRITE_KEY, token: server.api.token })
    const probeSegment = await prepare(server, load, report, SEGMENTS)
    counted = await flood(server, load, settings.seconds)
    const rate = reportFlood(report, counted, floor)
    const halves = Math.abs(rate - GOAL) < SAME_RATE * GOAL ? [GOAL / 2] : [Math.round(rate / 2), GOAL / 2]
    for (const half of halves) await paced(report, server, load, settings.seconds, half, probeSegment)
  } finally {
    load?.end()
    await server.stop()
  }
  if (settings.profile === undefined) return
  writeProfile(settings.profile, server.pid, { from: counted.began.monotonic, to: counted.ended.monotonic, events: counted.result.acknowledged })
}

/** Segments first, so that they are live when the first person appears; then everybody, once. Answers the probes' segment. */
async function prepare(server: RunningServer, load: LoadProcess, report: Report, segments: number): Promise<string> {
  progress(`ingest: ${segments} segments`)
  const probe = await server.api.createSegment('Probed lately', `did "${PROBE_EVENT}" in last ${PROBE_WINDOW_SECONDS} seconds`)
  const ids = [probe.id]
  for (const { name, where } of allKindsTexts(segments)) ids.push((await server.api.createSegment(name, where)).id)
  for (const id of ids) while ((await server.api.segment(id)).state !== 'live') await new Promise((resolve) => setTimeout(resolve, 50))
  progress('ingest: making everyone known')
  const began = performance.now()
  await load.run({ do: 'introduce' })
  await untilDrained(server.api)
  const { people } = await server.api.progress()
  report.figure('introduce_rate', people / ((performance.now() - began) / 1000), 'new people/s')
  return probe.id
}

/** How much of the rate with 200 segments is left with 1,000 of every kind: both in one run, as the machine is noisy. */
export async function segmentsBench(report: Report, settings: IngestSettings): Promise<void> {
  let floor: number | undefined
  for (const segments of [SEGMENTS, MANY_SEGMENTS]) {
    const server = await startServer({})
    let load: LoadProcess | undefined
    try {
      load = await LoadProcess.start({ address: server.address, writeKey: WRITE_KEY, token: server.api.token })
      await prepare(server, load, report, segments)
      const { began, ended, result } = await flood(server, load, settings.seconds)
      const rate = Math.min(result.acknowledged, ended.progress.processed - began.progress.processed) / result.seconds
      floor ??= rate
      report.figure(`rate_${segments}_segments`, rate, 'events/s', { floor, ratio: rate / floor, target: 'ratio >= 0.8' })
      report.figure(`membership_changes_${segments}_segments`, (ended.progress.changes - began.progress.changes) / (ended.progress.processed - began.progress.processed), 'per event')
      reportUse(report, began.use, ended.use, result.acknowledged)
    } finally {
      load?.end()
      await server.stop()
    }
  }
}

async function moment(server: RunningServer, load: LoadProcess): Promise<Moment> {
  const use = readUse(server.pid, load.pid)
  const monotonic = Number(process.hrtime.bigint() / 1000n)
  return { progress: await server.api.progress(), use, monotonic }
}

async function flood(server: RunningServer, load: LoadProcess, seconds: number): Promise<Counted> {
  progress(`ingest: as many as it takes, ${WARM_UP_SECONDS} s not counted, then ${seconds} s`)
  let began!: Moment
  let ended!: Moment
  let endedAt = 0
  const result = await load.run(
    { do: 'flood', connections: CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds },
    {
      counting: async () => void (began = await moment(server, load)),
      counted: async () => {
        endedAt = performance.now()
        ended = await moment(server, load)
      },
    },
  )
  const drained = await untilDrained(server.api, endedAt)
  await checkAllThere(server, result)
  return { began, ended, result, drained }
}

function reportFlood(report: Report, { began, ended, result, drained }: Counted, floor: number): number {
  const processed = ended.progress.processed - began.progress.processed
  const acknowledged = result.acknowledged / result.seconds
  // Neither may run ahead of the other for long; what both did is what could go on.
  const rate = Math.min(acknowledged, processed / result.seconds)
  report.figure('rate', rate, 'events/s', { floor, ratio: rate / floor, target: `>= ${GOAL}` })
  report.figure('rate_acknowledged', acknowledged, 'events/s', { floor, ratio: acknowledged / floor })
  report.figure('flood_answer_p50', result.answered.p50, 'ms')
  report.figure('flood_answer_p99', result.answered.p99, 'ms')
  report.figure('engine_caught_up', drained.engine, 's')
  report.figure('warehouse_caught_up', drained.warehouse, 's', { target: '<= 10' })
  const share = (name: 'changes' | 'merges' | 'duplicates'): number => (ended.progress[name] - began.progress[name]) / processed
  report.figure('membership_changes', share('changes'), 'per event', { target: 'about 0.2' })
  report.figure('merges', share('merges'), 'per event', { target: 'about 0.01' })
  report.figure('duplicates', share('duplicates'), 'per event', { target: 'about 0.01' })
  report.figure('refused_503', result.others['503'] ?? 0, 'requests')
  reportUse(report, began.use, ended.use, result.acknowledged)
  return rate
}

async function paced(report: Report, server: RunningServer, load: LoadProcess, seconds: number, rate: number, probeSegment: string): Promise<void> {
  progress(`ingest: ${rate} events/s, ${WARM_UP_SECONDS} s not counted, then ${seconds} s`)
  const result = await load.run({ do: 'pace', connections: CONNECTIONS, eventsPerSecond: rate, warmUpSeconds: WARM_UP_SECONDS, seconds, probeSegment })
  await untilDrained(server.api)
  await checkAllThere(server, result)
  const { answered, probes } = result
  const at = `at_${rate}`
  report.figure(`${at}_answer_p50`, answered.p50, 'ms')
  report.figure(`${at}_answer_p99`, answered.p99, 'ms', { target: '<= 60' })
  report.figure(`${at}_answer_max`, answered.max, 'ms')
  report.figure(`${at}_membership_p50`, probes!.entered.p50, 'ms')
  report.figure(`${at}_membership_p99`, probes!.entered.p99, 'ms', { target: '<= 120' })
  report.figure(`${at}_membership_end_p50`, probes!.left.p50, 'ms')
  report.figure(`${at}_membership_end_p99`, probes!.left.p99, 'ms')
  report.figure(`${at}_probes_lost`, probes!.lost, `of ${probes!.sent}`, { target: '0' })
}

/** Every acknowledged event must be there; anything else makes the other figures worthless. */
async function checkAllThere({ api }: RunningServer, result: LoadResult): Promise<void> {
  const { processed, quarantined } = await api.progress()
  const others = Object.entries(result.others).filter(([status]) => status !== '503')
  if (processed < result.acknowledgedEver) progress(`!!! LOST: ${result.acknowledgedEver} events were acknowledged, the engine counted ${processed}`)
  if (quarantined > 0) progress(`!!! ${quarantined} quarantine entries: the load is not what the server takes`)
  if (others.length > 0) progress(`!!! unexpected answers: ${others.map(([status, count]) => `${count} × ${status}`).join(', ')}`)
}
