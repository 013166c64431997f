import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RateMeter } from './rate-meter.ts'

test('a steady count has its rate, however often it is noted', () => {
  for (const every of [1, 10, 250, 1_000]) {
    const meter = new RateMeter(5_000, 0, 0)
    for (let at = every; at <= 20_000; at += every) meter.note(at, at / 10)
    assert.ok(Math.abs(meter.perSecond(20_000, 2_000) - 100) <= 21, `${every}: ${meter.perSecond(20_000, 2_000)}`)
  }
})

test('a count that stands still comes to nothing by itself', () => {
  const meter = new RateMeter(5_000, 0, 0)
  meter.note(100, 50)
  assert.equal(meter.perSecond(1_000, 50), 50)
  assert.equal(meter.perSecond(4_000, 50), 12.5)
  assert.equal(meter.perSecond(5_200, 50), 0)
  assert.equal(meter.perSecond(3_600_000, 50), 0)
  meter.note(3_600_000, 60)
  assert.equal(meter.perSecond(3_600_500, 60), 2)
})

test('it keeps no more notes than seconds', () => {
  const meter = new RateMeter(5_000, 0, 0)
  for (let at = 1; at <= 100_000; at++) meter.note(at, at)
  assert.ok(Math.abs(meter.perSecond(100_000, 100_000) - 1_000) <= 250)
})
