import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fail, HOUR, ManualClock } from '@touchstone/base'
import type { ThresholdControl } from '@touchstone/vocabulary'
import { EngineStand } from '../testing/engine-stand.ts'
import { openHistory } from '../testing/history.ts'
import { SegmentUpkeep } from '../upkeep.ts'
import { MIN_REFRESH, REFRESH_EVERY, ThresholdRefresher, type RefresherPorts } from './threshold-refresher.ts'

const T = 1_700_000_000_000
const WHERE = 'top 10% by sum("Order".total) and plan != "free"'
const KEY = 'top 10% by sum("Order".total)'

function given(overrides: Partial<RefresherPorts> = {}) {
  const engine = new EngineStand()
  const clock = new ManualClock(T)
  const troubles: string[] = []
  let queries = 0
  const ports: RefresherPorts = {
    states: engine, clock,
    queryHistory: () => {
      queries++
      return Promise.resolve(fail('warehouse.unavailable', 'away'))
    },
    historyThrough: () => 1e6,
    appendControl: engine.appendControl,
    onTrouble: (code) => troubles.push(code),
    ...overrides,
  }
  const define = (id: string, where: string) => engine.appendControl({ control: 'segment.define', id, version: 1, where })
  const told = (): ThresholdControl[] => engine.log.flatMap((entry) => ('control' in entry && entry.control.control === 'segment.threshold' ? [entry.control] : []))
  return { engine, clock, troubles, ports, define, told, queries: () => queries, refresher: new ThresholdRefresher(ports) }
}

test('thresholds are computed exactly when they are due, told when they changed, shared by equal ranks, and null where nobody has a value', async (t) => {
  const history = await openHistory(t)
  const order = (position: number, person: number, total: number, appended: number) => ({ position, person, event: 'Order', timestamp: appended, appended, hash: BigInt(position), traits: {}, properties: { total } })
  await history.add(Array.from({ length: 100 }, (_, i) => order(i + 1, i + 1, i + 1, T - HOUR)))
  const { engine, clock, define, told, troubles, ports } = given({ queryHistory: (sql, parameters, limits) => history.warehouse.query(sql, parameters, limits) })
  let through = 0
  const refresher = new ThresholdRefresher({ ...ports, historyThrough: () => through })
  await define('a', WHERE)
  await define('b', 'bottom 25% by count("Order") or did "Nothing"')
  await define('c', 'did "Order"')
  await refresher.step()
  assert.deepEqual(told(), [], 'what the log held before is not in the warehouse yet')
  through = 3
  await refresher.step()
  assert.deepEqual(troubles, [])
  const first = { control: 'segment.threshold', segment: 1, key: KEY, value: 91, people: 100, error: 0, at: T }
  assert.deepEqual(told(), [first, { ...first, segment: 2, key: 'bottom 25% by count("Order")', value: 1 }])
  assert.deepEqual(refresher.refresh(KEY)!.at, T)

  // Two of those below rise above: 12 are beyond the old threshold, so 2 of 100 are on the wrong side.
  clock.time = T + HOUR - 1
  await history.add([order(101, 5, 1000, T + 5), order(102, 6, 1000, T + 5)])
  await refresher.step()
  assert.equal(told().length, 2, 'not before its time')
  clock.time = T + HOUR
  await refresher.step()
  assert.deepEqual(told().slice(2), [{ ...first, value: 93, error: 0.02, at: T + HOUR }, { ...first, segment: 2, key: 'bottom 25% by count("Order")', value: 1, at: T + HOUR }].slice(0, 1))
  assert.deepEqual(refresher.refresh('bottom 25% by count("Order")')!.at, T + HOUR, 'computed, and the same')

  // A new version with a known rank gets it at once, and so does everyone after a restart in which time has passed.
  through = engine.log.length + 1
  await define('d', `not ${KEY}`)
  await refresher.step()
  assert.deepEqual(told().slice(3), [{ ...first, segment: engine.log.length - 1, value: 93, at: T + HOUR }])
  const again = new ThresholdRefresher({ ...ports, historyThrough: () => through })
  await again.step()
  assert.equal(again.refresh(KEY)!.at, undefined)
  clock.time = T + 2 * HOUR
  await again.step()
  assert.deepEqual([again.refresh(KEY)!.at, told().length], [T + 2 * HOUR, 4])
  await engine.appendControl({ control: 'segment.archive', segment: 2 })
  await again.step()
  assert.equal(again.refresh('bottom 25% by count("Order")'), undefined)
  through = engine.log.length + 1
  await define('e', 'top 1% by sum("Nothing".total)')
  await again.step()
  clock.time += HOUR
  await again.step()
  assert.deepEqual(told().slice(4).map(({ value, people }) => [value, people]), [[null, 0]], 'and that is told once')
})

test('a failure is tried again, later each time, and does not hold up the others', async () => {
  const { define, troubles, refresher, queries, clock } = given()
  await define('a', WHERE)
  await define('b', 'top 1% by count("Order")')
  await refresher.step()
  assert.deepEqual([troubles.length, queries()], [2, 2])
  await refresher.step()
  assert.equal(queries(), 2)
  clock.time += 5000
  await refresher.step()
  assert.equal(queries(), 4)
  clock.time += 5000
  await refresher.step()
  assert.equal(queries(), 4)
})

test('what is expensive is computed less often, and nothing more often than once a minute', async () => {
  const slow = given({
    queryHistory: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1300))
      return { ok: true, value: [{ value: 1, people: 5 }] }
    },
    refreshEvery: 1,
  })
  await slow.define('a', WHERE)
  assert.equal(slow.refresher.refresh(KEY), undefined)
  await slow.refresher.step()
  const { every } = slow.refresher.refresh(KEY)!
  assert.ok(every > MIN_REFRESH && every < 10 * MIN_REFRESH, String(every))
  const quick = given({ queryHistory: () => Promise.resolve({ ok: true, value: [{ value: 1, people: 5 }] }), refreshEvery: 1 })
  await quick.define('a', WHERE)
  await quick.refresher.step()
  assert.equal(quick.refresher.refresh(KEY)!.every, MIN_REFRESH)
  const usual = given({ queryHistory: () => Promise.resolve({ ok: true, value: [{ value: 1, people: 5 }] }) })
  await usual.define('a', WHERE)
  await usual.refresher.step()
  assert.equal(usual.refresher.refresh(KEY)!.every, REFRESH_EVERY)
})

test('upkeep goes on by itself, says what fails, and stops', async () => {
  const { define, told, refresher, troubles } = given({ queryHistory: () => Promise.resolve({ ok: true, value: [{ value: 1, people: 5 }] }) })
  await define('a', WHERE)
  let followed = 0
  const upkeep = new SegmentUpkeep({
    refresher,
    follow: () => Promise.resolve(++followed === 2 ? fail('registry.unavailable', 'away') : { ok: true, value: undefined }),
    onTrouble: (code) => troubles.push(code),
    alarms: () => [],
    onAlarm: () => assert.fail('there are none'),
    lookEvery: 5,
  })
  upkeep.start()
  while (followed < 4) await new Promise((resolve) => setTimeout(resolve, 5))
  await upkeep.stop()
  assert.deepEqual([told().length, troubles], [1, ['registry.unavailable']])
  const before = followed
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.equal(followed, before)
})
