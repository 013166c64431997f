import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Expectation, recommended } from './thresholds.ts'

test('precision and recall are those that the probabilities add up to', () => {
  const expectation = new Expectation()
  for (const [probability, passes] of [[0.999, 0b11], [0.999, 0b101], [0.9, 0b1], [0.6, 0b110], [0.1, 0b1000]] as const) expectation.add(probability, passes)
  // One pass only found 0.9 + 0.1, two passes 0.999 + 0.999 + 0.6.
  assert.ok(Math.abs(expectation.missed - 1 / (2 * 2.598)) < 1e-12)
  const at = (threshold: number) => expectation.thresholds().find((one) => one.threshold === threshold)!
  const all = 3.598 + 1 / (2 * 2.598)
  assert.equal(at(0.5).pairs, 4)
  assert.ok(Math.abs(at(0.5).precision - 3.498 / 4) < 1e-12 && Math.abs(at(0.5).recall - 3.498 / all) < 1e-12)
  assert.deepEqual([at(0.9).pairs, at(0.95).pairs, at(0.999).pairs], [3, 2, 2])
  const thresholds = expectation.thresholds()
  thresholds.slice(1).forEach((one, i) => assert.ok(one.recall <= thresholds[i]!.recall && one.precision >= thresholds[i]!.precision))
  assert.equal(recommended(thresholds), 0.95)
})

test('of nothing nothing is expected, and no low threshold is recommended', () => {
  const expectation = new Expectation()
  assert.deepEqual([expectation.matches, expectation.missed], [0, 0])
  assert.ok(expectation.thresholds().every(({ precision, recall, pairs }) => precision === 1 && recall === 1 && pairs === 0))
  expectation.add(0.92, 1)
  assert.equal(recommended(expectation.thresholds()), 0.95)
})
