import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256Prefix, shareBucket } from './sha256.ts'

function byNode(text: string): number {
  return createHash('sha256').update(text, 'utf8').digest().readUInt32BE(0)
}

test('the prefix is that of node:crypto, for every length around the blocks and for any text', () => {
  for (let length = 0; length < 300; length++) assert.equal(sha256Prefix('ü'.repeat(length)), byNode('ü'.repeat(length)), String(length))
  assert.equal(sha256Prefix(''), 0xe3b0c442)
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => assert.equal(sha256Prefix(text), byNode(text))))
})

test('half a surrogate pair is what UTF-8 makes of it', () => {
  assert.equal(sha256Prefix('\ud83d'), byNode('\ud83d'))
})

test('the longest text fits, and a longer one is refused', () => {
  const longest = '\uffff'.repeat(65_536)
  assert.equal(sha256Prefix(longest), byNode(longest))
  assert.throws(() => sha256Prefix(`${longest}x`), /65,536/)
})

test('buckets are those of the definition and spread evenly', () => {
  const counts = new Array<number>(10).fill(0)
  for (let person = 1; person <= 20_000; person++) {
    const bucket = shareBucket('newsletter', person)
    assert.equal(bucket, Math.floor((10_000 * byNode(`newsletter:${person}`)) / 2 ** 32))
    counts[Math.floor(bucket / 1000)]!++
  }
  for (const count of counts) assert.ok(Math.abs(count - 2000) < 200, String(counts))
  assert.equal(shareBucket('s', 2 ** 53 - 1), Math.floor((10_000 * byNode(`s:${2 ** 53 - 1}`)) / 2 ** 32))
})
