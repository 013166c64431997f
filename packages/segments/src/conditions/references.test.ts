import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { temporaryRegistry } from '@touchstone/registry/testing'
import type { DefineControl } from '@touchstone/vocabulary'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, done, openDefinitions, type DefinitionsBench } from '../testing/definitions-bench.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

/** What the engine was told a version says. */
function defined({ engine }: DefinitionsBench, id: string, version: number): string {
  const entry = engine.log.find((one) => 'control' in one && one.control.control === 'segment.define' && one.control.id === id && one.control.version === version)
  return ((entry as { control: DefineControl }).control).where
}

async function withVip(bench: DefinitionsBench) {
  const definitions = bench.restart()
  const create = async (name: string, where: string): Promise<string> => {
    bench.clock.time++
    return (await done(definitions.create({ name, where, description: '' }))).id
  }
  const vip = await create('VIP', 'count("Order") >= 3')
  bench.goLive()
  const follow = async (): Promise<void> => {
    bench.clock.time++
    bench.goLive()
    await done(definitions.follow())
  }
  return { definitions, create, vip, follow }
}

test('a segment that is named is kept by id, shown by its name now, and written out for the engine', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip } = await withVip(bench)
  const id = await create('Quiet', 'segment("vip") and not did "Visit" in last 7 days')
  assert.equal(defined(bench, id, 1), 'count("Order") >= 3 and not did "Visit" in last 7 days')
  const { where, uses } = (await done(definitions.find(id))).versions[0]!
  assert.deepEqual([where, uses], [`segment("${vip}") and not did "Visit" in last 7 days`, [{ id: vip, version: 1 }]])
  await done(definitions.update(vip, { name: 'Best "customers"' }))
  assert.equal((await done(definitions.view(id))).where, 'segment("Best \\"customers\\"") and not did "Visit" in last 7 days')
  assert.equal((await done(definitions.views(false)))[1]!.where, (await done(definitions.view(id))).where)
  assert.equal((await done(definitions.update(id, { where: `segment("${vip}") and not did "Visit" in last 7 days` }))).next, null, 'the same by id')
})

test('an unknown name is refused with the nearest one, and a segment cannot be part of itself', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip } = await withVip(bench)
  const unknown = await definitions.create({ name: 'x', where: 'segment("VIPs")', description: '' })
  assert.ok(!unknown.ok)
  assert.deepEqual([unknown.failure.code, (unknown.failure.details as { suggestion: string }).suggestion], ['language.unknown_segment', 'VIP'])
  const quiet = await create('Quiet', 'segment("VIP") and age > 3')
  const rings = await Promise.all([
    definitions.update(vip, { where: 'segment("vip") or age > 5' }),
    definitions.update(vip, { where: `segment("${vip}") or age > 5` }),
    definitions.update(vip, { where: 'segment("quiet") or age > 5' }),
    definitions.update(vip, { where: `segment("${quiet}") or age > 5` }),
  ])
  assert.deepEqual(rings.map((one) => (one.ok ? 'ok' : one.failure.code)), Array(4).fill('language.segment_cycle'))
  assert.match(rings[2]!.ok ? '' : rings[2]!.failure.message, /VIP → Quiet → VIP/)
  assert.equal((await done(definitions.find(vip))).versions.length, 1)
})

test('a segment that others name cannot be archived; what names an archived one cannot be written', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip } = await withVip(bench)
  const quiet = await create('Quiet', 'segment("VIP")')
  const refused = await definitions.archive(vip)
  assert.ok(!refused.ok)
  assert.deepEqual([refused.failure.code, refused.failure.details], ['segments.in-use-conflict', { usedBy: [quiet] }])
  assert.match(refused.failure.message, /"VIP" is part of other segments: change or archive "Quiet" first/)
  await done(definitions.archive(quiet))
  await done(definitions.archive(vip))
  assert.equal(await codeOf(definitions.create({ name: 'x', where: 'segment("VIP")', description: '' })), 'language.unknown_segment')
})

