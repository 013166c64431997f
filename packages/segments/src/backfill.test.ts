// History through the job and the runner: what it comes to, for every kind of node and random conditions.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, fail } from '@touchstone/base'
import { parseStoredExpression, valueNaively } from '@touchstone/language'
import type { BackfillMessage } from './backfill-job.ts'
import type { BackfillPorts } from './backfill.ts'
import { tryBackfill } from './testing/backfill-agreement.ts'
import { define, fill, makeFacts, openBench } from './testing/backfill-bench.ts'

const T = 1_700_000_000_000

/** Every kind of node: of one event and of several, with and without properties, of traits. */
const CONDITIONS = [
  'count("A") >= 3',
  'count("A") in last 2 days >= 2 and not did "Order Completed" in last 1 day',
  'sum("Order Completed".revenue) >= 50',
  'sum("Order Completed".revenue) in last 3 days > 1 or count("we\\"ird\\\\ näme 🛒") in last 5 hours >= 1',
  'sum("A".cart.total) in last 100 hours >= 10 and count("A") < 12',
  'not did "A"',
  'count("A" where note = "ü" and cart.total >= 2) in last 40 hours >= 2',
  'first("Order Completed".revenue) > 0.1 or last("A".note) = "ü" and did "A" in last 3 days',
  'distinct("A".cart.total) in last 9 days >= 3',
  '"A" then "Order Completed" within 90 minutes and not "we\\"ird\\\\ näme 🛒" within 20 minutes after',
  'plan = "gold" for 30 hours',
  'average("Order Completed".revenue) in last 6 days >= 10 and country exists',
]

test('history and live facts together give what the definition says, for every kind of node and at later instants', async (t) => {
  const bench = await openBench(t)
  const { engine } = bench
  await bench.live(makeFacts(1, 900, T, 7), false)
  const positions: number[] = []
  // Defined between facts, so the same nodes come with different definitions; later segments share some of them.
  for (const [i, where] of CONDITIONS.entries()) {
    positions.push(await define(bench, `s${i}`, where))
    await bench.live(makeFacts(engine.log.length + 1, 40, engine.now, 100 + i), false)
  }
  await bench.history.add(bench.facts)
  await fill(bench.runner(), engine)
  await bench.live(makeFacts(engine.log.length + 1, 60, engine.now, 55))
  for (const later of [0, 1000, HOUR, 30 * HOUR, 2 * DAY, 9 * DAY]) {
    for (const [i, where] of CONDITIONS.entries()) {
      const now = engine.now + later
      assert.deepEqual(engine.membersAt(positions[i]!, now), bench.expected(where, now), `${where} at +${later} ms`)
    }
  }
})

test('the values of computed traits after history and live facts are those of the definition', async (t) => {
  const bench = await openBench(t)
  const { engine } = bench
  await bench.live(makeFacts(1, 600, T, 21), false)
  const traits: [number, string][] = []
  for (const where of ['sum("Order Completed".revenue)', 'favourite("A".note) fading by half every 10 hours', 'gap("A")', 'last("Order Completed".revenue)', 'average("Order Completed".revenue) in last 3 days', 'gap("A") in last 4 days']) {
    const id = `t${traits.length}`
    const appended = await engine.appendControl({ control: 'segment.define', id, version: 1, where, trait: id })
    assert.ok(appended.ok)
    traits.push([appended.value.position, where])
    await bench.live(makeFacts(engine.log.length + 1, 30, engine.now, 200 + traits.length), false)
  }
  await bench.history.add(bench.facts)
  await fill(bench.runner(), engine)
  assert.equal(bench.jobs, traits.length)
  const byPerson = Map.groupBy(bench.facts, ({ person }) => person)
  for (const [position, where] of traits) {
    const checked = parseStoredExpression(where)
    assert.ok(checked.ok)
    const told = [...byPerson].map(([person, facts]): [number, unknown] => [person, valueNaively(checked.value, { person, facts, asOf: engine.now }).value])
    const values = engine.valuesAt(position, engine.now)
    assert.deepEqual([...values].sort(([a], [b]) => a - b), told.sort(([a], [b]) => a - b), where)
  }
})

