// A new segment over a long history, while events keep coming: how long until it is live, and what the events notice.
//
// People are made known through the API; their history is written into the warehouse of the stopped server, because fifty
// million events through the API would take half an hour. Then the load runs at its pace, first alone, then beside the
// backfill, until the segment is live. At the end its size must be the count that a preview finds.
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { LoadResult } from '../load/messages.ts'
import { PEOPLE as LOAD_PEOPLE } from '../load/people.ts'
import { PROBE_EVENT, PROBE_WINDOW_SECONDS } from '../load/probes.ts'
import { segmentTexts } from '../load/segments.ts'
import { Sender } from '../load/sender.ts'
import { LoadProcess } from '../load/start-load.ts'
import { progress, type Report } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { readUse } from '../server/process-use.ts'
import { WRITE_KEY, dataDirectory, startServer, type RunningServer } from '../server/start-server.ts'
import type { MadeHistory } from './history-process.ts'

export interface BackfillSettings {
  readonly people: number
  readonly facts: number
  /** Live events per second. */
  readonly rate: number
  /** Of the load alone, before. */
  readonly seconds: number
  /** Where to write CPU profiles of the server and the warehouse. */
  readonly profile?: string | undefined
}

/** Both events of the made history, so that all of it is read: four fifths for their times, a fifth for a value. Some of the busy people are in. */
const whereFor = (factsEach: number): string =>
  `count("Product Viewed") in last 120 days >= ${Math.ceil(factsEach)} and sum("Order Completed".revenue) in last 120 days >= ${Math.round(120 * factsEach)}`

const SEGMENTS = 200
const CONNECTIONS = 8
const WARM_UP_SECONDS = 5
const LOOK_EVERY = 250
const GIVE_UP_AFTER = 1_800_000
const BATCH = 100
const COUNT_TRIES = 5

export async function backfillBench(report: Report, settings: BackfillSettings): Promise<void> {
  const directory = dataDirectory()
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  try {
    const probeSegment = await makePeople(directory, settings)
    progress(`backfill: writing a history of ${settings.facts} facts`)
    const history = await makeHistory(directory, settings.facts)
    const server = await startServer({ directory, profileDirectory: settings.profile })
    try {
      await measure(report, server, settings, history, probeSegment)
    } finally {
      await server.stop()
    }
  } finally {
    remove()
    process.off('exit', remove)
  }
}

/** Everyone of the load and as many more as wanted, before whom the usual segments were there. Answers the probes' segment. */
async function makePeople(directory: string, { people }: BackfillSettings): Promise<string> {
  const server = await startServer({ directory })
  let load: LoadProcess | undefined
  try {
    const probe = await server.api.createSegment('Probed lately', `did "${PROBE_EVENT}" in last ${PROBE_WINDOW_SECONDS} seconds`)
    for (const { name, where } of segmentTexts(SEGMENTS)) await server.api.createSegment(name, where)
    progress(`backfill: making ${Math.max(people, LOAD_PEOPLE)} people known`)
    load = await LoadProcess.start({ address: server.address, writeKey: WRITE_KEY, token: server.api.token })
    await load.run({ do: 'introduce' })
    await introduceMore(server, people - LOAD_PEOPLE)
    await untilDrained(server.api)
    return probe.id
  } finally {
    load?.end()
    await server.stop()
  }
}

