import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { READY_SEGMENTS } from '@touchstone/demo'
import { demoWorld, findTruths, startOf, type Expected } from './demo-world.ts'
import { ServerProcess, must } from './server-process.ts'

/** What the issue promises; the measured time is printed. */
const READY_WITHIN = 90_000

const recordOf = (server: ServerProcess): { told: number; isTold: boolean } => JSON.parse(readFileSync(join(server.directory, 'data/demo.json'), 'utf8')) as { told: number; isTold: boolean }

async function counts({ client }: ServerProcess): Promise<{ real: number; synthetic: number }> {
  const { facts, synthetic, holdsSynthetic } = must(await client.profiles.countSynthetic())
  assert.equal(holdsSynthetic, synthetic > 0)
  return { real: facts - synthetic, synthetic }
}

async function figure({ address }: ServerProcess, name: string): Promise<number> {
  return Number(new RegExp(`^touchstone_${name} (\\d+)$`, 'm').exec(await (await fetch(`${address}/metrics`)).text())![1])
}

describe('npm start -- --demo', () => {
  let server: ServerProcess
  let expected: Expected
  let took = 0

  before(async () => {
    const began = performance.now()
    server = await ServerProcess.start('--demo')
    took = performance.now() - began
    expected = demoWorld(await startOf(server))
  })
  after(() => server?.end())

  test('is ready in time, with everything told and nothing refused', async (t) => {
    t.diagnostic(`ready after ${(took / 1_000).toFixed(1)} s`)
    assert.ok(took < READY_WITHIN)
    const { real, synthetic } = await counts(server)
    assert.equal(real, expected.realFacts)
    assert.ok(synthetic > expected.invented + 3_600 * 4.5, 'the hour before is there too')
    assert.equal(await figure(server, 'intake_quarantined'), 0)
    assert.equal(must(await server.client.segments.previewSegment({ where: 'account = "trade"' })).count, expected.customers)
  })

  test('finds the planted truths, as of the first start and now', async () => {
    assert.deepEqual(await findTruths(server, await startOf(server)), expected.checks)
    assert.deepEqual(await findTruths(server), expected.checks)
  })

  test('has its segments, live, and those that stand still agree with a preview', async () => {
    const all = async () => must(await server.client.segments.listSegments()).segments
    await server.until('all are live', async () => (await all()).every(({ state }) => state === 'live'), 60_000)
    const segments = await all()
    assert.deepEqual(segments.map(({ name }) => name).sort(), READY_SEGMENTS.map(({ name }) => name).sort())
    for (const { name, where, size } of segments) {
      if (!['Repeat buyers', 'Let down by a late parcel', 'Would not recommend us', 'Going quiet'].includes(name)) continue
      assert.equal(size, must(await server.client.segments.previewSegment({ where })).count, name)
      assert.ok(size > 50, name)
    }
    for (const name of ['In the shop now', 'Left at the checkout', 'Top five percent']) assert.ok(segments.find((one) => one.name === name)!.size > 20, name)
  })

  test('goes on living, marked, and follows a shopper in and out', async (t) => {
    const { id } = must(await server.client.segments.createSegment({ name: 'Just now', where: 'did "Cart Updated" in last 3 seconds and not did "Order Completed" in last 3 seconds' }))
    await server.until('live', async () => must(await server.client.segments.getSegment({ id })).state === 'live')
    const before = { at: performance.now(), facts: await figure(server, 'profiles_facts') }
    const sizes = new Set<number>()
    while (performance.now() - before.at < 8_000) {
      sizes.add(must(await server.client.segments.getSegment({ id })).size)
      await sleep(200)
    }
    const rate = ((await figure(server, 'profiles_facts')) - before.facts) / ((performance.now() - before.at) / 1_000)
    t.diagnostic(`${rate.toFixed(2)} facts a second`)
    assert.ok(rate > 2 && rate < 9, String(rate))
    assert.ok(sizes.size > 1, 'somebody came or went')
    await server.settled()
    assert.equal((await counts(server)).real, expected.realFacts)
  })

  test('a second start doubles nothing, and stops cleanly', async () => {
    const facts = await figure(server, 'profiles_facts')
    assert.equal(await server.stop(), 0)
    const began = performance.now()
    await server.restart()
    await server.settled()
    const now = await figure(server, 'profiles_facts')
    assert.ok(now >= facts && now - facts < 30 + ((performance.now() - began) / 1_000 + 5) * 10, `${facts}, then ${now}`)
    assert.equal((await counts(server)).real, expected.realFacts)
    assert.deepEqual(await findTruths(server), expected.checks)
    assert.equal(must(await server.client.segments.listSegments()).segments.length, READY_SEGMENTS.length + 1)
  })
})

test('a demo that is killed while it is filled goes on where it stopped', async (t) => {
  const server = ServerProcess.prepare('--demo')
  t.after(() => server.end())
  server.launch()
  await server.until('a part is told', () => Promise.resolve(existsSync(join(server.directory, 'data/demo.json')) && recordOf(server).told > 9_000), 60_000)
  await server.kill()
  const { told, isTold } = recordOf(server)
  assert.ok(told > 0 && !isTold, `${told} were told`)
  await server.restart()
  await server.settled(60_000)
  const expected = demoWorld(await startOf(server))
  assert.equal((await counts(server)).real, expected.realFacts)
  assert.deepEqual(await findTruths(server, await startOf(server)), expected.checks)
  assert.equal(must(await server.client.segments.listSegments()).segments.length, READY_SEGMENTS.length)
})

test('a folder with other data is refused in one sentence, before anything starts', async (t) => {
  const server = ServerProcess.prepare('--demo')
  t.after(() => server.end())
  mkdirSync(join(server.directory, 'data/log'), { recursive: true })
  writeFileSync(join(server.directory, 'data/log/0'), 'facts of somebody')
  const child = server.launch()
  const code = await new Promise((resolve) => child.once('exit', resolve))
  assert.equal(code, 1)
  assert.match(server.log, /Touchstone did not go on: the folder .*data holds data that is not the demo's \(log\); --demo mixes nothing invented into it/)
  assert.ok(!existsSync(join(server.directory, 'data/demo.json')))
})
