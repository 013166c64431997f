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
    const question = { person: anna, identifier: { type: 'anonymous_id', value: 'b' } }
    const preview = await it.call('preview-amendment', { unmerge: question })
    assert.ok(preview.ok, JSON.stringify(preview))
    const [{ before: one, after: two }] = preview.value.components
    assert.deepEqual(one.map(({ person, facts, segments }: any) => [person, facts, segments.map(({ id }: any) => id)]), [[anna, 4, ['buyers']]])
    assert.deepEqual(two.map(({ person, facts, segments }: any) => [person, facts, segments.map(({ name }: any) => name)]), [[anna, 2, ['The x']], [bert, 2, []]])
    assert.deepEqual(it.live(buyers), [anna], 'a preview changes nothing')
    const begun = await it.call('unmerge', { personId: String(anna), identifier: question.identifier, why: 'Two tills' })
    assert.ok(begun.ok, JSON.stringify(begun))
    await it.finish()
    const told = await it.call('get-amendment', { id: begun.value.id })
    assert.ok(told.ok)
    assert.deepEqual([told.value.amendment.state, told.value.amendment.components, told.value.amendment.by, told.value.amendment.why], ['done', 1, 'admin_test', 'Two tills'])
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
    assert.ok((await it.call('revert-trait', { personId: String(anna), trait: 'plan', why: 'A wrong column' })).ok)
    await it.finish()
    assert.deepEqual(it.live(x), [])
    assert.deepEqual(await it.sql('plan = "x"'), [])
    assert.deepEqual(await it.sql('plan = "x"', before + 60_000, before + 59_999), [], 'she was one with somebody of another plan')
    assert.equal(it.profiles.profile(anna)!.traits['plan'], undefined)
  } finally {
    await it.remove()
  }
})
