import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { fail } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { fact, openOperations, value } from '../testing/operations-bench.ts'
import { isControl, readGroup } from './control-group.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

const bucket = (salt: string, person: number): number => Math.floor((10_000 * createHash('sha256').update(`${salt}:${person}`).digest().readUInt32BE()) / 2 ** 32)

test('a control share is kept with its changes, counted the same by both engines, and chosen by nothing but segment and person', async (t) => {
  const bench = await openOperations(t, registry, true)
  const { call, engine, clock } = bench
  const { id } = await value(call('create-segment', { name: 'Buyers', where: 'did "A"' }))
  const people = Array.from({ length: 300 }, (_, i) => 2 + 3 * i)
  for (const person of people) engine.append({ fact: fact(person, person, 'A', T), person })
  bench.goLive()
  await bench.change(...people.map((person) => [1, person, T, 1] as const))
  const before = await value(call('get-segment', { id }))
  assert.deepEqual([before.controlShare, before.control], [0, { members: 0, treated: 300, shares: [] }])

  clock.time = T + 5
  assert.equal((await value(call('set-control-share', { id, percent: 12.5 }))).controlShare, 12.5)
  clock.time = T + 9
  await value(call('set-control-share', { id, percent: 12.5 }))
  const expected = people.filter((person) => bucket(id, person) < 1250)
  assert.ok(expected.length > 15 && expected.length < 60)
  const after = await value(call('get-segment', { id }))
  assert.deepEqual(after.control, { members: expected.length, treated: 300 - expected.length, shares: [{ since: T + 5, percent: 12.5 }] })
  const list = await value(call('list-members', { id, limit: '1000' }))
  assert.deepEqual([list.size, list.control], [300, expected.length])
  assert.deepEqual(list.members.filter((one: any) => one.control).map((one: any) => one.person), expected)
  const page = await value(call('list-members', { id, group: 'control', limit: '10' }))
  assert.deepEqual([page.members.map((one: any) => one.person), page.next], [expected.slice(0, 10), expected[9]])
  assert.deepEqual((await value(call('list-members', { id, group: 'control', after: String(page.next) }))).members.map((one: any) => one.person), expected.slice(10))
  assert.equal((await value(call('list-members', { id, group: 'treated' }))).members.length, 300 - expected.length)

  clock.time = T + 20_000
  await value(call('set-control-share', { id, percent: 50 }))
  const larger = await value(call('list-members', { id, group: 'control' }))
  assert.ok(expected.every((person) => larger.members.some((one: any) => one.person === person)), 'a larger share holds everyone of a smaller one')
  await value(call('set-control-share', { id, percent: 0 }))
  assert.deepEqual((await value(call('get-segment', { id }))).control.shares.map((one: any) => one.percent), [12.5, 0])
  await assert.rejects(call('set-control-share', { id, percent: 50.01 }))
  await assert.rejects(call('set-control-share', { id, percent: 0.001 }))
  await value(call('archive-segment', { id }))
  assert.equal(await codeOf(call('set-control-share', { id, percent: 5 })), 'segments.archived')
})

test('where the warehouse is away, nothing is known of the count and the rest is answered', async (t) => {
  const { call } = await openOperations(t, registry, false, { queryHistory: () => Promise.resolve(fail('warehouse.unavailable', 'away')) })
  const { id } = await value(call('create-segment', { name: 'Buyers', where: 'did "A"' }))
  await value(call('set-control-share', { id, percent: 10 }))
  const { members, treated } = (await value(call('get-segment', { id }))).control
  assert.deepEqual([members, treated], [null, null])
  assert.equal((await value(call('list-members', { id }))).control, null)
})

test('a page of a small group stops before it has looked at everyone, and the next goes on there', () => {
  const everyone = Array.from({ length: 100_000 }, (_, i) => ({ person: i + 1, since: T }))
  const states = { members: (_position: number, after: number, limit: number) => everyone.slice(after, after + limit) }
  const found: number[] = []
  let pages = 0
  for (let after: number | null = 0; after !== null; pages++) {
    const page = readGroup(states, { segment: 'sg', position: 1, share: 1, group: 'control', after, limit: 1000 })
    found.push(...page.members.map(({ person }) => person))
    after = page.next
  }
  assert.deepEqual(found, everyone.map(({ person }) => person).filter((person) => isControl('sg', 1, person)))
  assert.ok(found.length > 0 && pages === 6, `${found.length} in ${pages} pages`)
})
