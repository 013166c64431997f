import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstantWriter, writeDigits } from './place-writer.ts'

test('digits fill their width', () => {
  const bytes = Buffer.from('x'.repeat(9))
  writeDigits(bytes, 1, 7, 120_340)
  assert.equal(bytes.toString(), 'x0120340x')
})

test('instants are written as toISOString writes them, also across seconds and back', () => {
  const writer = new InstantWriter()
  const bytes = Buffer.alloc(24)
  for (const instant of [0, 999, 1000, 1_767_225_599_999, 1_767_225_600_000, 1_767_225_599_001]) {
    writer.write(bytes, 0, instant)
    assert.equal(bytes.toString(), new Date(instant).toISOString())
  }
})
