// Data quality in the whole system. A field is given a class that protects it: what facts from before had of it is in the vault, and in
// no answer, no table and no file of history any more. And plans, watches and proposals from their doors to what comes of them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryDirectory } from '@touchstone/registry/testing'
import { startPlatform, type Platform } from './platform.ts'

const WRITE_KEY = 'tsw_reseal'
const ADMIN_TOKEN = 'tsa_reseal'
const directory = temporaryDirectory()
let platform: Platform

before(async () => {
  const started = await startPlatform(
    { dataDirectory: directory, host: '127.0.0.1', port: 0, writeKey: WRITE_KEY, adminToken: ADMIN_TOKEN, logMaxBytes: 1e9, peopleCacheBytes: 5e7, warehouseMemoryBytes: 1e9 },
    ({ level, ...entry }) => level === 'info' || console.error(entry),
  )
  assert.ok(started.ok, JSON.stringify(started))
  platform = started.value
})
after(async () => {
  await platform?.close()
  rmSync(directory, { recursive: true, force: true })
})

async function api(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${platform.address}/api/${path}`, { method, headers: { Authorization: `Bearer ${ADMIN_TOKEN}`, 'Content-Type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${path}: ${text}`)
  return JSON.parse(text)
}

async function send(batch: unknown[]): Promise<void> {
  const answer = await fetch(`${platform.address}/v1/batch`, { method: 'POST', headers: { Authorization: `Basic ${btoa(`${WRITE_KEY}:`)}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ batch }) })
  assert.equal(answer.status, 200)
}

async function until<T>(what: string, read: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 2_400; i++) {
    const found = await read()
    if (found !== undefined) return found
    await sleep(100)
  }
  throw new Error(`it took too long until ${what}`)
}

const settled = () => until('history has everything', async () => ((await api('GET', 'profiles/catalogue/fields?place=property')).isComplete ? true : undefined))

/** How many of these texts stand in some file below the folder, as bytes. */
function inFiles(folder: string, texts: readonly string[]): number {
  const found = new Set<string>()
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const inner = join(path, name)
      // A part may go while it is looked at.
      try {
        if (statSync(inner).isDirectory()) walk(inner)
        else {
          const bytes = readFileSync(inner)
          for (const text of texts) if (bytes.includes(text.slice(3))) found.add(text)
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  }
  walk(folder)
  return found.size
}

/** Random, so that compression leaves it as it is; what is before it may take its first characters along. */
const secret = () => randomBytes(18).toString('base64url')
const history = join(directory, 'warehouse')

test('a property leaves history: at any depth, however it is written, and into the vault', async () => {
  const planted = Array.from({ length: 40 }, secret)
  const shapes = [
    (note: string) => ({ note, value: 1.5 }),
    (note: string) => ({ 'No-te': note, other: { deep: [1, 'x'] } }),
    (note: string) => ({ gifts: [{ note, sku: 'A' }, { sku: 'B' }], quote: '"note":' }),
    (note: string) => ({ box: { card: { NOTE: note } }, none: null }),
  ]
  await send(planted.map((note, i) => ({ type: 'track', event: `Event ${i % 3}`, userId: `u${i % 10}`, messageId: `m${i}`, properties: shapes[i % 4]!(note) })))
  await send([{ type: 'track', event: 'Other', userId: 'u1', properties: { value: 2 } }])
  await settled()
  assert.ok(inFiles(history, planted) > 0.7 * planted.length, 'planted values can be found in the files: compression leaves most of them whole')
  const defined = await api('POST', 'governance/fields', { place: 'property', field: 'note', class: 'personal' })
  assert.match(defined.past, /sealed again/)
  const done = await until('it is sealed again', async () => {
    const [first] = (await api('GET', 'governance/reseals')).reseals
    assert.notEqual(first.state, 'failed', first.message)
    return first.state === 'done' ? first : undefined
  })
  assert.deepEqual([done.name, done.facts, done.position], ['note', planted.length, defined.definition.position])
  const { reseal: _, ...left } = await api('GET', 'governance/reseals/check?place=property&field=note')
  assert.deepEqual(left, { facts: 0, traits: 0, examples: 0 })
  assert.equal(inFiles(history, planted), 0, 'no file of history has a planted value')
  assert.ok(inFiles(join(directory, 'log'), planted) > 0, 'the log has facts as they came')
  const { person } = await api('GET', 'profiles/user_id/u1')
  const timeline = await api('GET', `profiles/${person}/timeline`)
  const texts = JSON.stringify(timeline)
  assert.ok(!planted.some((value) => texts.includes(value)))
  assert.ok(timeline.facts.some((fact: any) => fact.properties.other?.deep?.[1] === 'x'), 'what stood beside it is as it was')
  const revealed = JSON.stringify(await api('GET', 'profiles/user_id/u1/personal'))
  assert.ok(planted.some((value) => revealed.includes(value)), 'the vault has it')
  await send([{ type: 'track', event: 'Event 1', userId: 'u1', properties: { note: 'new' } }])
  await settled()
  assert.equal((await api('GET', 'governance/reseals/check?place=property&field=note')).facts, 0)
})

test('a trait leaves history, the live state and what people are sorted by', async () => {
  const planted = Array.from({ length: 30 }, secret)
  await send(planted.map((club, i) => ({ type: 'identify', userId: `t${i}`, messageId: `t${i}`, traits: { club, plan: 'gold' } })))
  await settled()
  const state = join(directory, 'state')
  assert.ok(inFiles(state, planted) > 0.7 * planted.length && inFiles(history, planted) > 0.5 * planted.length)
  await api('POST', 'governance/fields', { place: 'trait', field: 'Club', class: 'sensitive' })
  await until('it is sealed again', async () => ((await api('GET', 'governance/reseals')).reseals.every((one: any) => one.state === 'done') ? true : undefined))
  const { reseal, ...left } = await api('GET', 'governance/reseals/check?place=trait&field=club')
  assert.deepEqual([reseal.facts, left], [planted.length, { facts: 0, traits: 0, examples: 0 }])
  assert.equal(inFiles(history, planted), 0)
  const profile = await api('GET', 'profiles/user_id/t3')
  assert.deepEqual([profile.traits.club, profile.traits.plan.value ?? profile.traits.plan], [undefined, 'gold'])
  assert.ok(JSON.stringify(await api('GET', 'profiles/user_id/t3/personal')).includes(planted[3]!))
  console.log(`of ${planted.length} values ${inFiles(state, planted)} are still in pages of the live state that nothing refers to`)
})

test('a plan, its violations, drift and types, and a watch, through the doors that everybody has', async () => {
  const [{ id: source }] = (await api('GET', 'governance/sources')).sources
  const { plan } = await api('GET', `intake/plans/${source}/draft?leastFacts=1`)
  assert.ok(plan.events.some(({ event }: { event: string }) => event === 'Event 1'))
  await api('POST', 'intake/plans', { source, plan: { ...plan, unplannedEvents: 'block' } })
  await send([{ type: 'track', event: 'Event 1', userId: 'u1', properties: { value: 'text' } }, { type: 'track', event: 'Never Planned', userId: 'u1' }])
  const { violations } = await api('GET', `intake/plans/${source}/violations`)
  assert.deepEqual(violations.filter(({ event }: any) => event === 'Never Planned').map(({ problem, blocked, events }: any) => [problem, blocked, events]), [['event-unplanned', true, 1]])
  const [wrong] = violations.filter(({ field }: any) => field === 'value')
  assert.deepEqual([wrong.problem, wrong.blocked], ['type', false])
  const example = await api('GET', `stream/records/${wrong.examples[0]}`)
  assert.ok(JSON.stringify(example).includes('Event 1'))
  await settled()
  const { drift } = await api('GET', `intake/plans/${source}/drift`)
  assert.ok(drift.some((one: any) => one.drift === 'kind' && one.field === 'value' && one.against === 'plan'), JSON.stringify(drift))
  assert.match((await api('GET', `intake/plans/${source}/types`)).typescript, /export interface Event1/)
  const watch = await api('POST', 'intake/watches', { source, kind: 'volume' })
  assert.deepEqual((await api('GET', 'intake/watches')).watches.map(({ id, alarm }: any) => [id, alarm]), [[watch.id, null]])
  assert.deepEqual(await api('GET', 'intake/watches/alarms'), { alarms: [] })
  assert.match(await (await fetch(`${platform.address}/metrics`, { headers: { Authorization: `Bearer ${ADMIN_TOKEN}` } })).text(), /touchstone_intake_watch_alarms\{kind="volume"\} 0/)
  assert.equal((await api('DELETE', `intake/watches/${watch.id}`)).watch, null)
  assert.equal((await api('POST', `intake/plans/${source}/end`)).plan, null)
})

test('what arrives is looked at, and a proposal that is accepted seals the past', async () => {
  await send(Array.from({ length: 12 }, (_, i) => ({ type: 'track', event: 'Support Requested', userId: `s${i}`, properties: { callMe: `+49 30 9018${100 + i}` } })))
  await settled()
  const { proposals } = await api('GET', 'governance/fields/proposals?from=history')
  const found = proposals.find(({ name }: any) => name === 'callMe')
  assert.deepEqual([found.kind, found.class, found.now, found.values, found.sampled], ['phone', 'personal', 'internal', 12, 12])
  await api('POST', 'governance/fields/proposals/accept', { place: 'property', field: 'callMe', from: 'history' })
  await until('it is sealed again', async () => ((await api('GET', 'governance/reseals')).reseals.every((one: any) => one.state === 'done') ? true : undefined))
  assert.equal((await api('GET', 'governance/reseals/check?place=property&field=callMe')).facts, 0)
  assert.ok(!(await api('GET', 'governance/fields/proposals?from=history')).proposals.some(({ name }: any) => name === 'callMe'))
})
