import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, fail } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from './migrations/postgres.ts'
import { codeOf, done, openDefinitions, T } from './testing/definitions-bench.ts'
import type { SegmentView } from './view.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

test('a definition is kept, laid out in the usual way, put into the log and shown as it goes live', async () => {
  const { engine, store, restart } = await openDefinitions(registry)
  const definitions = restart()
  const created = await done(definitions.create({ name: 'Buyers', where: 'COUNT( "A" )  >=3   AND plan!="free"', description: 'd' }))
  assert.match(created.id, /^sg_[2-9a-z]{12}$/)
  assert.deepEqual(created, {
    id: created.id, name: 'Buyers', description: 'd', where: 'count("A") >= 3 and plan != "free"', version: 1, position: 1, state: 'backfilling', progress: 0, size: 0,
    freshness: { position: 1, time: 0, lagMs: 0 }, createdAt: T, archivedAt: null, next: null, standby: null, controlShare: 0, thresholds: [], alarms: [],
  } satisfies SegmentView)
  assert.deepEqual(engine.log, [{ control: { control: 'segment.define', id: created.id, version: 1, where: created.where } }])
  engine.append({ control: { control: 'segment.seeded', segment: 1 } })
  assert.equal((await done(definitions.view(created.id))).state, 'sweeping')
  engine.sweep()
  const live = await done(definitions.view(created.id))
  assert.deepEqual([live.state, live.progress], ['live', 1])
  assert.deepEqual([...(await store.names([created.id, 'sg_nobody']))], [[created.id, 'Buyers']])
})

test('a condition that makes no sense is refused with its place, and nothing is kept', async () => {
  const { engine, store, restart } = await openDefinitions(registry)
  const refused = await restart().create({ name: 'x', where: 'count("A" >= 3', description: '' })
  assert.ok(!refused.ok)
  assert.match(refused.failure.code, /^language\./)
  const details = refused.failure.details as { span: { start: number }; expected: string[] }
  assert.equal(details.span.start, 10)
  assert.ok(details.expected.length > 0)
  const personal = await restart().create({ name: 'x', where: 'email = "a@b.c"', description: '' })
  assert.ok(!personal.ok && JSON.stringify(personal.failure).includes('email_domain'))
  assert.deepEqual(await done(store.list()), [])
  assert.equal(engine.log.length, 0)
})

test('a name belongs to one segment, whatever its case, until that is archived', async () => {
  const { restart } = await openDefinitions(registry)
  const definitions = restart()
  const first = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  const second = await done(definitions.create({ name: 'Others', where: 'did "A"', description: '' }))
  assert.equal(await codeOf(definitions.create({ name: 'BUYERS', where: 'did "A"', description: '' })), 'segments.name-conflict')
  assert.equal(await codeOf(definitions.update(second.id, { name: 'buyers' })), 'segments.name-conflict')
  assert.equal((await done(definitions.update(first.id, { name: 'BUYERS', description: 'now loud' }))).description, 'now loud')
  await done(definitions.archive(first.id))
  await done(definitions.update(second.id, { name: 'Buyers' }))
})

test('a new condition is a new version; the old one answers until the new one is live, stands by for a day, and goes', async () => {
  const { engine, clock, goLive, controls, restart } = await openDefinitions(registry)
  const definitions = restart()
  const { id } = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  goLive()
  assert.equal((await done(definitions.update(id, { where: 'did  "A"' }))).next, null, 'the same condition in another layout')
  const changed = await done(definitions.update(id, { where: 'did "B"' }))
  assert.deepEqual([changed.version, changed.where, changed.state, changed.position], [1, 'did "A"', 'live', 1])
  assert.deepEqual(changed.next, { version: 2, where: 'did "B"', state: 'backfilling', progress: 0, cutOver: 'when-ready', reason: '' })
  await done(definitions.follow())
  assert.equal(engine.liveSegments().length, 2)
  clock.time += 5
  goLive()
  const taken = await done(definitions.view(id))
  assert.deepEqual([taken.version, taken.where, taken.next], [2, 'did "B"', null])
  await done(definitions.follow())
  assert.deepEqual((await done(definitions.view(id))).standby, { version: 1, where: 'did "A"', until: T + 5 + DAY })
  clock.time = T + 5 + DAY - 1
  await done(definitions.follow())
  assert.deepEqual(controls(), ['define v1', 'seeded 1', 'define v2', 'seeded 3'])
  clock.time++
  await done(definitions.follow())
  await done(definitions.follow())
  engine.sweep()
  assert.deepEqual(engine.liveSegments().map(({ version, state }) => [version, state]), [[2, 'live']])
  assert.deepEqual(controls(), ['define v1', 'seeded 1', 'define v2', 'seeded 3', 'archive 1'])
  const versions = (await done(definitions.find(id))).versions.map(({ version, state, position }) => [version, state, position])
  assert.deepEqual(versions, [[1, 'archived', 1], [2, 'defined', 3]])
})

