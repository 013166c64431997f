// An amendment from the log to history; amendments.long.ts does it at random.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amendStand } from './testing/amend-stand.ts'

test('people come apart in the live state, in SQL and in their timelines, and what was known before stays', async () => {
  const it = await amendStand()
  try {
    const buyers = await it.define('buyers', 'count("A") >= 2')
    const x = await it.define('x', 'plan = "x"')
    const anna = it.fact({ identifiers: ['user_id:anna', 'anonymous_id:a'], event: 'A', traits: { plan: 'x' } })
    it.clock.time += 1_000
    const bert = it.fact({ identifiers: ['anonymous_id:b'], event: 'A', traits: { plan: 'y' } })
    it.clock.time += 1_000
    it.fact({ identifiers: ['anonymous_id:a', 'anonymous_id:b'], event: 'B', properties: { v: 4 } })
    it.clock.time += 1_000
    const moved = it.fact({ identifiers: ['anonymous_id:b'], event: 'B', properties: { v: 1 } })
    await it.say()
    assert.deepEqual([it.live(buyers), it.live(x)], [[anna], []])
    assert.deepEqual(await it.sql('count("A") >= 2'), [anna])
    const before = it.clock.time
    it.clock.time += 60_000
    assert.equal(it.states.isHistoryAmended, false)
    await it.amend({ kind: 'apart', pairs: [['anonymous_id:a', 'anonymous_id:b']] })
    assert.deepEqual([it.live(buyers), it.live(x)], [[], [anna]])
    assert.equal(it.states.isHistoryAmended, true)
    assert.deepEqual(await it.sql('count("A") >= 2'), [])
    assert.deepEqual(await it.sql('count("B") >= 1'), [anna, bert])
    assert.deepEqual(await it.sql('sum("B".v) = 1'), [bert])
    assert.deepEqual(await it.sql('plan = "y"'), [bert])
    assert.deepEqual(await it.sql('count("A") >= 2', before, before), [anna], 'what was believed then')
    assert.deepEqual(await it.sql('count("B") >= 1', before, before), [anna])
    assert.equal(it.profiles.profile(bert)!.facts, 2)
    const timeline = await it.warehouse.query(`SELECT position FROM ${it.profiles.facts} WHERE person IN {people:Array(UInt64)} ORDER BY position`, { people: it.profiles.idsOf(bert)! })
    assert.ok(timeline.ok)
    assert.deepEqual(timeline.value.map((row) => row['position']), [bert, moved])
    const later = await it.define('later', 'count("B") >= 2')
    assert.deepEqual(it.live(later), [], 'history is read as it counts now')
    await it.amend({ kind: 'retract', values: [{ fact: anna, trait: 'plan' }] })
    assert.deepEqual(it.live(x), [])
    assert.deepEqual(await it.sql('plan = "x"'), [])
    assert.deepEqual(await it.sql('plan = "x"', before + 60_000, before + 59_999), [], 'she was one with somebody of another plan')
    assert.equal(it.profiles.profile(anna)!.traits['plan'], undefined)
  } finally {
    await it.remove()
  }
})
