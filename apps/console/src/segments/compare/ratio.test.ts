import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ratioOf } from './ratio.ts'

const near = (value: number, expected: number): void => assert.ok(Math.abs(value - expected) < 1e-3 * Math.abs(expected), `${value} is not ${expected}`)

test('the ratio of two shares, worked out by hand', () => {
  // ln(0.25 / 0.10) = 0.91629; sqrt(1/25 − 1/100 + 1/10 − 1/100) = 0.34641; times 1.96 = 0.67895.
  const ratio = ratioOf({ count: 25, n: 100 }, { count: 10, n: 100 })!
  near(ratio.value, 2.5)
  near(ratio.low, 1.2679)
  near(ratio.high, 4.9295)
})

test('without anybody to compare with there is none; with nobody in the first it is 0 and has an upper end', () => {
  assert.equal(ratioOf({ count: 3, n: 10 }, { count: 0, n: 10 }), undefined)
  assert.equal(ratioOf({ count: 0, n: 0 }, { count: 1, n: 10 }), undefined)
  const none = ratioOf({ count: 0, n: 50 }, { count: 10, n: 50 })!
  assert.equal(none.value, 0)
  assert.equal(none.low, 0)
  assert.ok(none.high > 0 && none.high < 1)
})

test('it holds its value, turns around with the groups, and narrows with more people', () => {
  const counted = fc.integer({ min: 1, max: 500 }).chain((n) => fc.integer({ min: 1, max: n }).map((count) => ({ count, n })))
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const there = ratioOf(a, b)!
      const back = ratioOf(b, a)!
      assert.ok(there.low <= there.value * (1 + 1e-9) && there.value <= there.high * (1 + 1e-9))
      near(there.low * back.high, 1)
      const tenfold = ratioOf({ count: a.count * 10, n: a.n * 10 }, { count: b.count * 10, n: b.n * 10 })!
      assert.ok(tenfold.high - tenfold.low <= there.high - there.low + 1e-9)
    }),
  )
})