test('a version that is replaced before it was live has nothing to bridge and goes at once', async () => {
  const { engine, restart, goLive } = await openDefinitions(registry)
  const definitions = restart()
  const { id } = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  goLive()
  await done(definitions.update(id, { where: 'did "B"' }))
  await done(definitions.update(id, { where: 'did "C"' }))
  await done(definitions.follow())
  engine.sweep()
  assert.deepEqual(engine.liveSegments().map(({ version, state }) => [version, state]), [[1, 'live'], [3, 'backfilling']])
})

test('an archived segment lets its members go, is kept for the record, and takes no more changes', async () => {
  const { engine, clock, restart, goLive, controls } = await openDefinitions(registry)
  const definitions = restart()
  const { id } = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  goLive()
  clock.time = T + 5
  const archived = await done(definitions.archive(id))
  assert.deepEqual([archived.state, archived.archivedAt], ['archiving', T + 5])
  engine.sweep()
  assert.deepEqual((await done(definitions.view(id))).state, 'archived')
  assert.equal((await done(definitions.archive(id))).archivedAt, T + 5)
  assert.equal(await codeOf(definitions.update(id, { name: 'x' })), 'segments.archived')
  assert.equal(await codeOf(definitions.archive('sg_nobody')), 'segments.not-found')
  assert.deepEqual(controls(), ['define v1', 'seeded 1', 'archive 1'])
})

test('what a full log refused is as if it had not been asked', async () => {
  const { engine, store, restart } = await openDefinitions(registry)
  const full = restart({ appendControl: () => Promise.resolve(fail('stream.full', 'later')) })
  assert.equal(await codeOf(full.create({ name: 'Buyers', where: 'did "A"', description: '' })), 'stream.full')
  assert.deepEqual(await done(store.list()), [])
  const { id } = await done(restart().create({ name: 'Buyers', where: 'did "A"', description: '' }))
  assert.equal(await codeOf(full.update(id, { where: 'did "B"' })), 'stream.full')
  assert.equal(await codeOf(full.archive(id)), 'stream.full')
  const view = await done(restart().view(id))
  assert.deepEqual([view.next, view.archivedAt], [null, null])
  assert.equal(engine.log.length, 1)
})

test('what a crash left between registry and log is appended again at the next start', async () => {
  const { engine, store, restart, controls } = await openDefinitions(registry)
  const crashing = restart({ appendControl: () => Promise.reject(new Error('crash')) })
  await assert.rejects(crashing.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  const definitions = restart()
  await done(definitions.reconcile())
  assert.deepEqual(controls(), ['define v1'])
  const { id } = engine.liveSegments()[0]!
  // The position is noted once the engine has said it, and it is not appended a third time.
  assert.equal((await done(definitions.find(id))).versions[0]!.state, 'pending')
  await done(definitions.follow())
  assert.equal((await done(definitions.find(id))).versions[0]!.position, 1)
  await done(restart().reconcile())
  assert.equal(engine.log.length, 1)

  // Archived in the registry only.
  await done(store.setArchived(id, T))
  await done(restart().reconcile())
  assert.deepEqual(controls(), ['define v1', 'archive 1'])
  assert.equal((await done(restart().view(id))).state, 'archiving')
})

test('a definition that reached the log before the crash has the position of its first record', async () => {
  const { engine, restart, controls } = await openDefinitions(registry)
  const crashing = restart({
    appendControl: async (control) => {
      await engine.appendControl(control)
      throw new Error('crash after the log')
    },
  })
  // The engine is behind: at the next start it has not met the definition yet.
  engine.isAwake = false
  await assert.rejects(crashing.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  const definitions = restart()
  await done(definitions.reconcile())
  assert.deepEqual(controls(), ['define v1', 'define v1'])
  engine.meet()
  await done(definitions.follow())
  const { id, position } = engine.liveSegments()[0]!
  assert.equal(position, 1)
  assert.equal((await done(definitions.find(id))).versions[0]!.position, 1)
})

test('a definition that the engine meets only after its segment was archived is told to go', async () => {
  const { engine, store, restart, controls } = await openDefinitions(registry)
  engine.isAwake = false
  const crashing = restart({
    appendControl: async (control) => {
      await engine.appendControl(control)
      throw new Error('crash after the log')
    },
  })
  await assert.rejects(crashing.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  const { id } = (await done(store.list()))[0]!
  await done(store.setArchived(id, T))
  const definitions = restart()
  await done(definitions.reconcile())
  assert.deepEqual(controls(), ['define v1'])
  engine.isAwake = true
  engine.meet()
  await done(definitions.follow())
  engine.sweep()
  assert.deepEqual(controls(), ['define v1', 'archive 1'])
  assert.equal((await done(definitions.view(id))).state, 'archived')
})
