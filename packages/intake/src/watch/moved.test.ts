// What the rule says over simulated traffic: whether it is wrong, and what it finds. Four weeks of many sources are in moved.long.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '@touchstone/base'
import { alarmsOf, chance, known, KINDS, poisson, simulate, TRAFFIC_BEGAN as T } from '../testing/traffic.ts'
import { BEGINS_BELOW, ENDS_ABOVE, judgeCount, judgeShare, median } from './moved.ts'
import { SourceMinutes, STRETCH } from './source-minutes.ts'

test('three days of ordinary traffic raise no alarm', () => {
  const random = chance(7)
  for (const traffic of KINDS) assert.deepEqual(alarmsOf(simulate(traffic, 31, random), 3), { volume: 0, late: 0 }, JSON.stringify(traffic))
})

test('ten minutes of silence are found when they are over, where ten minutes bring enough', () => {
  const random = chance(11)
  for (const { rate, uneven, isFound } of [{ rate: 10, uneven: 0, isFound: true }, { rate: 60, uneven: 0.1, isFound: true }, { rate: 400, uneven: 0.2, isFound: true }, { rate: 1, uneven: 0, isFound: false }]) {
    const counts = simulate({ rate, uneven, late: 0 }, 36, random)
    const noon = 35 * 1440 + 720
    const silent = counts.map((one, i) => (i > noon && i <= noon + STRETCH ? { ...one, facts: 0, late: 0 } : one))
    const minutes = known(silent, noon + STRETCH)
    const judge = (i: number) => judgeCount(minutes.stretch(T + i * MINUTE).whole, minutes.others(T + i * MINUTE).map(({ whole }) => whole))!
    assert.ok(judge(noon).chance > ENDS_ABOVE, `${rate}: before`)
    assert.equal(judge(noon + STRETCH).chance < BEGINS_BELOW, isFound, `${rate}: ${JSON.stringify(judge(noon + STRETCH))}`)
  }
})

test('three times the volume, a third of late facts, and a field that is empty are found', () => {
  const random = chance(13)
  const noon = 35 * 1440 + 720
  const counts = simulate({ rate: 40, uneven: 0.1, late: 0.02 }, 36, random).map((one, i) => (i > noon - STRETCH && i <= noon ? { ...one, facts: 3 * one.facts, late: Math.round(0.9 * one.facts) } : one))
  const minutes = known(counts, noon)
  const [now, others] = [minutes.stretch(T + noon * MINUTE), minutes.others(T + noon * MINUTE)]
  assert.ok(judgeCount(now.whole, others.map(({ whole }) => whole))!.chance < BEGINS_BELOW)
  const late = judgeShare(now, others)!
  assert.ok(late.chance < BEGINS_BELOW && Math.abs(late.seen - 0.3) < 0.01, JSON.stringify(late))
  const hours = Array.from({ length: 100 }, () => ({ part: poisson(4, random), whole: 80 }))
  assert.ok(judgeShare({ part: 80, whole: 80 }, hours)!.chance < BEGINS_BELOW)
  assert.ok(judgeShare({ part: 6, whole: 80 }, hours)!.chance > ENDS_ABOVE)
  assert.ok(judgeShare({ part: 30, whole: 30 }, Array.from({ length: 20 }, () => ({ part: 0, whole: 30 })))!.chance < BEGINS_BELOW, 'what never was empty')
})

test('too little says nothing; a new source has nothing to compare with', () => {
  assert.equal(judgeCount(0, Array.from({ length: 11 }, () => 500)), undefined)
  assert.equal(judgeShare({ part: 29, whole: 29 }, Array.from({ length: 40 }, () => ({ part: 0, whole: 100 }))), undefined)
  const minutes = new SourceMinutes(T)
  minutes.add([{ minute: T - 60 * MINUTE, facts: 5, late: 1 }], T)
  assert.deepEqual(minutes.others(T), [])
  assert.deepEqual(minutes.stretch(T - 55 * MINUTE), { part: 1, whole: 5 })
  assert.equal(median([3, 1, 2, 10]), 2.5)
})

test('the bound is one: the exact tail of a Poisson count lies below it', () => {
  for (const expected of [1, 5, 20, 80]) {
    for (let seen = 0; seen <= 3 * expected; seen++) {
      const bound = judgeCount(seen, Array.from({ length: 1_000_000 / 1_000 }, () => expected))!.chance
      let [term, below] = [Math.exp(-expected), 0]
      for (let k = 0; k <= seen; k++) {
        below += term
        if (k < seen) term *= expected / (k + 1)
      }
      const tail = seen < expected ? below : 1 - (below - term)
      assert.ok(bound >= tail - 1e-9, `${seen} of ${expected}: ${bound} < ${tail}`)
    }
  }
})
