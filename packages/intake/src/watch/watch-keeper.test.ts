// Watches from their definition to an alarm and its end, with a real PostgreSQL and a history that a test leads.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { DAY, HOUR, ManualClock, MINUTE, ok, type Result } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { intakeMigrations } from '../migrations/index.ts'
import type { Seen } from '../plan/seen.ts'
import type { MinuteCount } from './source-minutes.ts'
import { watchShape } from './watch.ts'
import { openWatches, type WatchAlarm, type Watches } from './watch-definitions.ts'
import { WatchKeeper } from './watch-keeper.ts'

const { registry, remove } = await temporaryRegistry({ migrations: intakeMigrations })
after(() => remove())
beforeEach(() => registry.query('TRUNCATE intake.watches, intake.watch_alarms'))

const T = 1_760_000_000_000 - (1_760_000_000_000 % DAY)
const clock = new ManualClock(T)
let ids = 0
const open = (): Promise<Watches> => openWatches({ registry, clock, newId: () => `wt_${++ids}` })
const value = <T>(result: Result<T>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const nothing: Seen = { events: [], traits: { facts: 0, fields: [] } }

/** 20 facts a minute, but for what the test says. */
function keeperOf(watches: Watches, facts: (minute: number) => number, over: { seen?: (from: number, until: number) => Seen; missing?: { hour: number; part: number; whole: number }[] } = {}) {
  const told: string[] = []
  const keeper = new WatchKeeper({
    watches, clock, isComplete: () => true,
    minutes: async (_, from, until) => ok(Array.from({ length: (until - from) / MINUTE }, (_, i): MinuteCount => ({ minute: from + i * MINUTE, facts: facts(from + i * MINUTE), late: 0 }))),
    seen: async (_, from, until) => ok(over.seen?.(from, until) ?? nothing),
    missing: async () => ok(over.missing ?? []),
    onAlarm: ({ kind }: WatchAlarm, isOver) => told.push(`${kind} ${isOver ? 'over' : 'begins'}`),
    onTrouble: (code, message) => told.push(`${code} ${message}`),
  })
  return { keeper, told }
}

test('silence begins an alarm and traffic ends it; both are kept, and the next process goes on with it', async () => {
  clock.time = T
  const watches = await open()
  const defined = value(await watches.define(watchShape.parse({ source: 'shop', kind: 'volume' }), 'admin_1'))
  const silent = (minute: number) => minute >= T + 20 * MINUTE && minute < T + 35 * MINUTE
  const { keeper, told } = keeperOf(watches, (minute) => (silent(minute) ? 0 : 18 + ((minute / MINUTE) % 5)))
  for (let i = 0; i < 32; i++) await keeper.look(T + i * MINUTE)
  assert.deepEqual(told, ['volume begins'])
  const [alarm] = value(await watches.alarms(true, 10))
  assert.deepEqual([alarm!.watch, alarm!.kind, alarm!.source, alarm!.until], [defined.id, 'volume', 'shop', null])
  assert.match(alarm!.message, /^\d+ facts in 10 minutes; about 200 are usual at this time$/)
  assert.ok(alarm!.since > T + 24 * MINUTE && alarm!.since <= T + 30 * MINUTE, 'it need not be silent for all of ten minutes')
  const again = await open()
  assert.equal(again.open.size, 1)
  const next = keeperOf(again, (minute) => (silent(minute) ? 0 : 20))
  for (let i = 32; i < 50; i++) await next.keeper.look(T + i * MINUTE)
  assert.deepEqual(next.told, ['volume over'])
  const [ended] = value(await again.alarms(false, 10))
  assert.ok(ended!.until! > T + 35 * MINUTE && ended!.until! <= T + 46 * MINUTE)
  assert.deepEqual(value(await again.alarms(true, 10)), [])
})

test('stretches from before the process started say nothing, nor do watches that ended', async () => {
  clock.time = T + 5 * MINUTE
  const watches = await open()
  const { id } = value(await watches.define(watchShape.parse({ source: 'shop', kind: 'volume' }), 'a'))
  const { keeper, told } = keeperOf(watches, (minute) => (minute >= T ? 0 : 20))
  for (let i = 0; i < 14; i++) await keeper.look(T + i * MINUTE)
  assert.deepEqual(told, [])
  await keeper.look(T + 14 * MINUTE)
  assert.deepEqual(told, ['volume begins'])
  value(await watches.end(id, 'a'))
  assert.equal(watches.open.size, 0)
  await keeper.look(T + 15 * MINUTE)
  assert.deepEqual(told, ['volume begins'])
  assert.equal((await watches.end(id, 'a')).ok, false)
})

test('a field that is empty and fields that are new are looked at when an hour has ended', async () => {
  clock.time = T
  const watches = await open()
  value(await watches.define(watchShape.parse({ source: 'shop', kind: 'nulls', event: 'Order', field: 'revenue' }), 'a'))
  value(await watches.define(watchShape.parse({ source: 'shop', kind: 'new-fields' }), 'a'))
  const field = (name: string, facts: number) => ({ field: name, kinds: [{ kind: 'text' as const, facts }], facts, first: 1, last: 2 })
  const seenOf = (fields: Seen['traits']['fields']): Seen => ({ events: [{ type: 'track', event: 'Order', facts: 50, first: 1, last: 2, fields }], traits: { facts: 0, fields: [] } })
  const missing = Array.from({ length: 48 }, (_, i) => ({ hour: T - (i + 1) * HOUR, part: i % 3, whole: 60 }))
  const { keeper, told } = keeperOf(watches, () => 0, {
    seen: (from, until) => (until - from > HOUR ? seenOf([field('old', 900)]) : from === T ? seenOf([field('old', 50), field('fresh', 3), field('slip', 2)]) : seenOf([field('old', 5)])),
    missing: [...missing, { hour: T, part: 60, whole: 60 }, { hour: T + HOUR, part: 1, whole: 60 }],
  })
  await keeper.look(T + 58 * MINUTE)
  assert.deepEqual(told, [])
  await keeper.look(T + 59 * MINUTE)
  assert.deepEqual(told, ['nulls begins', 'new-fields begins'])
  assert.deepEqual(value(await watches.alarms(true, 10)).map(({ message }) => message).sort(), ['100 % of 60 facts of Order in an hour had no revenue; 1.7 % are usual', 'fields that were not there for four weeks: Order: fresh'])
  await keeper.look(T + 119 * MINUTE)
  assert.deepEqual(told.slice(2), ['nulls over', 'new-fields over'])
})

test('what cannot be a watch is said', async () => {
  const watches = await open()
  const codeOf = async (given: Record<string, unknown>) => {
    const defined = await watches.define(watchShape.parse(given), 'a')
    return defined.ok ? 'ok' : defined.failure.code
  }
  assert.equal(await codeOf({ source: 's', kind: 'nulls', event: 'E' }), 'intake.invalid-watch')
  assert.equal(await codeOf({ source: 's', kind: 'volume', field: 'x' }), 'intake.invalid-watch')
  assert.equal(await codeOf({ source: 's', kind: 'late' }), 'ok')
  assert.equal(await codeOf({ source: 's', kind: 'late' }), 'intake.watch-exists')
})
