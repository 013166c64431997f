// The runner by itself: when it looks, what it waits for, and what it does when something fails.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ok, type Result } from '@touchstone/base'
import { BACKFILL_JOB, type BackfillAnswer, type BackfillMessage } from './backfill-job.ts'
import type { BackfillPorts } from './backfill.ts'
import { define, fill, makeFacts, openBench } from './testing/backfill-bench.ts'
import type { History } from './testing/history.ts'

const T = 1_700_000_000_000

test('nothing is read before the warehouse holds everything up to the definition', async (t) => {
  const bench = await openBench(t)
  await bench.live(makeFacts(1, 30, T, 3))
  const segment = await define(bench, 'a', 'did "A"')
  let through = segment - 1
  const runner = bench.runner({ historyThrough: () => through })
  await runner.step()
  assert.equal(bench.jobs, 0)
  through = segment
  await runner.step()
  assert.equal(bench.jobs, 1)
  assert.equal(bench.engine.liveSegments()[0]!.state, 'sweeping')
})

test('a history too long for one record is refused by name, is tried again ever less often, and others pass', async (t) => {
  const bench = await openBench(t)
  const { engine } = bench
  await bench.live(makeFacts(1, 900, T, 5))
  const long = await define(bench, 'long', 'sum("A".cart.total) in last 2000 days >= 10')
  const short = await define(bench, 'short', 'count("A") >= 3')
  const runner = bench.runner({ maxPersonBytes: 128 })
  const refused = await runner.step()
  assert.ok(!refused.ok && refused.failure.code === 'segments.history-too-large', JSON.stringify(refused))
  assert.match(refused.failure.message, /history of person \d+ is too long/)
  assert.equal(bench.jobs, 1)
  await runner.step()
  assert.equal(bench.jobs, 2)
  const states = () => engine.liveSegments().map(({ position, state }) => [position, state])
  assert.deepEqual(states(), [[long, 'backfilling'], [short, 'sweeping']])
  await runner.step()
  assert.equal(bench.jobs, 2, 'its time has not come')
  await sleep(1_000)
  await runner.step()
  assert.equal(bench.jobs, 3)
  await sleep(1_000)
  await runner.step()
  assert.equal(bench.jobs, 3, 'it waits twice as long')
})

test('the child may die under the job: it is run again', async (t) => {
  const bench = await openBench(t)
  const { engine, history } = bench
  await bench.live(makeFacts(1, 600, T, 5))
  const segment = await define(bench, 'a', 'count("A") >= 4')
  let kills = 0
  const runner = bench.runner({
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
    return ok(ok({ facts: 50 }) satisfies BackfillAnswer)
  }
}

/** A segment to fill with a flood, without a warehouse. */
async function openFlood(t: TestContext, records: number, posted = { count: 0 }) {
  const bench = await openBench(t, {} as History)
  await bench.engine.appendControl({ control: 'segment.define', id: 'a', version: 1, where: 'did "A"' })
  return { bench, engine: bench.engine, ports: { historyThrough: () => 1, runJob: flood(records, posted) } }
}

test('history waits for the engine: only a few records are under way at once', async (t) => {
  const posted = { count: 0 }
  const { bench, engine, ports } = await openFlood(t, 20, posted)
  engine.isAwake = false
  const runner = bench.runner(ports)
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

test('while the engine is late, history waits, but not for ever', async (t) => {
  const posted = { count: 0 }
  const { bench, engine, ports } = await openFlood(t, 20, posted)
  engine.late = 1_000
  const began = performance.now()
  const step = bench.runner(ports).step()
  await sleep(450)
  const most = 1 + (performance.now() - began) / 100
  assert.ok(posted.count >= 2 && posted.count <= most, `${posted.count} records, at most ${most}`)
  engine.late = 0
  assert.ok((await step).ok)
  assert.equal(posted.count, 20)
})

test('a segment that is archived meanwhile takes no more history and is not called complete', async (t) => {
  const posted = { count: 0 }
  const { bench, engine, ports } = await openFlood(t, 20, posted)
  const appendSeeds: BackfillPorts['appendSeeds'] = async (payload) => {
    if (engine.log.length === 4) await engine.appendControl({ control: 'segment.archive', segment: 1 })
    return engine.appendSeeds(payload)
  }
  assert.ok((await bench.runner({ ...ports, appendSeeds }).step()).ok)
  assert.equal(posted.count, 20, 'the job is let run to its end')
  assert.equal(engine.log.length, 6)
  assert.equal(engine.liveSegments()[0]!.state, 'archiving')
})

test('a log that is full is tried again until it takes the records', async (t) => {
  const { bench, engine, ports } = await openFlood(t, 2)
  let refusals = 1
  const appendSeeds = (payload: Uint8Array): Promise<Result<{ position: number }>> =>
    refusals-- > 0 ? Promise.resolve({ ok: false, failure: { code: 'stream.full', message: 'later' } }) : engine.appendSeeds(payload)
  assert.ok((await bench.runner({ ...ports, appendSeeds }).step()).ok)
  assert.deepEqual(bench.troubles, ['stream.full'])
  assert.equal(engine.log.length, 4)
})

test('it looks when a control record was met and while something is under way, and otherwise hardly ever', async (t) => {
  const { bench, engine, ports } = await openFlood(t, 2)
  let looks = 0
  const follow = (): Promise<Result<void>> => {
    looks++
    if (engine.liveSegments().some(({ state }) => state === 'sweeping')) engine.sweep()
    return Promise.resolve(ok(undefined))
  }
  const runner = bench.runner({ ...ports, historyThrough: () => engine.log.length, follow })
  t.after(() => runner.stop())
  runner.start()
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let i = 0; i < 100 && !isSo(); i++) {
      await sleep(20)
      runner.progressed()
    }
    assert.ok(isSo())
  }
  await until(() => engine.liveSegments()[0]!.state === 'live')
  await sleep(300)
  const settled = looks
  for (let i = 0; i < 50; i++) {
    runner.progressed()
    await sleep(10)
  }
  assert.equal(looks, settled, 'nothing is under way: what is said is not worth a look')
  engine.isAwake = false
  const position = await define(bench, 'b', 'did "B"')
  for (let i = 0; i < 20; i++) {
    runner.progressed()
    await sleep(10)
  }
  assert.equal(looks, settled, 'the engine has not met it')
  engine.isAwake = true
  engine.meet()
  await until(() => engine.liveSegments().find((one) => one.position === position)?.state === 'live')
})
