// Random conditions over random histories: most of them are defined when half of the facts are there, the others later,
// between facts. History through the job and the runner, and live facts, come to what the oracle says, also later on.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import fc from 'fast-check'
import { HOUR } from '@touchstone/base'
import { conditionText, history as historyOfPerson } from '@touchstone/language/testing'
import { define, openBench } from './backfill-bench.ts'
import type { History } from './history.ts'

/** `history`: a warehouse that is there, empty; the test's own where it is left out. */
export async function tryBackfill(t: TestContext, { seed, conditions: count, history }: { seed: number; conditions: number; history?: History }): Promise<void> {
  const bench = await openBench(t, history)
  const { engine } = bench
  const people = fc.sample(historyOfPerson(fc, 30), { seed, numRuns: 24 })
  const facts = people.flatMap((own, index) => own.map((fact) => ({ ...fact, person: 2 * index + 1 + fact.side }))).sort((a, b) => a.appended - b.appended)
  const conditions = fc.sample(conditionText(fc), { seed, numRuns: count })
  const defined: { position: number; where: string }[] = []
  for (const [i, fact] of facts.entries()) {
    const due = i < facts.length / 2 ? 0 : Math.ceil((count * (i + 1)) / facts.length)
    while (defined.length < due) {
      const where = conditions[defined.length]!
      defined.push({ position: await define(bench, `s${defined.length}`, where), where })
    }
    await bench.live([{ ...fact, position: engine.log.length + 1 }], false)
  }
  await bench.history.add(bench.facts)
  const runner = bench.runner({ stretchFacts: 100 })
  for (let i = 0; i < 2 * count && engine.liveSegments().some(({ state }) => state === 'backfilling'); i++) assert.ok((await runner.step()).ok)
  engine.sweep()
  let members = 0
  for (const later of [0, 5_000, HOUR, 26 * HOUR]) {
    const now = engine.now + later
    for (const { position, where } of defined) {
      const found = engine.membersAt(position, now)
      assert.deepEqual(found, bench.expected(where, now), `${where}\nat +${later} ms, seed ${seed}`)
      members += found.length
    }
  }
  assert.ok(members > 0)
}
