import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, fail, HOUR } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import type { LiveVersion } from '../live-state.ts'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, done, openDefinitions, T, type DefinitionsBench } from '../testing/definitions-bench.ts'
import { superseded } from './succession.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

const roles = ({ engine }: DefinitionsBench): string[] => engine.liveSegments().map(({ version, role, state }) => `v${version} ${role} ${state}`)
const spoke = async (bench: DefinitionsBench, id: string): Promise<[number, number][]> => (await done(bench.store.speakers.read([id]))).get(id)!.map(({ version, since }) => [version, since - T])

async function withManual(bench: DefinitionsBench) {
  const definitions = bench.restart()
  const { id } = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  bench.goLive()
  await done(definitions.follow())
  bench.clock.time = T + HOUR
  const changed = await done(definitions.update(id, { where: 'did "B"', cutOver: 'manual' }))
  return { definitions, id, changed }
}

test('a version that waits for its cut-over is live and does not speak; cutting over and rolling back are at once', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, id, changed } = await withManual(bench)
  assert.deepEqual([changed.version, changed.next!.cutOver, changed.next!.state], [1, 'manual', 'backfilling'])
  assert.equal(await codeOf(definitions.cutOver(id, 2)), 'segments.not-live-conflict')
  bench.goLive()
  await done(definitions.follow())
  assert.deepEqual(roles(bench), ['v1 reported live', 'v2 shadow live'])
  assert.deepEqual((await done(definitions.view(id))).next!.state, 'live')

  bench.clock.time = T + 2 * HOUR
  const cut = await done(definitions.cutOver(id, 2))
  assert.deepEqual([cut.version, cut.where, cut.next, cut.standby], [2, 'did "B"', null, { version: 1, where: 'did "A"', until: T + 2 * HOUR + DAY }])
  assert.equal((await done(definitions.cutOver(id, 2))).version, 2)
  bench.clock.time = T + 3 * HOUR
  const back = await done(definitions.rollBack(id))
  assert.deepEqual([back.version, back.next, back.standby!.version], [1, null, 2], 'what was gone back from does not come by itself')
  assert.deepEqual(bench.controls(), ['define v1', 'seeded 1', 'define v2 in the shadow', 'seeded 3', 'cut-over 3', 'cut-over 1'])
  assert.deepEqual(await spoke(bench, id), [[1, 0], [2, 2 * HOUR], [1, 3 * HOUR]])
  assert.equal((await done(definitions.find(id))).cutOverTo, null)

  // A condition that stands by is a new wish when it is asked for again; one that speaks is not.
  assert.equal((await done(definitions.update(id, { where: 'did "A"' }))).next, null)
  bench.clock.time = T + 3 * HOUR + DAY
  await done(definitions.follow())
  bench.engine.sweep()
  assert.deepEqual(roles(bench), ['v1 reported live'])
  assert.equal(await codeOf(definitions.rollBack(id)), 'segments.nothing-to-roll-back')
  assert.equal(await codeOf(definitions.cutOver(id, 2)), 'segments.not-live-conflict')
  assert.equal(await codeOf(definitions.cutOver(id, 7)), 'segments.version-not-found')
})

test('the list of versions says what each one is and when it spoke', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, id } = await withManual(bench)
  const list = async () => (await done(definitions.listVersions(id))).versions.map(({ version, role, spoke: times }) => [version, role, times.map(({ from, to }) => [from - T, to === null ? null : to - T])])
  assert.deepEqual(await list(), [[2, 'preparing', []], [1, 'speaking', [[0, null]]]])
  bench.goLive()
  assert.deepEqual((await list())[0], [2, 'ready', []])
  bench.clock.time = T + 2 * HOUR
  await done(definitions.cutOver(id, 2))
  assert.deepEqual(await list(), [[2, 'speaking', [[2 * HOUR, null]]], [1, 'standby', [[0, 2 * HOUR]]]])
  bench.clock.time = T + 9 * HOUR
  await done(definitions.archive(id))
  assert.deepEqual(await list(), [[2, 'archived', [[2 * HOUR, 9 * HOUR]]], [1, 'archived', [[0, 2 * HOUR]]]])
})

