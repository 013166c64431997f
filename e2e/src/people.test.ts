// Lists of people against the other ways to the same answer, in the real system: everybody in a list is in the segment, a
// preview counts as many, the order is that of the profiles, and the export is the list.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ProfilesListPeopleInput } from '@touchstone/client'
import { seeded } from './seeded.ts'
import { ADMIN_TOKEN, ServerProcess, must } from './server-process.ts'

const CONDITIONS = [
  'count("A") >= 2',
  'sum("B".v) >= 5 and plan != "x"',
  'not did "C"',
  '(plan = "x" or score > 3) and did "A" in last 1 hour',
  '"A" then "B" within 2 hours',
  'top 20% by sum("B".v)',
]
const SORTS = ['person', 'firstSeen', 'lastSeen', 'facts', 'traits.plan', 'traits.score'] as const

let server: ServerProcess
let segments: { id: string; where: string; size: number }[] = []

before(async () => {
  server = await ServerProcess.start()
  const { next, pick, below } = seeded(Number(process.env['TOUCHSTONE_SEED'] ?? 7))
  const made = async (from: number, to: number): Promise<void> => {
    const batch = Array.from({ length: to - from }, (_, i) => ({
      messageId: `m${from + i}`,
      ...(next() < 0.3 ? { type: 'identify', traits: { plan: pick<string | null>(['x', 'y', 'ü', null]), score: pick<unknown>([1, 2.5, 10, 'none', true]) } } : { type: 'track', event: pick(['A', 'B', 'C']), properties: { v: pick([1, 2, 3.5]) } }),
      ...(next() < 0.5 ? { userId: `u${below(60)}` } : {}),
      anonymousId: `a${below(150)}`,
    }))
    await server.send('/v1/batch', { batch })
  }
  for (let from = 0; from < 900; from += 300) await made(from, from + 300)
  await server.settled()
  for (const [i, where] of CONDITIONS.entries()) {
    const { id } = must(await server.client.segments.createSegment({ name: `Segment ${i}`, where }))
    segments.push({ id, where, size: 0 })
  }
  await made(900, 1200)
  const isLive = async (id: string) => must(await server.client.segments.getSegment({ id })).state === 'live'
  await server.until('live', async () => (await Promise.all(segments.map(({ id }) => isLive(id)))).every(Boolean))
  await server.settled()
  segments = await Promise.all(segments.map(async (one) => ({ ...one, size: must(await server.client.segments.getSegment({ id: one.id })).size })))
})
after(() => server?.end())

/** All of a list, in windows. */
async function whole(question: ProfilesListPeopleInput) {
  const first = must(await server.client.profiles.listPeople({ ...question, limit: 20 }))
  assert.equal(first.isComplete, true)
  const people = [...first.people]
  while (people.length < first.count) {
    const page = must(await server.client.profiles.listPeople({ ...question, list: first.list, offset: people.length, limit: 35 }))
    assert.equal(page.list, first.list)
    people.push(...page.people)
  }
  return { ...first, people: people.map((one) => one!) }
}

const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)

