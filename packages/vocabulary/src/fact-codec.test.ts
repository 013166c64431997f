import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FACT_TYPES, FactView, FactWriter, OutcomeWriter, SeedWriter, decodeOutcomes, messageHash, readSeeds, seedSegment, type Fact } from './index.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const fact: fc.Arbitrary<Fact> = fc.record({
  type: fc.constantFrom(...FACT_TYPES),
  event: text,
  messageId: text,
  source: text,
  timestamp: fc.integer(),
  receivedAt: fc.integer(),
  originalTimestamp: fc.integer(),
  sentAt: fc.integer(),
  identifiers: fc.array(fc.record({ type: text, value: text }, { noNullPrototype: true }), { minLength: 1, maxLength: 20 }),
  traits: fc.object().map((o) => JSON.stringify(o)),
  properties: fc.object().map((o) => JSON.stringify(o)),
  context: fc.object().map((o) => JSON.stringify(o)),
  sealed: fc.uint8Array({ maxLength: 100 }),
}, { noNullPrototype: true })

test('a fact read back from its bytes is the fact', () => {
  const writer = new FactWriter()
  const view = new FactView()
  fc.assert(
    fc.property(fact, fc.nat(20), (given, shift) => {
      const encoded = writer.encode(given)
      const placed = Buffer.alloc(encoded.length + shift)
      encoded.copy(placed, shift)
      const read = view.reset(placed, shift, placed.length)
      assert.deepEqual(read.toFact(), given)
      assert.deepEqual({ high: read.hashHigh, low: read.hashLow }, { ...messageHash(given.source, given.messageId) })
    }),
  )
})

test('message hashes of a million similar ids do not collide and use all bits', () => {
  const seen = new Set<number>()
  let ones = 0
  for (let i = 0; i < 200_000; i++) {
    const { high, low } = messageHash('src_1', `node-next-${i}`)
    seen.add(high * 2 ** 20 + (low >>> 12))
    ones += high & 1
  }
  assert.equal(seen.size, 200_000)
  assert.ok(ones > 98_000 && ones < 102_000, `the lowest bit is set about half of the time, was ${ones}`)
})

test('outcomes and seeds survive their encoding', () => {
  const writer = new OutcomeWriter()
  for (const round of [0, 10]) {
    writer.record(round + 1, 1)
    writer.record(round + 2, 0)
    writer.change(7, 1, 1000, 5, 1, 999, true, 'time')
    writer.alias({ sequence: 8, position: 2, appended: 1000, loser: 3, survivor: 1 })
    const read = decodeOutcomes(writer.take())
    assert.equal(read.from, round + 1)
    assert.deepEqual([...read.persons], [1, 0])
    assert.deepEqual(read.changes, [{ sequence: 7, position: 1, appended: 1000, segment: 5, person: 1, at: 999, entered: true, cause: 'time' }])
    assert.equal(read.aliases[0]!.loser, 3)
  }
  const seeds = new SeedWriter(42)
  seeds.add({ person: 7, node: 1, cell: Uint8Array.of(1, 2, 3) })
  seeds.add({ person: 9, node: 0, cell: new Uint8Array(0) })
  const payload = seeds.take()
  assert.equal(seedSegment(payload, 0), 42)
  assert.deepEqual([...readSeeds(payload, 0, payload.length)], [
    { person: 7, node: 1, cell: Uint8Array.of(1, 2, 3) },
    { person: 9, node: 0, cell: new Uint8Array(0) },
  ])
})
