import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { openDefinitions } from '../testing/definitions-bench.ts'
import { SegmentReader } from './segment-reads.ts'

let registry: Registry
let remove: () => Promise<void>
before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: segmentsRegistryMigrations }))
})
after(() => remove())

test('what segments look at is told by their parts; a segment or computed trait that is named is told as such', async () => {
  const bench = await openDefinitions(registry)
  const definitions = bench.restart()
  const create = async (name: string, where: string) => {
    const made = await definitions.create({ name, where, description: '' })
    bench.clock.time++
    assert.ok(made.ok, JSON.stringify(made))
    return made.value.id
  }
  const buyers = await create('Buyers', 'sum("Order Completed".cart.value.net where any items (price > 1)) in last 7 days > 3 and plan = "pro"')
  const both = await create('Both', 'not segment("Buyers") for 1 day or (zone = "a" and segment("buyers"))')
  const gone = await create('Gone', 'did "X"')
  assert.ok((await definitions.archive(gone)).ok)
  assert.ok((await definitions.update(both, { where: 'not segment("Buyers") and did "Y"' })).ok)

  const made = [await definitions.traits.create({ name: 'lifetime', expression: 'sum("Order Completed".revenue)', description: '' }), await definitions.traits.create({ name: 'basket', expression: 'lifetime / count("Order Completed")', description: '' })]
  for (const one of made) assert.ok(one.ok, JSON.stringify(one))
  bench.goLive()
  const rich = await create('Rich', 'basket > 10 and plan = "pro"')

  const reader = new SegmentReader(bench.ports())
  for (let again = 0; again < 2; again++) {
    const all = await reader.all()
    assert.ok(all.ok, JSON.stringify(all))
    assert.deepEqual(all.value.map(({ id, name, size }) => [id, name, size]), [[buyers, 'Buyers', 0], [both, 'Both', 0], [rich, 'Rich', 0], ['basket', 'basket', null], ['lifetime', 'lifetime', null]])
    const [first, second, third, basket, lifetime] = all.value
    assert.deepEqual(first!.versions.map(({ parts, uses }) => [parts.map(({ events, traits }) => [events, traits]), uses]), [
      [[[[{ event: 'Order Completed', properties: ['cart.value', 'items'] }], []], [[], ['plan']]], []],
    ])
    assert.match(first!.versions[0]!.parts[0]!.text, /^sum\("Order Completed"/)
    assert.deepEqual(second!.versions.map(({ version, parts, uses }) => [version, parts.map(({ text }) => text), uses]), [[1, ['zone = "a"'], [buyers]], [2, ['did "Y"'], [buyers]]])
    const order = (...properties: string[]) => [{ event: 'Order Completed', properties }]
    assert.deepEqual(third!.versions[0]!.parts.map(({ computed, traits, events }) => [computed, traits, events]), [[['basket'], [], order('revenue')], [[], ['plan'], []]])
    assert.deepEqual([lifetime!.kind, ...lifetime!.versions], ['computed', { version: 1, parts: [{ text: 'sum("Order Completed".revenue)', events: order('revenue'), traits: [], computed: [] }], uses: [] }])
    assert.deepEqual(basket!.versions[0]!.parts, [{ text: 'lifetime / count("Order Completed")', events: order('revenue'), traits: [], computed: ['lifetime'] }])
  }
})
