import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatBytes, formatListedNumber } from './numbers.ts'

test('in a list a number stands with every digit, or rounded as a whole and marked so', () => {
  const shown = [0, 42, -7.25, 1_234_567.89, 123_456_789_012, 9_007_199_254_740_991, -9_007_199_254_740_991, 0.1234567890123, 0.000123456789, 1e30].map(formatListedNumber)
  assert.deepEqual(shown.slice(0, 4), ['0', '42', '-7.25', '1,234,567.89'])
  assert.deepEqual(shown.slice(4), ['≈ 1.2346E11', '≈ 9.0072E15', '≈ -9.0072E15', '≈ 0.123456789', '≈ 1.2346E-4', '1e+30'])
  for (const one of shown) assert.ok(one.length <= 15, one)
})

test('bytes are counted in words, and what is more in its unit', () => {
  assert.deepEqual([0, 1, 464, 1_500, 33_562_112, 20_000_000_000].map(formatBytes), ['0 bytes', '1 byte', '464 bytes', '1.5 kB', '33.6 MB', '20 GB'])
})
