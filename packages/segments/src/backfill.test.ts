import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY, HOUR, ok, type Result } from '@touchstone/base'
import { BACKFILL_JOB, type BackfillMessage } from './backfill-job.ts'
import { BackfillRunner, type BackfillPorts } from './backfill.ts'
import { define, makeFacts, openBench } from './testing/backfill-bench.ts'
import { EngineStand } from './testing/engine-stand.ts'
import type { History } from './testing/history.ts'

const T = 1_700_000_000_000

const CONDITIONS = [
  'count("A") >= 3',
  'count("A") in last 2 days >= 2 and not did "Order Completed" in last 1 day',
  'sum("Order Completed".revenue) >= 50',
  'sum("Order Completed".revenue) in last 3 days > 1 or count("we\\"ird\\\\ näme 🛒") in last 5 hours >= 1',
  'sum("A".cart.total) in last 100 hours >= 10 and count("A") < 12',
  'not did "A"',
]

async function fill(runner: BackfillRunner, engine: EngineStand): Promise<void> {
  for (let i = 0; i < 20 && engine.liveSegments().some(({ state }) => state === 'backfilling'); i++) {
    const done = await runner.step()
    assert.ok(done.ok, JSON.stringify(done))
  }
  engine.sweep()
}

test('history and live facts together give what the definition says, for every kind of node and at later instants', async (t) => {
  const bench = await openBench(t)
  const { engine } = bench
  await bench.live(makeFacts(1, 1500, T, 7))
  const positions: number[] = []
  // Defined between facts, so the same nodes come with different definitions; later segments share some of them.
  for (const [i, where] of CONDITIONS.entries()) {
    positions.push(await define(bench, `s${i}`, where))
    await bench.live(makeFacts(engine.log.length + 1, 40, engine.now, 100 + i))
  }
  await fill(new BackfillRunner(bench.ports), engine)
  await bench.live(makeFacts(engine.log.length + 1, 60, engine.now, 55))
  for (const later of [0, 1000, HOUR, 30 * HOUR, 2 * DAY, 9 * DAY]) {
    for (const [i, where] of CONDITIONS.entries()) {
      const now = engine.now + later
      assert.deepEqual(engine.membersAt(positions[i]!, now), bench.expected(where, now), `${where} at +${later} ms`)
    }
  }
})

test('a node that history filled for one segment is not read again for the next', async (t) => {
  const bench = await openBench(t)
  await bench.live(makeFacts(1, 300, T, 3))
  await define(bench, 'a', 'count("A") >= 3')
  const runner = new BackfillRunner(bench.ports)
  await fill(runner, bench.engine)
  assert.equal(bench.jobs, 1)
  const second = await define(bench, 'b', 'count("A") > 2')
  await fill(runner, bench.engine)
  assert.equal(bench.jobs, 1)
  assert.deepEqual(bench.engine.membersAt(second, bench.engine.now), bench.expected('count("A") >= 3', bench.engine.now))
})

test('nothing is read before the warehouse holds everything up to the definition', async (t) => {
  const bench = await openBench(t)
  await bench.live(makeFacts(1, 30, T, 3))
  const segment = await define(bench, 'a', 'did "A"')
  let through = segment - 1
  const runner = new BackfillRunner({ ...bench.ports, historyThrough: () => through })
  await runner.step()
  assert.equal(bench.jobs, 0)
  through = segment
  await runner.step()
  assert.equal(bench.jobs, 1)
  assert.equal(bench.engine.liveSegments()[0]!.state, 'sweeping')
})

test('a runner that starts over after a crash goes on behind the people that are seeded, and nobody counts twice', async (t) => {
  const bench = await openBench(t)
  const { engine } = bench
  await bench.live(makeFacts(1, 1200, T, 11))
  const where = 'sum("A".cart.total) >= 20 and count("A") in last 2000 days >= 5'
  const segment = await define(bench, 'a', where)
  // The first runner stops in the middle: five records are in the log, the engine has met two of them.
  engine.isAwake = false
  const first = new BackfillRunner({
    ...bench.ports,
    stretchFacts: 40,
    engineProgress: () => ({ log: { position: 0, time: 0 }, engine: { position: engine.log.length, time: 0 } }),
    appendSeeds: (payload) => {
      const appended = engine.appendSeeds(payload)
      if (engine.log.length === segment + 5) void first.stop()
      return appended
    },
  })
  await first.step()
  assert.equal(engine.log.length, segment + 5)
  engine.meet(segment + 2)
  const { seededThrough } = engine.liveSegments()[0]!
  assert.ok(seededThrough > 0)
  const starts: number[] = []
  const runJob: BackfillPorts['runJob'] = (job, argument, onMessage) => {
    starts.push((argument as { seededThrough: number }).seededThrough)
    return bench.ports.runJob(job, argument, onMessage)
  }
  const second = new BackfillRunner({ ...bench.ports, runJob })
  engine.isAwake = true
  await second.step()
  engine.sweep()
  assert.deepEqual(starts, [seededThrough])
  assert.deepEqual(engine.membersAt(segment, engine.now), bench.expected(where, engine.now))
})

