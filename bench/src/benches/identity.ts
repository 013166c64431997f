// Who is who, at its most expensive: two people with long histories become one; a million facts of people who were taken for one
// are read again and come apart, while events of everybody else keep coming.
import { rmSync } from 'node:fs'
import { PEOPLE as LOAD_PEOPLE } from '../load/people.ts'
import { PROBE_EVENT, PROBE_WINDOW_SECONDS } from '../load/probes.ts'
import { segmentTexts } from '../load/segments.ts'
import { Sender } from '../load/sender.ts'
import { LoadProcess } from '../load/start-load.ts'
import { spreadOf } from '../percentile.ts'
import { progress, type Report } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { WRITE_KEY, dataDirectory, startServer, type RunningServer } from '../server/start-server.ts'
import { EngineRig } from './engine-rig.ts'

const SEGMENTS = 200
const LONG = 10_000
const MERGES = 10
const BATCH = 100
const CONNECTIONS = 8
const WARM_UP_SECONDS = 5
const LOOK_EVERY = 250
const GIVE_UP_AFTER = 1_800_000

export interface IdentitySettings {
  /** Of the people who come apart. */
  readonly facts: number
  /** Live events per second beside it. */
  readonly rate: number
}

export async function identityBench(report: Report, settings: IdentitySettings): Promise<void> {
  await mergeBench(report)
  await unmergeBench(report, settings)
}

async function mergeBench(report: Report): Promise<void> {
  const rig = new EngineRig()
  const took: number[] = []
  // The rig's clock passes in fractions, its log in milliseconds.
  const justNow = (): string => new Date(Math.floor(rig.now) - 1).toISOString()
  try {
    await rig.define(segmentTexts(SEGMENTS))
    for (let pair = 0; pair < MERGES; pair++) {
      for (const side of ['a', 'b']) for (let i = 0; i < LONG; i += BATCH) await rig.send(Array.from({ length: BATCH }, (_, n) => ({ ...factOf(`merge-${pair}-${side}`, i + n), timestamp: justNow() })))
      await rig.run()
      const userId = `merge-${pair}`
      await rig.send([{ type: 'identify', anonymousId: `merge-${pair}-a`, userId, messageId: `merge-${pair}-1`, timestamp: justNow(), traits: {} }])
      await rig.run()
      await rig.send([{ type: 'identify', anonymousId: `merge-${pair}-b`, userId, messageId: `merge-${pair}-2`, timestamp: justNow(), traits: {} }])
      const before = rig.totals().merges
      took.push((await rig.run()).wall / 1000)
      if (rig.totals().merges !== before + 1) throw new Error('the two did not become one')
    }
  } finally {
    await rig.close()
  }
  const { p50, max } = spreadOf(took)
  report.figure('merge_of_10000_facts_each_p50', p50, 'ms', { target: '<= 50' })
  report.figure('merge_of_10000_facts_each_max', max, 'ms', { target: '<= 50' })
}

function factOf(anonymousId: string, n: number): object {
  const event = ['Product Viewed', 'Page Viewed', 'Product Added', 'Order Completed'][n % 4]!
  const properties = { product_id: `p-${n % 500}`, category: ['garden', 'light', 'toys'][n % 3], price: (n % 80) + 0.5, quantity: 1, currency: 'EUR', revenue: (n % 300) + 0.25 }
  return { type: 'track', event, anonymousId, messageId: `${anonymousId}-${n}`, properties }
}

