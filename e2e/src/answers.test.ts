import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAnswers } from './answers.ts'
import { SAMPLE } from './ledger.ts'
import { replay } from './retail-run.ts'
import { ServerProcess, must } from './server-process.ts'

test('conditions over a real history have the answers of an independent program', async () => {
  const server = await ServerProcess.start()
  try {
    await replay(server, SAMPLE)
    await server.settled(60_000)
    const { compared, members } = await assertAnswers(server, 'online-retail-sample.json')
    assert.equal(compared, 28)
    assert.ok(members > 2_000, `${members} members`)
    await assertExplained(server)
  } finally {
    await server.end()
  }
})

/** An explanation of a member says so, and why; of somebody else, what is missing. */
async function assertExplained({ client }: ServerProcess): Promise<void> {
  const asOf = '2012-01-10T08:00:00Z'
  const conditions = [
    '"Order Completed" then "Order Refunded" within 14 days and not "Order Completed" within 30 days after',
    '(count("Order Completed") in last 60 days >= 2) for 30 days',
    'top 5% by sum("Order Completed".revenue) in last 365 days',
    'country != "United Kingdom" and distinct("Order Completed".products[].product_id) in last 60 days >= 40',
  ]
  for (const where of conditions) {
    const members = must(await client.segments.previewSegment({ where, asOf, sample: 3 })).sample
    const others = must(await client.segments.previewSegment({ where: `not (${where})`, asOf, sample: 3 })).sample
    assert.ok(members.length === 3 && others.length === 3, where)
    for (const person of members) {
      const { truth, parts, needs, since } = must(await client.segments.explainPerson({ where, asOf, person }))
      assert.equal(truth, 'true', `${where}: ${person}`)
      assert.ok(needs.length > 0 && parts[0].factCount >= 0 && parts.some(({ facts }) => facts.length > 0), where)
      assert.ok(since === null || since <= Date.parse(asOf))
    }
    for (const person of others) assert.equal(must(await client.segments.explainPerson({ where, asOf, person })).truth, 'false', `${where}: ${person}`)
  }
}