async function introduceMore(server: RunningServer, people: number): Promise<void> {
  const sender = new Sender(server.address, '/v1/batch', WRITE_KEY, CONNECTIONS)
  let next = 0
  const loop = async (): Promise<void> => {
    while (next < people) {
      const first = next
      next += BATCH
      const batch = Array.from({ length: Math.min(BATCH, people - first) }, (_, i) => ({ type: 'track', event: 'Signed Up', userId: `more-${first + i}`, messageId: `more-${first + i}` }))
      const body = Buffer.from(JSON.stringify({ batch }))
      for (;;) {
        const { status } = await sender.send(body)
        if (status === 200) break
        if (status !== 503) throw new Error(`the server answered ${status} to new people`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, loop))
  sender.close()
}

async function makeHistory(directory: string, facts: number): Promise<MadeHistory> {
  const script = fileURLToPath(new URL('./history-process.ts', import.meta.url))
  const run = promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', script, join(directory, 'data/warehouse/clickhouse'), String(facts)])
  // It ends itself with a signal, after its answer.
  const { stdout } = await run.catch((error: Error & { stdout: string; stderr: string }) => (error.stdout === '' ? Promise.reject(new Error(error.stderr)) : error))
  return JSON.parse(stdout) as MadeHistory
}

async function measure(report: Report, server: RunningServer, settings: BackfillSettings, { facts, people, scanSeconds }: MadeHistory, probeSegment: string): Promise<void> {
  report.figure('people', people, 'people')
  report.figure('facts', facts, 'facts')
  report.figure('scan', scanSeconds, 's')
  const load = await LoadProcess.start({ address: server.address, writeKey: WRITE_KEY, token: server.api.token })
  try {
    const pace = { do: 'pace', connections: CONNECTIONS, eventsPerSecond: settings.rate, warmUpSeconds: WARM_UP_SECONDS, probeSegment } as const
    progress(`backfill: ${settings.rate} events/s alone, for ${settings.seconds} s`)
    reportLoad(report, 'before', await load.run({ ...pace, seconds: settings.seconds }))
    progress(`backfill: ${settings.rate} events/s beside the backfill`)
    const where = whereFor(facts / people)
    let filled: Promise<Filled> | undefined
    const during = await load.run({ ...pace, seconds: GIVE_UP_AFTER / 1000 }, {
      counting: () => {
        filled = fill(server, load, where).finally(() => load.enough())
      },
    })
    const { id, sweeping, live, memory, cpu } = await filled!
    report.figure('time', live, 's', { target: settings.facts >= 50e6 ? '<= 180' : '', floor: scanSeconds, ratio: live / scanSeconds })
    report.figure('read', sweeping, 's', { floor: scanSeconds, ratio: sweeping / scanSeconds })
    report.figure('facts_rate', facts / sweeping, 'facts/s', { floor: facts / scanSeconds, ratio: scanSeconds / sweeping })
    report.figure('states_rate', people / sweeping, 'people/s')
    report.figure('sweep_rate', people / (live - sweeping), 'people/s')
    for (const part of WATCHED) {
      report.figure(`cpu_${part}`, cpu[part], 's')
      report.figure(`peak_rss_${part}`, memory[part] / 1e6, 'MB')
    }
    reportLoad(report, 'during', during)
    await untilDrained(server.api)
    const { size } = await server.api.segment(id)
    const count = await countAtLast(server, where)
    report.figure('members', size, 'people')
    report.figure('disagreement', Math.abs(size - count), 'people', { target: '0' })
    if (size !== count) progress(`!!! the segment has ${size} members, a preview counts ${count}`)
  } finally {
    load.end()
  }
}

/** What a preview counts. So long a history may take longer than a preview may, while the engine still merges what it was given. */
async function countAtLast(server: RunningServer, where: string): Promise<number> {
  for (let left = COUNT_TRIES; ; left--) {
    const counted = await server.api.preview(where).catch((error: Error) => error)
    if (!(counted instanceof Error)) return counted.count
    if (left === 1) throw counted
    progress(`backfill: ${counted.message}`)
  }
}

type Watched = 'server' | 'warehouse'
const WATCHED: readonly Watched[] = ['server', 'warehouse']

interface Filled {
  readonly id: string
  /** Seconds from the request that made the segment until its history was in, and until it was live. */
  readonly sweeping: number
  readonly live: number
  /** The most that was seen, in bytes. */
  readonly memory: Readonly<Record<Watched, number>>
  /** Processor time until it was live, live events included, in seconds. */
  readonly cpu: Readonly<Record<Watched, number>>
}

async function fill(server: RunningServer, load: LoadProcess, where: string): Promise<Filled> {
  const began = performance.now()
  const since = (): number => (performance.now() - began) / 1000
  const before = readUse(server.pid, load.pid)
  const { id } = await server.api.createSegment('Backfilled', where)
  const memory = { server: 0, warehouse: 0 }
  let sweeping = Infinity
  for (let last = 0; since() < GIVE_UP_AFTER / 1000; ) {
    const { state, progress: share } = await server.api.segment(id)
    const use = readUse(server.pid, load.pid)
    for (const part of WATCHED) memory[part] = Math.max(memory[part], use?.parts[part].rssBytes ?? 0)
    if (state !== 'backfilling') sweeping = Math.min(sweeping, since())
    if (state === 'live') {
      const used = (part: Watched): number => (use?.parts[part].cpu ?? NaN) - (before?.parts[part].cpu ?? NaN)
      return { id, sweeping, live: since(), memory, cpu: { server: used('server'), warehouse: used('warehouse') } }
    }
    if (share >= last + 0.1) progress(`backfill: ${Math.round((last = share) * 100)} % after ${since().toFixed(1)} s (${state})`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
  }
  throw new Error(`the segment was not live within ${GIVE_UP_AFTER / 1000} s`)
}

function reportLoad(report: Report, when: string, { answered, probes, acknowledged, seconds, others }: LoadResult): void {
  report.figure(`${when}_rate`, acknowledged / seconds, 'events/s')
  report.figure(`${when}_answer_p50`, answered.p50, 'ms')
  report.figure(`${when}_answer_p99`, answered.p99, 'ms', { target: '<= 60' })
  report.figure(`${when}_membership_p50`, probes!.entered.p50, 'ms')
  report.figure(`${when}_membership_p99`, probes!.entered.p99, 'ms', { target: '<= 120' })
  report.figure(`${when}_membership_end_p99`, probes!.left.p99, 'ms')
  report.figure(`${when}_probes_lost`, probes!.lost, `of ${probes!.sent}`, { target: '0' })
  if (Object.keys(others).length > 0) progress(`!!! unexpected answers: ${JSON.stringify(others)}`)
}
