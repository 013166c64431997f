import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { openOperations, value } from '../testing/operations-bench.ts'
import { bucketsOf, MAX_BUCKETS } from './buckets.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

const iso = (instant: number): string => new Date(instant).toISOString()

function boundaries(from: string, to: string, interval: 'minute' | 'hour' | 'day' | 'week' | 'month', zone = 'UTC'): string[] {
  const buckets = bucketsOf(Date.parse(from), Date.parse(to), interval, zone)
  assert.ok(buckets.ok)
  for (const [i, bucket] of buckets.value.entries()) if (i > 0) assert.equal(bucket.from, buckets.value[i - 1]!.to)
  return [...buckets.value.map((bucket) => iso(bucket.from)), iso(buckets.value.at(-1)!.to)]
}

test('time is cut at the clock of the zone, also where a day has 23 hours', () => {
  assert.deepEqual(boundaries('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 'day', 'Europe/Berlin'), [
    '2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-03-30T12:00:00.000Z',
  ])
  assert.deepEqual(boundaries('2026-03-05T00:00:00Z', '2026-03-12T00:00:00Z', 'week'), ['2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z', '2026-03-12T00:00:00.000Z'])
  assert.deepEqual(boundaries('2026-01-31T00:00:00Z', '2026-02-02T00:00:00Z', 'month'), ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z'])
  assert.deepEqual(boundaries('2026-01-01T10:30:00Z', '2026-01-01T12:00:00Z', 'hour', 'Asia/Kolkata'), ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z', '2026-01-01T12:00:00.000Z'])
  assert.deepEqual(boundaries('1969-12-31T23:59:30Z', '1970-01-01T00:00:30Z', 'minute').length, 3)
  const codes = [
    bucketsOf(0, 1, 'day', 'Mars/Olympus'),
    bucketsOf(5, 5, 'day', 'UTC'),
    bucketsOf(0, MAX_BUCKETS * HOUR + 1, 'hour', 'UTC'),
    bucketsOf(-8e15, 8e15, 'minute', 'UTC'),
  ].map((one) => (one.ok ? 'ok' : one.failure.code))
  assert.deepEqual(codes, ['segments.unknown-zone', 'segments.empty-range', 'segments.too-many-buckets', 'segments.too-many-buckets'])
  assert.ok(bucketsOf(0, MAX_BUCKETS * HOUR, 'hour', 'UTC').ok)
  const typo = bucketsOf(0, 1, 'day', 'Europe/Berlim')
  assert.match(typo.ok ? '' : typo.failure.message, /did you mean Europe\/Berlin\?$/)
})

test('the size of a segment reconciles with everyone who came and went, across versions, and with the members at each instant', async (t) => {
  const bench = await openOperations(t, registry, true)
  const START = Math.ceil(T / DAY) * DAY
  bench.clock.time = START
  const { id } = await value(bench.call('create-segment', { name: 'A', where: 'did "A"' }))
  bench.goLive()
  await value(bench.call('update-segment', { id, where: 'did "B"', cutOver: 'manual' }))
  const second = bench.engine.log.length
  bench.goLive()
  const day = (n: number, hours = 0): number => START + n * DAY + hours * HOUR
  await bench.change(
    [1, 1, day(0, 1), 1, 'backfill'], [1, 2, day(0, 1), 1, 'backfill'], [1, 3, day(0, 2), 1],
    [second, 3, day(0, 5), 1, 'backfill'], [second, 4, day(0, 5), 1, 'backfill'], [second, 5, day(0, 5), 1, 'backfill'],
    [1, 1, day(1, 0), 0, 'time'], [1, 1, day(1, 1), 1], [second, 5, day(1, 2), 0, 'time'],
    // At the very instant of the take-over, the third day at 12: what the old version says then does not count any more.
    [1, 2, day(2, 12), 0, 'time'], [second, 6, day(2, 12), 1],
    [second, 4, day(2, 13), 0, 'merge'], [1, 9, day(2, 14), 1],
    // Back to the first version on the fourth day at 6.
    [second, 7, day(3, 7), 1], [1, 3, day(3, 8), 0, 'time'], [1, 3, day(3, 8), 1], [1, 9, day(4), 0, 'threshold'],
  )
  bench.clock.time = day(2, 12)
  await value(bench.call('cut-over-version', { id, version: 2 }))
  bench.clock.time = day(3, 6)
  await value(bench.call('roll-back-segment', { id }))
  bench.clock.time = day(5)
  bench.through = bench.engine.log.length

  const series = await value(bench.call('get-series', { id, from: iso(day(0)) }))
  assert.deepEqual([series.before, series.isComplete], [0, true])
  assert.deepEqual(series.points.map(({ from, size, entered, left, causes }: any) => [(from - START) / DAY, size, entered, left, causes]), [
    [0, 3, 3, 0, { backfill: { entered: 2, left: 0 }, fact: { entered: 1, left: 0 } }],
    [1, 3, 1, 1, { time: { entered: 0, left: 1 }, fact: { entered: 1, left: 0 } }],
    // Old: 1, 2, 3. New: 3, 4, 6. Then 4 leaves.
    [2, 2, 2, 3, { version: { entered: 2, left: 2 }, merge: { entered: 0, left: 1 } }],
    // Old: 3, 6. New: 1, 3, 9. Then 3 leaves and comes back at the same instant.
    [3, 3, 3, 2, { version: { entered: 2, left: 1 }, time: { entered: 0, left: 1 }, fact: { entered: 1, left: 0 } }],
    [4, 2, 0, 1, { threshold: { entered: 0, left: 1 } }],
  ])
  // Any cut gives the same sizes, and they are those of the members at the last instant of each stretch.
  for (const [from, to, interval] of [[day(1, 5), day(4, 3), 'hour'], [day(2, 12), day(2, 13), 'minute'], [day(3), day(5), 'hour']] as const) {
    const cut = await value(bench.call('get-series', { id, from: iso(from), to: iso(to), interval }))
    let size = cut.before
    for (const point of cut.points) {
      size += point.entered - point.left
      assert.equal(point.size, size)
    }
    for (const point of cut.points.filter((_: unknown, i: number) => i % 7 === 0)) {
      assert.equal(point.size, (await value(bench.call('combine', { expression: id, asOf: point.to - 1 }))).size, iso(point.to))
    }
  }
  const late = await value(bench.call('get-series', { id, from: iso(day(4)), to: iso(day(30)) }))
  assert.deepEqual([late.before, late.points.length, late.points[0].to], [3, 1, day(5)])
  for (const interval of ['minute', 'hour', 'day', 'week', 'month']) {
    const { length } = (await value(bench.call('get-series', { id, interval }))).points
    assert.ok(length >= 12 && length <= 400, `${length} of a ${interval}`)
  }
  assert.equal((await value(bench.call('get-series', { id }))).points.length, 30)
  assert.equal(await codeOf(bench.call('get-series', { id, from: 'soon' })), 'segments.invalid-moment')
  assert.equal(await codeOf(bench.call('get-series', { id, from: iso(day(6)) })), 'segments.empty-range')
  assert.equal(await codeOf(bench.call('get-series', { id: 'sg_nobody' })), 'segments.not-found')
})
