// Computed traits as staff have them: definitions in a real registry, an engine that stands in, and values over a real history.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, fail, ok } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { fact, openOperations, value } from '../testing/operations-bench.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

const REVENUE = 'sum("Order Completed".revenue)'
const failureOf = async (result: Promise<any>): Promise<any> => (await result).failure

test('a condition that names a computed trait is its expression, and the log has it written out', async (t) => {
  const bench = await openOperations(t, registry)
  const { call, engine } = bench
  const made = await value(call('create-trait', { name: 'lifetime_value', expression: 'SUM( "Order Completed".revenue )', description: 'All orders' }))
  assert.deepEqual([made.name, made.expression, made.state, made.version, made.type], ['lifetime_value', REVENUE, 'backfilling', 1, 'number'])
  assert.equal(made.reading, 'The sum of revenue over "Order Completed" of all time')
  bench.goLive()
  const { id } = await value(call('create-segment', { name: 'Good', where: 'lifetime_value >= 1000 and plan = "gold"' }))
  const defined = engine.log.flatMap((entry) => ('control' in entry && entry.control.control === 'segment.define' ? [entry.control] : []))
  assert.deepEqual(defined.map(({ trait, where }) => [trait, where]), [['lifetime_value', REVENUE], [undefined, `${REVENUE} >= 1000 and plan = "gold"`]])
  assert.equal((await value(bench.definitions.view(id))).where, 'lifetime_value >= 1000 and plan = "gold"')
  const view = await value(call('get-trait', { name: 'lifetime_value' }))
  assert.deepEqual([view.state, view.usedBy], ['live', { segments: [{ id, name: 'Good' }], traits: [] }])
  assert.deepEqual((await value(call('list-segments'))).segments.map((one: any) => one.name), ['Good'])
  assert.equal(await codeOf(call('get-segment', { id: 'lifetime_value' })), 'segments.not-found')
})

test('a name is nobody\'s field, says what it is, and may not mean itself', async (t) => {
  const { call } = await openOperations(t, registry, false, { isGivenTrait: (name) => Promise.resolve(ok(name === 'plan')) })
  const create = (name: string, expression = REVENUE) => call('create-trait', { name, expression })
  assert.equal(await codeOf(create('plan')), 'segments.given-trait-conflict')
  assert.equal(await codeOf(create('life time')), 'segments.trait-name')
  assert.equal(await codeOf(create('not')), 'segments.trait-name')
  assert.equal(await codeOf(create('timezone')), 'segments.trait-name')
  assert.equal(await codeOf(create('email')), 'segments.personal-trait-name')
  await value(create('lifetime_value'))
  assert.equal(await codeOf(create('lifetime_value')), 'segments.name-conflict')
  assert.equal(await codeOf(create('Lifetime_Value')), 'segments.name-conflict')
  // Rule 16: what is sealed is not computed with, and what can be used is named.
  const personal = await failureOf(create('last_mail', 'last("Order Completed".email)'))
  assert.deepEqual([personal.code, personal.details.suggestion], ['language.personal_trait', 'email_domain'])
  const misspelt = await failureOf(create('basket', 'lifetime_valu / count("Order Completed")'))
  assert.deepEqual([misspelt.code, misspelt.details.suggestion], ['language.unknown_computed', 'lifetime_value'])
  await value(create('basket', 'lifetime_value / count("Order Completed")'))
  await value(create('spent', 'lifetime_value'))
  assert.equal(await codeOf(call('update-trait', { name: 'lifetime_value', expression: 'spent' })), 'language.trait_cycle')
  assert.equal(await codeOf(call('update-trait', { name: 'lifetime_value', expression: 'lifetime_value' })), 'language.trait_cycle')
  assert.equal(await codeOf(create('share', 'basket / lifetime_value')), 'language.no_operand')
  assert.equal(await codeOf(call('update-trait', { name: 'lifetime_value' })), 'segments.nothing-to-change')
  assert.equal(await codeOf(call('get-trait', { name: 'nobody' })), 'segments.trait-not-found')
  const unavailable = await openOperations(t, registry, false, { isGivenTrait: () => Promise.resolve(fail('warehouse.unavailable', 'later')) })
  assert.equal(await codeOf(unavailable.call('create-trait', { name: 'x', expression: REVENUE })), 'warehouse.unavailable')
})