test('a version that takes over by itself has spoken since it went live, to the millisecond', async () => {
  const bench = await openDefinitions(registry)
  const definitions = bench.restart()
  const { id } = await done(definitions.create({ name: 'Buyers', where: 'did "A"', description: '' }))
  bench.goLive()
  await done(definitions.update(id, { where: 'did "B"' }))
  bench.clock.time = T + HOUR
  bench.goLive()
  bench.clock.time = T + 5 * HOUR
  await done(definitions.follow())
  await done(definitions.follow())
  assert.deepEqual(await spoke(bench, id), [[1, 0], [2, HOUR]])
  // Only one version stands by: the next change lets go of the first one.
  await done(definitions.update(id, { where: 'did "C"' }))
  bench.goLive()
  await done(definitions.follow())
  bench.engine.sweep()
  assert.deepEqual(roles(bench), ['v2 standby live', 'v3 reported live'])
})

test('a crash between registry and log does not lose a cut-over, and one that the log refused is not wanted any more', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, id } = await withManual(bench)
  bench.goLive()
  await done(definitions.follow())
  const full = bench.restart({ appendControl: () => Promise.resolve(fail('stream.full', 'later')) })
  assert.equal(await codeOf(full.cutOver(id, 2)), 'stream.full')
  await done(bench.restart().reconcile())
  assert.deepEqual(roles(bench), ['v1 reported live', 'v2 shadow live'])

  const crashing = bench.restart({ appendControl: () => Promise.reject(new Error('crash')) })
  await assert.rejects(crashing.cutOver(id, 2))
  const next = bench.restart()
  await done(next.reconcile())
  await done(next.follow())
  assert.deepEqual(roles(bench), ['v1 standby live', 'v2 reported live'])
  assert.equal((await done(next.find(id))).cutOverTo, null)
  await done(bench.restart().reconcile())
  assert.deepEqual(bench.controls().filter((one) => one.startsWith('cut-over')), ['cut-over 3'])
})

test('an engine that repeats the log after a rebuild says nothing about who spoke when', async () => {
  const bench = await openDefinitions(registry)
  const { definitions, id } = await withManual(bench)
  bench.goLive()
  bench.clock.time = T + 2 * HOUR
  await done(definitions.cutOver(id, 2))
  const { log } = bench.engine
  const again = await openAgain(bench, log)
  again.engine.meet(3)
  const replaying = again.restart
  await done(replaying.follow())
  assert.deepEqual(again.engine.liveSegments().map(({ version, role }) => [version, role]), [[1, 'reported'], [2, 'shadow']])
  again.engine.meet()
  again.engine.sweep()
  await done(replaying.follow())
  assert.deepEqual(await spoke(bench, id), [[1, 0], [2, 2 * HOUR]])
})

/** A new engine that has met nothing of `log` yet. */
async function openAgain(bench: DefinitionsBench, log: DefinitionsBench['engine']['log']) {
  const { EngineStand } = await import('../testing/engine-stand.ts')
  const engine = new EngineStand()
  engine.isAwake = false
  for (const entry of log) engine.append(entry)
  return { engine, restart: bench.restart({ states: engine, engineProgress: engine.progress, appendControl: engine.appendControl }) }
}

const live = (version: number, role: LiveVersion['role'], state: LiveVersion['state'] = 'live'): LiveVersion => ({
  position: version, id: 'sg', version, where: '', state, size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0, role, thresholds: [],
})

test('of the versions of a segment one speaks, the newest is prepared, and the last one stands by for its time', () => {
  const gone = (versions: LiveVersion[], given: { manual?: boolean; replaced?: [number, number]; now?: number } = {}): number[] => {
    const { manual = false, replaced, now = 0 } = given
    return superseded(versions, { isManual: () => manual, replaced: replaced && { position: replaced[0], at: replaced[1] }, now, standbyMillis: 100 }).map(({ version }) => version)
  }
  assert.deepEqual(gone([live(1, 'reported'), live(2, 'shadow', 'backfilling'), live(3, 'shadow', 'backfilling')]), [2])
  assert.deepEqual(gone([live(1, 'reported', 'sweeping'), live(2, 'shadow', 'backfilling')]), [1])
  assert.deepEqual(gone([live(1, 'reported', 'sweeping'), live(2, 'shadow', 'backfilling')], { manual: true }), [])
  assert.deepEqual(gone([live(1, 'standby'), live(2, 'standby'), live(3, 'reported')], { replaced: [2, 50], now: 149 }), [1])
  assert.deepEqual(gone([live(1, 'standby'), live(2, 'standby'), live(3, 'reported')], { replaced: [2, 50], now: 150 }), [1, 2])
  assert.deepEqual(gone([live(1, 'shadow'), live(2, 'reported')]), [1], 'a version that was overtaken')
  assert.deepEqual(gone([live(1, 'shadow')]), [], 'the only one')
})