async function unmergeBench(report: Report, { facts, rate }: IdentitySettings): Promise<void> {
  const directory = dataDirectory()
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  const server = await startServer({ directory })
  let load: LoadProcess | undefined
  try {
    const probe = await server.api.createSegment('Probed lately', `did "${PROBE_EVENT}" in last ${PROBE_WINDOW_SECONDS} seconds`)
    for (const { name, where } of segmentTexts(SEGMENTS)) await server.api.createSegment(name, where)
    load = await LoadProcess.start({ address: server.address, writeKey: WRITE_KEY, token: server.api.token })
    progress(`identity: making ${LOAD_PEOPLE} people known, and two who have ${facts} facts together`)
    await load.run({ do: 'introduce' })
    await sendFacts(server, facts)
    await sendAll(server, [[{ type: 'identify', userId: 'both', anonymousId: 'one', messageId: 'both-1' }], [{ type: 'identify', userId: 'both', anonymousId: 'other', messageId: 'both-2' }]])
    await untilDrained(server.api)
    const pace = { do: 'pace', connections: CONNECTIONS, eventsPerSecond: rate, warmUpSeconds: WARM_UP_SECONDS, probeSegment: probe.id } as const
    const before = await load.run({ ...pace, seconds: 20 })
    const during = load.run({ ...pace, seconds: 60 })
    const { seconds, parts } = await unmerge(server)
    report.figure('unmerge_facts', facts, 'facts')
    report.figure('unmerge', seconds, 's', { target: facts >= 1_000_000 ? '<= 60' : '' })
    report.figure('unmerge_people', parts, 'people', { target: '2' })
    for (const [when, { answered, probes }] of [['before', before], ['during', await during]] as const) {
      report.figure(`${when}_answer_p99`, answered.p99, 'ms', { target: '<= 60' })
      report.figure(`${when}_membership_p99`, probes!.entered.p99, 'ms', { target: '<= 120' })
    }
  } finally {
    load?.end()
    await server.stop()
    remove()
    process.off('exit', remove)
  }
}

async function sendFacts(server: RunningServer, facts: number): Promise<void> {
  const batches: object[][] = []
  for (let first = 0; first < facts; first += BATCH) batches.push(Array.from({ length: Math.min(BATCH, facts - first) }, (_, i) => factOf((first / BATCH) % 2 === 0 ? 'one' : 'other', first + i)))
  await sendAll(server, batches)
}

/** One after the other where there are few; they are durable when it returns. */
async function sendAll(server: RunningServer, batches: readonly object[][]): Promise<void> {
  const sender = new Sender(server.address, '/v1/batch', WRITE_KEY, CONNECTIONS)
  let next = 0
  const loop = async (): Promise<void> => {
    while (next < batches.length) {
      const body = Buffer.from(JSON.stringify({ batch: batches[next++] }))
      for (;;) {
        const { status, retryAfter } = await sender.send(body)
        if (status === 200) break
        if (status !== 503) throw new Error(`the server answered ${status}`)
        await pause(Math.max(LOOK_EVERY, retryAfter))
      }
    }
  }
  await Promise.all(Array.from({ length: batches.length < CONNECTIONS ? 1 : CONNECTIONS }, loop))
  sender.close()
}

async function unmerge(server: RunningServer): Promise<{ seconds: number; parts: number }> {
  const { api } = server
  const person = await api.personOf('both')
  const began = performance.now()
  const { id } = await api.call<{ id: string }>('POST', `profiles/${person}/unmerge`, { identifier: { type: 'anonymous_id', value: 'other' }, others: [{ type: 'user_id', value: 'both' }, { type: 'anonymous_id', value: 'one' }], why: 'a bench' })
  for (;;) {
    const { amendments } = await api.call<{ amendments: { id: string; state: string; refused: string | null; progress: unknown }[] }>('GET', 'profiles/amendments')
    const found = amendments.find((one) => one.id === id)
    if (found?.state === 'refused') throw new Error(`it was refused: ${found.refused}`)
    if (found?.state === 'done') break
    if (performance.now() - began > GIVE_UP_AFTER) throw new Error('the amendment does not come to an end')
    await pause(LOOK_EVERY)
  }
  const seconds = (performance.now() - began) / 1000
  const apart = await Promise.all([['user_id', 'both'], ['anonymous_id', 'other']].map(([type, value]) => api.call<{ person: number }>('GET', `profiles/${type}/${value}`)))
  return { seconds, parts: new Set(apart.map((one) => one.person)).size }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
