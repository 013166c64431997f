import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fail } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { openOperations, value } from '../testing/operations-bench.ts'
import { pathsOf, traitsOf } from './json-names.ts'

const { registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations })
after(remove)

test('a condition is laid out, read and priced while somebody types, and what is wrong with it is an answer', async (t) => {
  const { call } = await openOperations(t, registry, false, { queryHistory: () => Promise.resolve(fail('warehouse.unavailable', 'away')) })
  const vip = await value(call('create-segment', { name: 'VIP', where: 'count("Order") >= 3' }))
  const good = await value(call('check-condition', { where: 'SEGMENT("vip") AND plan="free"' }))
  assert.deepEqual([good.where, good.failure, good.unknown], ['segment("VIP") and plan = "free"', null, []])
  assert.match(good.reading, /^People .*"Order" at least 3 times.*plan is "free"/s)
  assert.ok(good.cost.leaves === 2 && good.cost.state > 0 && good.cost.work > 0)
  const bad = await value(call('check-condition', { where: 'count("A" >= 3' }))
  assert.deepEqual([bad.where, bad.reading, bad.cost, bad.failure.span.start, bad.failure.found], [null, null, null, 10, '>='])
  assert.ok(bad.failure.expected.length > 0)
  const cyclic = await value(call('check-condition', { where: 'segment("VIP") or age > 3', segment: vip.id }))
  assert.equal(cyclic.failure.code, 'language.segment_cycle')
  for (const hostile of ['('.repeat(10_000), 'a'.repeat(1_000_000), `${'not '.repeat(200_000)}a = 1`]) {
    const began = performance.now()
    assert.match((await value(call('check-condition', { where: hostile }))).failure.code, /^language\./)
    assert.ok(performance.now() - began < 500)
  }
  assert.equal(await codeOf(call('check-condition', { where: 'a = 1', segment: 'sg_nobody' })), 'segments.not-found')
  const words = await value(call('complete-condition', { text: 'segm', offset: 4 }))
  assert.ok(words.items.some((one: any) => one.kind === 'segment' || one.label.startsWith('segment')), 'without the warehouse too')
})

test('names come from what was sent: events, traits with shared values, and properties of the events in the text', async (t) => {
  const { call, history, clock } = await openOperations(t, registry, true)
  let queries = 0
  const query = history.warehouse.query.bind(history.warehouse)
  history.warehouse.query = (...given) => {
    queries++
    return query(...given)
  }
  const one = (position: number, event: string, traits: Record<string, unknown>, properties: Record<string, unknown>) => ({ position, person: position, event, timestamp: T, appended: T, hash: BigInt(position), traits, properties })
  await history.add([
    ...Array.from({ length: 5 }, (_, i) => one(i + 1, '', { plan: i < 4 ? 'free' : 'pro', 'odd name': 1, email: `${i}@x.y`, code: `c${i}` }, {})),
    ...Array.from({ length: 3 }, (_, i) => one(i + 6, 'Order Completed', {}, { total: 5, cart: { size: 2, 'gift wrap': true }, products: [{ sku: 'a' }, { sku: 'b', price: 3 }] })),
    one(9, 'Page Viewed', { age: 33 }, { path: '/' }),
  ])
  await value(call('create-segment', { name: 'VIP', where: 'age > 3' }))
  const items = async (text: string): Promise<string[]> => (await value(call('complete-condition', { text, offset: text.length }))).items.map((item: any) => item.insert.trim())
  assert.deepEqual((await items('count("')).slice(0, 2), ['"Order Completed"', '"Page Viewed"'])
  const after = await items('sum("Order Completed".')
  for (const path of ['total', 'cart.size', 'cart."gift wrap"', 'products[].sku', 'products[].price']) assert.ok(after.includes(path), `${path} among ${after.join(' ')}`)
  assert.deepEqual((await items('pl')).slice(0, 1), ['plan'])
  assert.ok((await items('plan = ')).includes('"free"'))
  assert.ok(!(await items('code = ')).includes('"c1"'), 'what only one person has is nobody else’s business')
  assert.ok(!(await items('em')).includes('email'))
  assert.deepEqual((await items('segment("V')), ['"VIP"'])
  const checked = await value(call('check-condition', { where: 'plam = "free" and did "Order Complete" and age > 3' }))
  assert.deepEqual(checked.unknown.map((name: any) => [name.kind, name.name, name.suggestion]), [['trait', 'plam', 'plan'], ['event', 'Order Complete', 'Order Completed']])
  const before = queries
  await items('count("')
  assert.equal(queries, before, 'read once a minute')
  clock.time += 60_000
  await items('count("')
  assert.equal(queries, before + 2)
})

test('names that a condition cannot write are left out, and so is what lies too deep', () => {
  assert.deepEqual(pathsOf([JSON.stringify({ 'a\u0000': 1, '': 2, '\ud800': 3, b: { c: { d: { e: { f: 1 } } } }, 'q"\\': 1 })]), ['b', 'b.c', 'b.c.d', 'b.c.d.e', '"q\\"\\\\"'])
  assert.deepEqual(pathsOf([JSON.stringify({ a: [[1]] }), '{"z":1}', '{"z":2}'])[0], 'z')
  const { names, values } = traitsOf(['{"a":"x"}', '{"a":"x"}', '{"a":"x","b":true}', '{"a":"y"}'], 1)
  assert.deepEqual([names, [...values]], [['a'], [['a', ['x']]]])
})