test('the child may die under the job: it is run again', async (t) => {
  const bench = await openBench(t)
  const { engine, history } = bench
  await bench.live(makeFacts(1, 600, T, 5))
  const segment = await define(bench, 'a', 'count("A") >= 4')
  let kills = 0
  const runner = new BackfillRunner({
    ...bench.ports,
    appendSeeds: async (payload) => {
      if (kills++ === 0) process.kill(history.warehouse.childProcess()!, 'SIGKILL')
      return engine.appendSeeds(payload)
    },
  })
  const failed = await runner.step()
  assert.equal(failed.ok ? 'ok' : failed.failure.code, 'warehouse.unavailable')
  while (!history.warehouse.state().up) await sleep(20)
  await fill(runner, engine)
  assert.equal(bench.jobs, 2)
  assert.deepEqual(engine.membersAt(segment, engine.now), bench.expected('count("A") >= 4', engine.now))
})

/** A job that posts `count` SEED records as fast as they are taken. */
function flood(count: number, posted: { count: number }): BackfillPorts['runJob'] {
  return async (job, _argument, onMessage) => {
    assert.equal(job, BACKFILL_JOB)
    await onMessage({ kind: 'plan', facts: 100 } satisfies BackfillMessage)
    for (let i = 0; i < count; i++) {
      await onMessage({ kind: 'seeds', payload: Buffer.alloc(8), through: i } satisfies BackfillMessage)
      posted.count++
    }
    await onMessage({ kind: 'read', facts: 50 } satisfies BackfillMessage)
    return ok(undefined)
  }
}

test('history waits for the engine: only a few records are under way at once', async (t) => {
  const engine = new EngineStand()
  const posted = { count: 0 }
  await engine.appendControl({ control: 'segment.define', id: 'a', version: 1, where: 'did "A"' })
  engine.isAwake = false
  const { ports } = await openBench(t, {} as History)
  const runner = new BackfillRunner({ ...ports, states: engine, appendSeeds: engine.appendSeeds, appendControl: engine.appendControl, engineProgress: engine.progress, historyThrough: () => 1, runJob: flood(20, posted) })
  t.after(() => runner.stop())
  const step = runner.step()
  await sleep(60)
  assert.equal(posted.count, 4)
  engine.meet(3)
  await sleep(60)
  assert.equal(posted.count, 6)
  assert.equal(runner.progress(1), 0)
  assert.equal(runner.progress(2), undefined)
  engine.isAwake = true
  engine.meet()
  assert.ok((await step).ok)
  assert.equal(engine.liveSegments()[0]!.state, 'sweeping')
})

test('a segment that is archived meanwhile takes no more history and is not called complete', async (t) => {
  const engine = new EngineStand()
  const posted = { count: 0 }
  await engine.appendControl({ control: 'segment.define', id: 'a', version: 1, where: 'did "A"' })
  const { ports } = await openBench(t, {} as History)
  const appendSeeds: BackfillPorts['appendSeeds'] = async (payload) => {
    if (engine.log.length === 4) await engine.appendControl({ control: 'segment.archive', segment: 1 })
    return engine.appendSeeds(payload)
  }
  const runner = new BackfillRunner({ ...ports, states: engine, appendSeeds, appendControl: engine.appendControl, engineProgress: engine.progress, historyThrough: () => 1, runJob: flood(20, posted) })
  assert.ok((await runner.step()).ok)
  assert.equal(posted.count, 20, 'the job is let run to its end')
  assert.equal(engine.log.length, 6)
  assert.equal(engine.liveSegments()[0]!.state, 'archiving')
})

test('a log that is full is tried again until it takes the records', async (t) => {
  const engine = new EngineStand()
  await engine.appendControl({ control: 'segment.define', id: 'a', version: 1, where: 'did "A"' })
  const { ports, troubles } = await openBench(t, {} as History)
  let refusals = 1
  const appendSeeds = (payload: Uint8Array): Promise<Result<{ position: number }>> =>
    refusals-- > 0 ? Promise.resolve({ ok: false, failure: { code: 'stream.full', message: 'later' } }) : engine.appendSeeds(payload)
  const runner = new BackfillRunner({ ...ports, states: engine, appendSeeds, appendControl: engine.appendControl, engineProgress: engine.progress, historyThrough: () => 1, runJob: flood(2, { count: 0 }) })
  assert.ok((await runner.step()).ok)
  assert.deepEqual(troubles, ['stream.full'])
  assert.equal(engine.log.length, 4)
})
