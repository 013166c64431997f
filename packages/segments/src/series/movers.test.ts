import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { T } from '../testing/definitions-bench.ts'
import { openOperations, value } from '../testing/operations-bench.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

const START = Math.ceil(T / DAY) * DAY

test('what moved adds up to the series of each segment, also where another version took over, and the largest comes first', async (t) => {
  const bench = await openOperations(t, registry, true)
  bench.clock.time = START
  const made: { id: string; position: number }[] = []
  for (const name of ['Steady', 'Grows', 'Changes hands', 'Quiet', 'Comes and goes']) {
    const { id } = await value(bench.call('create-segment', { name, where: `did "${name}"` }))
    made.push({ id, position: bench.engine.log.length })
  }
  bench.goLive()
  const [steady, grows, changes, quiet, busy] = made
  await value(bench.call('update-segment', { id: changes!.id, where: 'did "B"', cutOver: 'manual' }))
  const second = bench.engine.log.length
  bench.goLive()
  const now = START + 2 * DAY + 17 * MINUTE + 12_345
  const cut = Math.floor((now - HOUR) / MINUTE) * MINUTE
  await bench.change(
    ...[1, 2, 3].map((person) => [steady!.position, person, START + HOUR, 1, 'backfill'] as const),
    [quiet!.position, 1, START + HOUR, 1], [quiet!.position, 2, now - 2 * HOUR, 1],
    [changes!.position, 1, START + HOUR, 1], [changes!.position, 2, START + HOUR, 1], [second, 2, START + HOUR, 1], [second, 3, START + HOUR, 1], [second, 4, START + HOUR, 1],
    // Exactly at the cut counts as within; just before does not.
    [grows!.position, 1, cut - 1, 1], [grows!.position, 2, cut, 1], [grows!.position, 3, now - 1, 1], [grows!.position, 4, now - 5, 1],
    ...[1, 2, 3, 4].flatMap((person) => [[busy!.position, person, now - 1_000, 1] as const, [busy!.position, person, now - 500, 0, 'time'] as const]),
    [steady!.position, 1, now - 10, 0, 'time'],
  )
  bench.clock.time = now - 20 * MINUTE
  await value(bench.call('cut-over-version', { id: changes!.id, version: 2 }))
  bench.goLive()
  await bench.definitions.follow()
  bench.clock.time = now
  for (const window of ['hour', 'day'] as const) {
    const { from, to, interval, movers } = await value(bench.call('list-movers', { window }))
    assert.equal(to, now)
    for (const { id, before, size, change, entered, left, sizes } of movers) {
      const series = await value(bench.call('get-series', { id, from: new Date(from).toISOString(), to: new Date(to).toISOString(), interval }))
      assert.equal(series.points[0].from, from, 'cut at the same instant')
      const sum = (field: 'entered' | 'left'): number => series.points.reduce((total: number, point: Record<string, number>) => total + point[field]!, 0)
      assert.deepEqual({ before, size, entered, left }, { before: series.before, size: series.points.at(-1).size, entered: sum('entered'), left: sum('left') }, `${window} ${id}`)
      assert.equal(change, size - before)
      assert.deepEqual(sizes, series.points.map((point: { size: number }) => point.size))
    }
  }
  const { movers, moved } = await value(bench.call('list-movers', {}))
  assert.deepEqual(movers.map((one: { name: string; change: number; entered: number; left: number }) => [one.name, one.change, one.entered, one.left]), [
    ['Grows', 3, 3, 0], ['Changes hands', 1, 2, 1], ['Steady', -1, 0, 1], ['Comes and goes', 0, 4, 4],
  ])
  assert.equal(moved, 4)
  assert.deepEqual((await value(bench.call('list-movers', { limit: '1' }))).movers.map((one: { name: string }) => one.name), ['Grows'])
})
