// Lists of people and single people in a large history: how long until a list is there, until any window of it is, until
// somebody is found, and what an export takes.
import { createClient, type ProfilesListPeopleInput, type TouchstoneClient } from '@touchstone/client'
import { Random } from '../load/random.ts'
import { spreadOf } from '../percentile.ts'
import type { Report } from '../report.ts'
import { readUse } from '../server/process-use.ts'
import type { RunningServer } from '../server/start-server.ts'
import { withPeople, type PeopleSettings } from './people-world.ts'

const SORTS = ['lastSeen', 'firstSeen', 'facts', 'person', 'traits.plan', 'traits.city', 'traits.score'] as const
const COLUMNS = ['traits.plan', 'traits.city', 'traits.score']
const WHERE = 'count("Order Completed") in last 30 days >= 2'
/** After so long the same question is a new list. */
const NEW_LIST_AFTER = 5_200
const ROUNDS = 5
const WINDOWS = 300
const WINDOW = 50
const SINGLES = 200

export async function peopleBench(report: Report, settings: PeopleSettings): Promise<void> {
  await withPeople(settings, async (server) => {
    const client = createClient({ address: server.address, token: server.api.token })
    const { people, merges } = await server.api.progress()
    report.figure('people', people, 'people')
    report.figure('merges', merges, 'people')
    await measureOpening(report, client)
    await measureWindows(report, client)
    await measureFinding(report, client, settings.people)
    await measureSingles(report, client, settings.people)
    await measureExport(report, server, client)
  })
}

async function timed<T>(work: () => Promise<{ readonly ok: boolean } & T>): Promise<{ milliseconds: number; answer: T }> {
  const began = performance.now()
  const answer = await work()
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return { milliseconds: performance.now() - began, answer }
}

function reportSpread(report: Report, figure: string, values: readonly number[], target: string): void {
  const { p50, p99 } = spreadOf(values)
  report.figure(`${figure}_p50`, p50, 'ms', { target })
  report.figure(`${figure}_p99`, p99, 'ms')
}

/** New lists, with their first window. */
async function measureOpening(report: Report, client: TouchstoneClient): Promise<void> {
  const segment = await segmentId(client)
  const questions: (readonly [string, ProfilesListPeopleInput])[] = [...SORTS.map((sort) => [sort, { sort }] as const), ['segment', { segment }], ['condition', { where: WHERE }], ['segment_by_trait', { segment, sort: 'traits.city' }]]
  const took = new Map(questions.map(([name]) => [name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    for (const direction of ['ascending', 'descending'] as const) {
      for (const [name, question] of questions) {
        const { milliseconds } = await timed(() => client.profiles.listPeople({ ...question, direction, columns: COLUMNS, limit: WINDOW }))
        took.get(name)!.push(milliseconds)
      }
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, NEW_LIST_AFTER - (performance.now() - began))))
  }
  for (const [name, values] of took) reportSpread(report, `open_${name.replace('traits.', 'trait_')}`, values, name === 'condition' ? '' : '<= 200')
}

/** Any window of lists that are open, as somebody leaps about with the scroll bar. */
async function measureWindows(report: Report, client: TouchstoneClient): Promise<void> {
  const random = new Random(7)
  for (const sort of SORTS) {
    const { answer } = await timed(() => client.profiles.listPeople({ sort, limit: 0 }))
    const { list, count } = (answer as unknown as { value: { list: string; count: number } }).value
    const values: number[] = []
    for (let i = 0; i < WINDOWS; i++) values.push((await timed(() => client.profiles.listPeople({ sort, list, columns: COLUMNS, offset: random.below(count), limit: WINDOW }))).milliseconds)
    reportSpread(report, `window_${sort.replace('traits.', 'trait_')}`, values, '<= 50')
  }
}

async function measureFinding(report: Report, client: TouchstoneClient, people: number): Promise<void> {
  const random = new Random(11)
  const find = async (search: () => string): Promise<number[]> => {
    const values: number[] = []
    for (let i = 0; i < SINGLES; i++) values.push((await timed(() => client.profiles.listPeople({ search: search(), columns: COLUMNS, limit: WINDOW }))).milliseconds)
    return values
  }
  reportSpread(report, 'find_whole', await find(() => `customer-${random.below(people)}`), '<= 50')
  reportSpread(report, 'find_beginning', await find(() => `customer-${1000 + random.below(9_000)}`), '<= 50')
}

async function measureSingles(report: Report, client: TouchstoneClient, people: number): Promise<void> {
  const random = new Random(13)
  const someone = async (): Promise<number> => {
    const found = await client.profiles.getProfile({ idType: 'user_id', value: `customer-${random.below(people)}` })
    if (!found.ok) throw new Error(JSON.stringify(found))
    return found.value.person
  }
  const calls = {
    timeline: (personId: number) => client.profiles.getTimeline({ personId, limit: 100 }),
    origins: (personId: number) => client.profiles.getOrigins({ personId }),
    devices: (personId: number) => client.profiles.getDevices({ personId }),
    memberships: (personId: number) => client.profiles.getMemberships({ personId }),
  }
  for (const [name, call] of Object.entries(calls)) {
    const values: number[] = []
    for (let i = 0; i < SINGLES; i++) {
      const person = await someone()
      values.push((await timed<object>(() => call(person))).milliseconds)
    }
    reportSpread(report, `person_${name}`, values, '<= 200')
  }
}

async function measureExport(report: Report, server: RunningServer, client: TouchstoneClient): Promise<void> {
  const before = readUse(server.pid, 0)?.parts.server.rssBytes ?? NaN
  const began = performance.now()
  const file = await client.download('profiles.export-people', { columns: ['person', 'lastSeen', 'facts', 'identifiers', ...COLUMNS] })
  if (!file.ok) throw new Error(JSON.stringify(file))
  let bytes = 0
  let most = before
  let looked = began
  for await (const chunk of file.value.body) {
    bytes += chunk.length
    if (performance.now() - looked < 500) continue
    looked = performance.now()
    most = Math.max(most, readUse(server.pid, 0)?.parts.server.rssBytes ?? 0)
  }
  report.figure('export_time', (performance.now() - began) / 1000, 's')
  report.figure('export_size', bytes / 1e6, 'MB')
  report.figure('export_rss_growth', (most - before) / 1e6, 'MB')
}

async function segmentId(client: TouchstoneClient): Promise<string> {
  const { answer } = await timed(() => client.segments.listSegments())
  return (answer as unknown as { value: { segments: { id: string }[] } }).value.segments[0]!.id
}
