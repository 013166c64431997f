import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { inRounds, longRun, metSomething } from './rounds.ts'

it('goes round after round until the time is over, each with a seed of its own, or once with the one that was given', async () => {
  let now = 5_000
  const told: string[] = []
  const seen: number[][] = []
  const round = (seed: number, seconds: number): void => {
    seen.push([seed, seconds])
    now += seconds * 1_000
  }
  assert.equal(await inRounds(longRun({ TOUCHSTONE_MINUTES: '2' }, 1_700_000_000_007), (line) => told.push(line), () => now, round, 0.6), 3)
  assert.deepEqual(seen, [[7, 30], [8, 30], [9, 12]])
  assert.deepEqual(told, ['round 1: seed 7', 'round 2: seed 8', 'round 3: seed 9'])
  assert.equal(await inRounds(longRun({ TOUCHSTONE_SEED: '8' }, 1), () => undefined, () => now, round), 1)
  assert.deepEqual(seen.at(-1), [8, 30])
})

it('a run that had no time for its first case met nothing', () => {
  const slow = fc.check(fc.property(fc.nat(), () => undefined), { interruptAfterTimeLimit: 0, numRuns: 5 })
  assert.deepEqual([slow.failed, metSomething(slow)], [true, false])
  assert.ok(metSomething(fc.check(fc.property(fc.nat(), () => false))))
  assert.ok(!metSomething(fc.check(fc.property(fc.nat(), () => undefined))))
})
