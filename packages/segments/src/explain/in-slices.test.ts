import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import { InSlices, MOST_WAITING, MOST_WORK } from './in-slices.ts'

/** A work whose steps take five milliseconds each. */
function* work(clock: ManualClock, steps: number, note: (step: number) => void = () => undefined): Generator<void, number> {
  for (let step = 0; step < steps; step++) {
    clock.time += 5
    note(step)
    yield
  }
  return steps
}

test('others get their turn while somebody works, and works do not run beside one another', async () => {
  const clock = new ManualClock(0)
  const slices = new InSlices(clock)
  const seen: string[] = []
  const other = setInterval(() => seen.push('other'), 0)
  const [one, two] = await Promise.all(['a', 'b'].map((name) => slices.run(work(clock, 400, () => seen.push(name)))))
  clearInterval(other)
  assert.deepEqual([one, two], [{ ok: true, value: 400 }, { ok: true, value: 400 }])
  const works = seen.filter((name) => name !== 'other')
  assert.deepEqual(works, [...Array(400).fill('a'), ...Array(400).fill('b')])
  assert.ok(seen.indexOf('other') < seen.lastIndexOf('b') && seen.includes('other'), 'an interval fired meanwhile')
})

test('a work that takes too long ends, and so does a long queue', async () => {
  const clock = new ManualClock(0)
  const slices = new InSlices(clock)
  const endless = await slices.run(work(clock, Infinity))
  assert.equal(endless.ok ? '' : endless.failure.code, 'segments.too-much-to-explain')
  assert.ok(clock.time > MOST_WORK && clock.time < MOST_WORK + 100)
  const all = await Promise.all(Array.from({ length: MOST_WAITING + 2 }, () => slices.run(work(clock, 3))))
  assert.equal(all.filter((one) => one.ok).length, MOST_WAITING)
  assert.equal(all.filter((one) => !one.ok && one.failure.code === 'segments.explain-busy').length, 2)
  assert.ok((await slices.run(work(clock, 3))).ok)
})
