import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvariantError, assert as holds } from './assert.ts'
import { DAY, HOUR, ManualClock } from './clock.ts'
import { SystemClock } from './node/system-clock.ts'
import { fail, ok } from './result.ts'

test('the system clock is near the wall clock and never goes backwards', () => {
  const clock = new SystemClock()
  let before = clock.now()
  assert.ok(Math.abs(before - Date.now()) < 1_000)
  assert.ok(Math.abs(clock.drift()) < 1_000)
  for (let i = 0; i < 10_000; i++) {
    const now = clock.now()
    assert.ok(now >= before && Number.isInteger(now))
    before = now
  }
})

test('a manual clock moves by hand', () => {
  const clock = new ManualClock(DAY)
  clock.time += HOUR
  assert.equal(clock.now(), 25 * 3_600_000)
})

test('results and invariants', () => {
  assert.deepEqual(ok(1), { ok: true, value: 1 })
  assert.deepEqual(fail('a.b', 'm'), { ok: false, failure: { code: 'a.b', message: 'm' } })
  assert.deepEqual(fail('a.b', 'm', [1]), { ok: false, failure: { code: 'a.b', message: 'm', details: [1] } })
  holds(true, 'never thrown')
  assert.throws(() => holds(0, 'zero must not be'), (error) => error instanceof InvariantError && error.message === 'zero must not be')
})