test('another expression is prepared beside the present one, takes over, and what names the trait follows', async (t) => {
  const bench = await openOperations(t, registry)
  const { call, definitions, engine } = bench
  await value(call('create-trait', { name: 'lifetime_value', expression: REVENUE }))
  await value(call('create-trait', { name: 'basket', expression: 'lifetime_value / count("Order Completed")' }))
  bench.goLive()
  const { id } = await value(call('create-segment', { name: 'Good', where: 'lifetime_value >= 1000' }))
  const { id: outer } = await value(call('create-segment', { name: 'Outer', where: 'segment("Good") and basket > 10' }))
  bench.goLive()
  await value(definitions.follow())
  const changed = await value(call('update-trait', { name: 'lifetime_value', expression: 'sum("Order Completed".total)' }))
  assert.deepEqual(changed.versions.map((one: any) => [one.version, one.state]), [[2, 'backfilling'], [1, 'live']])
  assert.deepEqual([changed.version, changed.expression], [1, REVENUE])
  await value(definitions.follow())
  assert.equal((await value(definitions.view(id))).next, null, 'nothing follows before it has taken over')
  for (let round = 0; round < 4; round++) {
    bench.clock.time++
    bench.goLive()
    await value(definitions.follow())
  }
  const expanded = (name: string): string | undefined => [...engine.liveTraits(), ...engine.liveSegments()].find((one) => one.id === name && one.role === 'reported')?.where
  const total = 'sum("Order Completed".total)'
  assert.deepEqual([expanded('lifetime_value'), expanded('basket'), expanded(id)], [total, `${total} / count("Order Completed")`, `${total} >= 1000`])
  assert.equal(expanded(outer), `${total} >= 1000 and ${total} / count("Order Completed") > 10`)
  const segment = (await definitions.find(id)) as any
  assert.equal(segment.value.versions.at(-1).reason, 'computed trait lifetime_value changed')

  assert.equal(await codeOf(call('archive-trait', { name: 'lifetime_value' })), 'segments.in-use-conflict')
  for (const one of [outer, id]) await value(call('archive-segment', { id: one }))
  engine.sweep()
  await value(call('archive-trait', { name: 'basket' }))
  assert.equal((await value(call('archive-trait', { name: 'lifetime_value' }))).state, 'archiving')
  engine.sweep()
  assert.deepEqual(engine.liveTraits(), [])
  assert.equal(await codeOf(call('update-trait', { name: 'basket', expression: REVENUE })), 'segments.archived')
  // The name can be used again: its versions go on being counted, so the engine takes it for a new one.
  const again = await value(call('create-trait', { name: 'lifetime_value', expression: REVENUE }))
  assert.deepEqual([again.version, again.archivedAt, again.state], [3, null, 'backfilling'])
})

test('what a crash left between registry and log is appended again', async (t) => {
  const bench = await openOperations(t, registry, false, { appendControl: () => Promise.reject(new Error('crash')) })
  await assert.rejects(bench.call('create-trait', { name: 'lifetime_value', expression: REVENUE }))
  const { SegmentDefinitions } = await import('../definitions.ts')
  const { openDefinitions } = await import('../testing/definitions-bench.ts')
  const { SegmentStore } = await import('../store.ts')
  assert.equal((await value(new SegmentStore(registry).list())).length, 0)
  const before = await value(new SegmentStore(registry, 'trait').list())
  assert.deepEqual(before.map((one: any) => [one.id, one.versions[0].state]), [['lifetime_value', 'pending']])
  const definitions = new SegmentDefinitions({ ...(await keeping(openDefinitions)).ports(), appendControl: bench.engine.appendControl, states: bench.engine })
  await value(definitions.reconcile())
  assert.deepEqual(bench.engine.liveTraits().map(({ id, trait }) => [id, trait]), [['lifetime_value', 'lifetime_value']])
})

/** Opens without emptying the tables. */
async function keeping(open: (of: typeof registry) => Promise<any>): Promise<any> {
  return open(new Proxy(registry, { get: (target, key) => (key === 'query' ? () => Promise.resolve([]) : Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key)) }))
}

