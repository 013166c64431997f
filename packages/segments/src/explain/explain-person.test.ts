import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { fact, openOperations, value } from '../testing/operations-bench.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

test('a person is explained by the version that spoke then, with what was known then', async (t) => {
  const bench = await openOperations(t, registry, true)
  const { call, clock } = bench
  const day = (n: number): number => T + n * DAY
  const inner = await value(call('create-segment', { name: 'Inner', where: 'did "A"' }))
  clock.time++
  const { id } = await value(call('create-segment', { name: 'Outer', where: 'segment("Inner") and count("A") >= 2' }))
  bench.goLive()
  // The fact of the second day arrives on the fifth.
  await bench.history.add([fact(1, 7, 'A', day(1)), fact(2, 7, 'B', day(1)), fact(3, 7, 'A', day(2), day(5)), fact(4, 8, 'A', day(4))])
  clock.time = day(6)
  await value(call('update-segment', { id, where: 'did "B" in last 3 days' }))
  bench.goLive()
  clock.time = day(7)
  const explain = (given: Record<string, unknown>) => value(call('explain-person', { person: 7, segment: id, ...given }))

  const now = await explain({})
  assert.deepEqual([now.version, now.truth, now.since, now.parts.map((part: any) => part.text)], [2, 'false', day(4), ['did "B" in last 3 days']])
  const then = await explain({ asOf: day(5) })
  assert.deepEqual([then.version, then.truth, then.since, then.parts.map((part: any) => part.text)], [1, 'true', day(2), ['did "A" and count("A") >= 2', 'did "A"', 'count("A") >= 2']])
  assert.deepEqual(then.parts[2].facts, [1, 3])
  const asKnown = await explain({ asOf: day(4), knownAt: day(4) })
  assert.deepEqual([asKnown.truth, asKnown.parts[2].found, asKnown.needs.map((need: any) => need.text)], ['false', ['1'], ['they did "A" at least 2 times (now 1)']])
  assert.equal((await explain({ asOf: day(1) - 1, person: 7 }).catch((error: Error) => error)).message.includes('segments.unknown-person'), true)

  // The condition of the version is the one that was written out, whatever the segments that it names say by now.
  await value(call('update-segment', { id: inner.id, where: 'did "C"' }))
  assert.equal((await explain({ asOf: day(5) })).truth, 'true')
  assert.equal((await explain({ segment: undefined, where: 'did "A"' })).version, null)
  assert.equal(await codeOf(call('explain-person', { person: 7 })), 'segments.explain-what')
  assert.equal(await codeOf(call('explain-person', { person: 7, segment: id, asOf: day(8) })), 'segments.moment-to-come')
  assert.equal(await codeOf(call('explain-person', { person: 7, segment: 'sg_nobody' })), 'segments.not-found')
})