test('a list by segment has its members, one by its condition as many as a preview counts, and they are the same', async () => {
  for (const { id, where, size } of segments) {
    const members = must(await server.client.segments.listMembers({ id, limit: 1000 })).members.map(({ person }) => person)
    const bySegment = await whole({ segment: id, sort: 'person', direction: 'ascending' })
    assert.deepEqual(bySegment.people.map(({ person }) => person), members, where)
    assert.deepEqual([bySegment.count, members.length], [size, size], where)
    assert.match(bySegment.reading, /People in the segment "Segment/)
    const byCondition = await whole({ where })
    const preview = must(await server.client.segments.previewSegment({ where }))
    assert.deepEqual([byCondition.count, byCondition.reading], [preview.count, preview.reading], where)
    // A rank's live threshold may lag behind; every other condition means the same people.
    if (!where.startsWith('top')) assert.deepEqual(ascending(byCondition.people.map(({ person }) => person)), members, where)
    const named = await whole({ where: `segment("Segment ${CONDITIONS.indexOf(where)}")`, sort: 'facts' })
    assert.equal(named.count, preview.count)
  }
})

test('everyone is in the list once, whatever it is sorted by, in the order of what their profiles say', async () => {
  const columns = ['traits.plan', 'traits.score']
  const everyone = await whole({ sort: 'person', direction: 'ascending' })
  const { people: known } = (await (await fetch(`${server.address}/status.json`)).json()) as { people: number }
  assert.equal(everyone.count, known)
  const kind = (value: unknown): number => ['number', 'string', 'boolean'].indexOf(typeof value)
  const compare = (a: unknown, b: unknown): number => kind(a) - kind(b) || (a === b ? 0 : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b))) * (typeof a === 'number' ? 0 : 1) || (typeof a === 'number' ? a - (b as number) : 0))
  for (const sort of SORTS) {
    for (const direction of ['ascending', 'descending'] as const) {
      const list = await whole({ sort, direction, columns })
      assert.deepEqual(ascending(list.people.map(({ person }) => person)), everyone.people.map(({ person }) => person), `${sort} ${direction}`)
      const valueOf = (one: (typeof list.people)[number]): unknown => (sort.startsWith('traits.') ? one.traits[sort.slice(7)] : one[sort as 'person'])
      list.people.reduce((before, one) => {
        const [a, b] = [valueOf(before), valueOf(one)]
        const isInOrder = b === undefined ? a !== undefined || before.person < one.person : a !== undefined && (direction === 'ascending' ? compare(a, b) : compare(b, a)) <= 0 && (a !== b || before.person < one.person || sort === 'person')
        assert.ok(isInOrder, `${sort} ${direction}: ${JSON.stringify([before, one])}`)
        return one
      })
    }
  }
  const { person, traits } = everyone.people[3]!
  assert.equal(everyone.people[3]!.mergedInto, null)
  const profile = must(await server.client.profiles.getProfile({ idType: 'person', value: String(person) }))
  const asked = await whole({ search: `${profile.identifiers[0]!.type}:${profile.identifiers[0]!.value}`, columns })
  const found = asked.people.find((one) => one.person === person)!
  assert.deepEqual([found.firstSeen, found.lastSeen, found.facts, found.traits['plan'] ?? null], [profile.firstSeen, profile.lastSeen, profile.facts, profile.traits['plan']?.value ?? null])
  assert.deepEqual(traits, {}, 'no column was asked for')
})

test('the export is the list, through the client and by the command line', async () => {
  const question = { segment: segments[2]!.id, sort: 'traits.score', direction: 'descending' } as const
  const { list, people } = await whole(question)
  const file = must(await server.client.download('profiles.export-people', { list, columns: ['person'] }))
  assert.match(file.fileName, /^people-\d{4}-\d\d-\d\d\.csv$/)
  const numbers = (text: string): number[] => text.replace(/^\uFEFF/, '').trimEnd().split('\r\n').slice(1).map(Number)
  assert.deepEqual(numbers(await new Response(file.body).text()), people.map(({ person }) => person))
  const target = join(server.directory, 'people.csv')
  const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
  const command = ['profiles', 'export-people', '--segment', question.segment, '--sort', question.sort, '--columns', 'person', '--out', target]
  await promisify(execFile)(process.execPath, [main, '--address', server.address, '--token', ADMIN_TOKEN, ...command])
  const saved = readFileSync(target)
  assert.deepEqual([...saved.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.deepEqual(numbers(saved.toString('utf8')), people.map(({ person }) => person))
  const { pathname, search } = new URL(must(server.client.downloadUrl('profiles.export-people', { where: 'plan = "ü"', columns: ['person', 'traits.plan'] })))
  const url = server.address + pathname + search
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(await answer.text(), /^"person","traits\.plan"\r\n(?:\d+,"ü"\r\n)+$/)
  assert.equal((await fetch(url)).status, 401)
})