test('values over history: their distribution, one person\'s at any moment, and the facts behind it', async (t) => {
  const bench = await openOperations(t, registry, true)
  const { call, clock } = bench
  const day = (n: number): number => T + n * DAY
  const order = (position: number, person: number, at: number, properties: Record<string, unknown>, appended = at) => ({ ...fact(position, person, 'Order Completed', at, appended), properties })
  await value(call('create-trait', { name: 'lifetime_value', expression: REVENUE }))
  bench.goLive()
  await bench.history.add(
    [order(1, 7, day(1), { revenue: 10.5, channel: 'web', c: 'hats' }), order(2, 7, day(5), { revenue: 4, channel: 'app', c: 'shoes' }), order(3, 8, day(2), { revenue: 1, channel: 'web', c: 'hats' }), order(4, 9, day(3), { revenue: 2, c: 'hats' }), order(5, 7, day(3), { revenue: 100, channel: 'shop', c: 'hats' }, day(6))],
    [{ sequence: 1, position: 6, appended: day(6), loser: 9, survivor: 7 }],
  )
  clock.time = day(7)
  bench.through = 6
  const preview = await value(call('preview-trait', { expression: 'lifetime_value', sample: 5 }))
  assert.deepEqual([preview.people, preview.distribution.minimum, preview.distribution.maximum, preview.distribution.mean], [2, 1, 116.5, 58.75])
  assert.deepEqual(preview.sample.map((one: any) => [one.person, one.value]).sort(), [[7, 116.5], [8, 1]])
  const channels = await value(call('preview-trait', { expression: 'last("Order Completed".channel)' }))
  assert.deepEqual(channels.distribution, { kind: 'values', different: 2, values: [{ value: 'app', people: 1 }, { value: 'web', people: 1 }] })
  assert.equal((await value(call('preview-trait', { expression: 'last("Nothing".x)' }))).distribution, null)

  const explain = (given: Record<string, unknown>) => value(call('explain-trait', { person: 7, ...given }))
  const now = await explain({ trait: 'lifetime_value' })
  assert.deepEqual([now.value, now.facts, now.version, now.expression], [116.5, [1, 2, 4, 5], 1, REVENUE])
  assert.equal((await explain({ trait: 'lifetime_value', asOf: day(4) })).value, 112.5)
  // With what was known then: the late order and the other person had not come.
  assert.deepEqual([(await explain({ trait: 'lifetime_value', asOf: day(4), knownAt: day(5) })).value, (await explain({ trait: 'lifetime_value', asOf: day(5), knownAt: day(5) })).value], [10.5, 14.5])
  assert.equal((await explain({ expression: 'gap("Order Completed")' })).value, 4 / 3)
  assert.equal((await explain({ expression: 'favourite("Order Completed".c)' })).value, 'hats')
  assert.equal((await explain({ expression: 'favourite("Order Completed".c) fading by half every 1 days' })).value, 'shoes')
  assert.deepEqual([(await explain({ expression: 'count("Nothing")' })).value, (await explain({ expression: 'average("Nothing".x)' })).value], [0, null])
  assert.equal(await codeOf(call('explain-trait', { person: 7 })), 'segments.explain-what')
  assert.equal(await codeOf(call('explain-trait', { person: 77, trait: 'lifetime_value' })), 'segments.unknown-person')

  const completed = await value(call('complete-condition', { text: 'lifet', offset: 5 }))
  assert.deepEqual([completed.items[0].insert, completed.items[0].detail], ['lifetime_value', 'computed'])
  const report = await value(call('check-condition', { where: 'lifetime_value in (1, 2) or not lifetime_value < 3 or lifetime_valu = 1' }))
  assert.ok(report.reading.includes('(lifetime_value)'), report.reading)
  assert.deepEqual(report.unknown.map((one: any) => [one.name, one.suggestion]), [['lifetime_valu', 'lifetime_value']])
  const count = await value(call('preview-segment', { where: 'lifetime_value > 100' }))
  assert.deepEqual([count.count, count.sample], [1, [7]])
})
