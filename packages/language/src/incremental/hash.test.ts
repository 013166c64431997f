import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { scalarHash } from './hash.ts'
import { ValueSet } from './timeline/value-set.ts'

describe('hashes of scalars', () => {
  it('tell types apart, and nothing that is equal', () => {
    const values = [1, '1', true, 'true', 0, '', false, '0', 'false', 'a', 'b', 'ab', 'ba', 'a\u0000', '\u0000a', 1.5, -1, 2 ** 53, 5e-324]
    assert.equal(new Set(values.map(scalarHash)).size, values.length)
    assert.equal(scalarHash(-0), scalarHash(0))
    assert.equal(scalarHash('🛒'), scalarHash(['🛒'].join('')))
    for (const none of [null, undefined, [], {}]) assert.ok(Number.isNaN(scalarHash(none)))
  })

  it('are whole numbers of 53 bits that differ for a hundred thousand alike values, in each half too', () => {
    const hashes = Array.from({ length: 50_000 }, (_, index) => [scalarHash(index), scalarHash(`SKU-${index}`)]).flat()
    assert.ok(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0))
    assert.equal(new Set(hashes).size, hashes.length)
    // Of 100,000 numbers of 32 bits, one pair or so is expected to be the same.
    assert.ok(new Set(hashes.map((hash) => hash % 2 ** 32)).size > hashes.length - 12)
    assert.ok(new Set(hashes.map((hash) => Math.floor(hash / 2 ** 21))).size > hashes.length - 12)
  })

  it('fill a set that can be emptied and filled again', () => {
    const set = new ValueSet()
    for (const count of [10, 100_000, 3]) {
      set.clear()
      for (let index = 0; index < count; index++) assert.ok(set.add(scalarHash(index)))
      for (let index = 0; index < count; index++) assert.ok(!set.add(scalarHash(index)))
    }
    set.clear()
    assert.ok(set.add(scalarHash(1)))
  })
})
