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

test('what segments look at is told by their parts; a segment that is named is told as such', async () => {
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

  const reader = new SegmentReader(bench.ports())
  for (let again = 0; again < 2; again++) {
    const all = await reader.all()
    assert.ok(all.ok, JSON.stringify(all))
    assert.deepEqual(all.value.map(({ id, name, size }) => [id, name, size]), [[buyers, 'Buyers', 0], [both, 'Both', 0]])
    const [first, second] = all.value
    assert.deepEqual(first!.versions.map(({ parts, uses }) => [parts.map(({ events, traits }) => [events, traits]), uses]), [
      [[[[{ event: 'Order Completed', properties: ['cart.value', 'items'] }], []], [[], ['plan']]], []],
    ])
    assert.match(first!.versions[0]!.parts[0]!.text, /^sum\("Order Completed"/)
    assert.deepEqual(second!.versions.map(({ version, parts, uses }) => [version, parts.map(({ text }) => text), uses]), [[1, ['zone = "a"'], [buyers]], [2, ['did "Y"'], [buyers]]])
  }
})