test('when a named segment gets another version, whatever names it gets one too, from the inside out', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip, follow } = await withVip(bench)
  const quiet = await create('Quiet', 'segment("VIP") and not did "Visit"')
  const outer = await create('Outer', 'segment("Quiet") or age > 60')
  const both = await create('Both', 'segment("Quiet") and segment("VIP")')
  await follow()
  const versions = async (): Promise<number[]> => (await done(definitions.views(false))).map(({ version }) => version)
  assert.deepEqual(await versions(), [1, 1, 1, 1])

  await done(definitions.update(vip, { where: 'count("Order") >= 5' }))
  await done(definitions.follow())
  assert.deepEqual((await done(definitions.find(quiet))).versions.length, 1, 'not before it has taken over')
  await follow()
  assert.equal(defined(bench, quiet, 2), 'count("Order") >= 5 and not did "Visit"')
  const [, inner] = await done(definitions.views(false))
  assert.deepEqual([inner!.version, inner!.next!.version, inner!.next!.reason, inner!.next!.where], [1, 2, 'segment VIP changed', 'segment("VIP") and not did "Visit"'])
  assert.equal((await done(definitions.find(outer))).versions.length, 1, 'Quiet still says what it said')
  await follow()
  assert.equal(defined(bench, outer, 2), 'count("Order") >= 5 and not did "Visit" or age > 60')
  await follow()
  await follow()
  assert.deepEqual(await versions(), [2, 2, 2, 2])
  // One that names both was new after the first of them; the second said nothing new.
  assert.deepEqual((await done(definitions.find(both))).versions.map(({ reason, uses }) => [reason, uses.map((use) => use.version)]), [['', [1, 1]], ['segment VIP changed', [2, 2]]])
  await follow()
  assert.deepEqual(await versions(), [2, 2, 2, 2], 'and then there is peace')
})

test('what a crash left undone is found again', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip } = await withVip(bench)
  const quiet = await create('Quiet', 'segment("VIP")')
  bench.goLive()
  await done(definitions.update(vip, { where: 'count("Order") >= 5' }))
  bench.goLive()
  const next = bench.restart()
  await done(next.reconcile())
  await done(next.follow())
  assert.equal(defined(bench, quiet, 2), 'count("Order") >= 5')
})

test('a version that waits for its cut-over goes on waiting when what it names changes', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip, follow } = await withVip(bench)
  const quiet = await create('Quiet', 'segment("VIP")')
  await follow()
  await done(definitions.update(quiet, { where: 'segment("VIP") and age > 3', cutOver: 'manual' }))
  await follow()
  await done(definitions.update(vip, { where: 'count("Order") >= 5' }))
  await follow()
  await follow()
  const view = await done(definitions.view(quiet))
  assert.deepEqual([view.version, view.next!.version, view.next!.cutOver], [1, 3, 'manual'])
})

test('where the new condition cannot be written out, that is an alarm and the segment goes on as it was', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, create, vip, follow } = await withVip(bench)
  const quiet = await create('Quiet', `segment("VIP") and ${Array.from({ length: 150 }, (_, i) => `t${i} > 1`).join(' and ')}`)
  await follow()
  await done(definitions.update(vip, { where: Array.from({ length: 100 }, (_, i) => `u${i} > 1`).join(' and ') }))
  await follow()
  await follow()
  const view = await done(definitions.view(quiet))
  assert.deepEqual([view.version, view.next], [1, null])
  assert.deepEqual(view.alarms.map(({ kind, segment }) => [kind, segment]), [['outdated-reference', quiet]])
  assert.equal(definitions.alarms.all().length, 1)
  await done(definitions.update(vip, { where: 'age > 3' }))
  await follow()
  await follow()
  assert.deepEqual((await done(definitions.view(quiet))).alarms, [])
})
