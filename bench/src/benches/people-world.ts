// A server with a million people in it and their history: what benches of lists and of the console look at.
//
// People are made known through the API, a tenth of them first as visitors who turn out to be somebody; their history is
// written into the warehouse of the stopped server (people-history-process.ts), as in the backfill's bench.
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Random } from '../load/random.ts'
import { Sender } from '../load/sender.ts'
import { progress } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { WRITE_KEY, dataDirectory, startServer, type RunningServer } from '../server/start-server.ts'

export interface PeopleSettings {
  readonly people: number
  /** Of their history, besides what made them known; 0: none. */
  readonly facts: number
}

/** The one segment there is. */
export const GOLD = { name: 'Gold', where: 'plan = "gold" and score >= 50' }
const BATCH = 250
const CONNECTIONS = 8

/** Makes such a server, does the work with it, and removes it with its data. */
export async function withPeople({ people, facts }: PeopleSettings, work: (server: RunningServer) => Promise<void>): Promise<void> {
  const directory = dataDirectory()
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  try {
    await makePeople(directory, people)
    if (facts > 0) {
      progress(`people: writing a history of ${facts} facts`)
      await makeHistory(directory, facts)
    }
    const server = await startServer({ directory })
    try {
      await work(server)
    } finally {
      await server.stop()
    }
  } finally {
    remove()
    process.off('exit', remove)
  }
}

async function makePeople(directory: string, people: number): Promise<void> {
  const server = await startServer({ directory })
  const sender = new Sender(server.address, '/v1/batch', WRITE_KEY, CONNECTIONS)
  try {
    await server.api.createSegment(GOLD.name, GOLD.where)
    progress(`people: making ${people} people known`)
    let next = 0
    const loop = async (): Promise<void> => {
      while (next < people) {
        const first = next
        next += BATCH
        await deliver(sender, Array.from({ length: Math.min(BATCH, people - first) }, (_, i) => eventsOf(first + i)).flat())
        if (first % 100_000 === 0) progress(`people: ${first}`)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, loop))
    await untilDrained(server.api)
  } finally {
    sender.close()
    await server.stop()
  }
}

async function deliver(sender: Sender, batch: readonly object[]): Promise<void> {
  const body = Buffer.from(JSON.stringify({ batch }))
  for (;;) {
    const { status } = await sender.send(body)
    if (status === 200) return
    if (status !== 503) throw new Error(`the server answered ${status} to new people`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

function eventsOf(i: number): object[] {
  const random = new Random(Math.imul(i + 1, 2_654_435_761))
  const plan = ['free', 'free', 'pro', 'gold'][random.below(4)]
  const traits = { plan, ...(random.below(5) === 0 ? {} : { city: `City ${random.below(5_000)}` }), ...(random.below(3) === 0 ? {} : { score: random.below(1_000) / 10 }) }
  const context = { userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + random.below(40)}.0.0.0 Safari/537.36`, library: { name: 'bench', version: '1' } }
  const identify = { type: 'identify', userId: `customer-${i}`, messageId: `i-${i}`, traits, context }
  if (i % 10 !== 0) return [identify]
  return [{ type: 'page', anonymousId: `visitor-${i}`, messageId: `p-${i}`, context }, identify, { type: 'identify', userId: `customer-${i}`, anonymousId: `visitor-${i}`, messageId: `m-${i}` }]
}

async function makeHistory(directory: string, facts: number): Promise<void> {
  const script = fileURLToPath(new URL('./people-history-process.ts', import.meta.url))
  const history = fileURLToPath(new URL('./history-process.ts', import.meta.url))
  const folder = join(directory, 'data/warehouse/clickhouse')
  // Both end themselves with a signal, after their answer.
  for (const file of [history, script]) {
    const run = promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', file, folder, String(facts)])
    await run.catch((error: Error & { stdout: string; stderr: string }) => (error.stdout === '' ? Promise.reject(new Error(error.stderr)) : error))
  }
}