test('a node that history filled for one segment is not read again for the next', async (t) => {
  const bench = await openBench(t)
  await bench.live(makeFacts(1, 300, T, 3))
  await define(bench, 'a', 'count("A") >= 3')
  const runner = bench.runner()
  await fill(runner, bench.engine)
  assert.equal(bench.jobs, 1)
  const second = await define(bench, 'b', 'count("A") > 2')
  await fill(runner, bench.engine)
  assert.equal(bench.jobs, 1)
  assert.deepEqual(bench.engine.membersAt(second, bench.engine.now), bench.expected('count("A") >= 3', bench.engine.now))
})

test('a runner that starts over after a crash, wherever it was, goes on behind the people that are seeded, and nobody counts twice', async (t) => {
  const first = await openBench(t)
  const facts = makeFacts(1, 250, T, 11)
  await first.live(facts)
  const where = 'sum("A".cart.total) >= 6 and count("A") in last 2000 days >= 2 and (plan = "gold" or not plan = "gold" for 3 hours)'
  let records = Infinity
  for (let crashAfter = 1; crashAfter <= records; crashAfter++) {
    const bench = await openBench(t, first.history)
    const { engine } = bench
    await bench.live(facts, false)
    const segment = await define(bench, 'a', where)
    let taken = 0
    const starts: number[] = []
    const runJob: BackfillPorts['runJob'] = async (job, argument, onMessage) => {
      starts.push((argument as { seededThrough: number }).seededThrough)
      const isFirst = starts.length === 1
      const ran = await bench.ports.runJob(job, argument, async (message) => {
        if ((message as BackfillMessage).kind === 'seeds') taken++
        // What comes after the crash is lost.
        if (!isFirst || taken <= crashAfter) await onMessage(message)
      })
      if (isFirst) records = taken
      return isFirst && taken >= crashAfter ? fail('warehouse.unavailable', 'a crash') : ran
    }
    const broken = await bench.runner({ runJob, stretchFacts: 20 }).step()
    assert.ok(!broken.ok)
    const { seededThrough } = engine.liveSegments()[0]!
    assert.ok(seededThrough > 0)
    // Facts go on between the two.
    await bench.live(makeFacts(engine.log.length + 1, 20, engine.now, 500 + crashAfter), false)
    await fill(bench.runner({ runJob, stretchFacts: 20 }), engine)
    assert.deepEqual(starts, [0, seededThrough])
    assert.deepEqual(engine.membersAt(segment, engine.now), bench.expected(where, engine.now), `after ${crashAfter} of ${records} records`)
  }
  assert.ok(records >= 5 && records < Infinity, 'there were several instants to crash at')
})

test('random conditions over random histories come to what the oracle says', async (t) => {
  await tryBackfill(t, { seed: 1, conditions: 24 })
})

test('someone with thousands of facts is one among others', async (t) => {
  const bench = await openBench(t)
  await bench.live(makeFacts(1, 7_000, T, 9).map((fact) => (fact.position % 7 === 0 ? fact : { ...fact, person: 15 })))
  const wheres = ['sum("A".cart.total) in last 9 days >= 8', '"A" then "Order Completed" within 2 hours in last 30 hours', 'plan = "gold" for 2 hours', 'count("A") in last 20 hours >= 2']
  const positions: number[] = []
  for (const [i, where] of wheres.entries()) positions.push(await define(bench, `s${i}`, where))
  await fill(bench.runner({ stretchFacts: 10_000 }), bench.engine)
  for (const [i, where] of wheres.entries()) {
    const now = bench.engine.now + HOUR
    const found = bench.engine.membersAt(positions[i]!, now)
    assert.deepEqual(found, bench.expected(where, now), where)
    assert.ok(found.length > 0 && (i > 0 || found.includes(15)), where)
  }
})

test('a group call gives its person no traits', async (t) => {
  const bench = await openBench(t)
  const [one, two, three] = makeFacts(1, 3, T, 1)
  const facts = [{ ...one!, person: 1, traits: { plan: 'gold' } }, { ...two!, person: 1, traits: {}, groupTraits: { plan: 'free' } }, { ...three!, person: 8, traits: {}, groupTraits: { plan: 'gold' } }]
  await bench.live(facts)
  const segment = await define(bench, 'a', 'plan = "gold" for 1 minute')
  await fill(bench.runner(), bench.engine)
  assert.deepEqual(bench.engine.membersAt(segment, bench.engine.now + DAY), [1])
  assert.deepEqual(bench.expected('plan = "gold" for 1 minute', bench.engine.now + DAY), [1])
})
