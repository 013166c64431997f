import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parseCondition } from '../parse-condition.ts'
import { naiveDetails } from './details.ts'
import type { NaiveFact } from './person.ts'

function fact(position: number, changes: Partial<NaiveFact>): NaiveFact {
  return { event: '', timestamp: position * 1000, appended: position * 1000, position, hash: BigInt(position), traits: {}, properties: {}, ...changes }
}

const FACTS = [
  fact(1, { traits: { plan: 'free', timezone: 'Asia/Tokyo' } }),
  fact(2, { event: 'A', properties: { v: 1 } }),
  fact(3, { event: 'B' }),
  fact(4, { event: 'A', properties: { v: 2 } }),
  fact(5, { traits: { plan: 'gold', home: 'x' } }),
  fact(6, { event: 'A' }),
]

function found(text: string): unknown[] {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return naiveDetails(checked.value, { person: 1, facts: FACTS, asOf: 6000, thresholds: () => 3 }).map(({ truth, observed, positions }) => [
    ['false', 'true', 'unknown'][truth],
    observed.map((one) => ('value' in one ? one.value : 'instant' in one ? one.instant : 'number' in one ? one.number : one.zone)),
    positions,
  ])
}

it('names what each leaf found and the facts it rests on', () => {
  assert.deepEqual(found('plan = "free" or not (none exists and plan = trait("home"))'), [['false', ['gold'], [5]], ['false', [undefined], []], ['false', ['gold', 'x'], [5]]])
  assert.deepEqual(found('sum("A".v) >= 3 and average("C".v) > 1'), [['true', [3], [2, 4, 6]], ['unknown', [undefined], []]])
  assert.deepEqual(found('count("A") > 2 * count("B") and count("A") in last 3 seconds / count("B") = 2'), [['true', [3, 1], [2, 3, 4, 6]], ['true', [2, 1], [3, 4, 6]]])
  assert.deepEqual(found('first("A") in last 5 seconds and last("A".v) = 2 and nth("A", 9) exists'), [['true', [2000], [2]], ['true', [2], [4]], ['false', [undefined], []]])
  assert.deepEqual(found('hour(their zone) = 9 and did "A" today in their zone'), [['true', ['Asia/Tokyo'], [1]], ['true', [3], [1, 2, 4, 6]]])
  assert.deepEqual(found('"A" then "B" and random share 100% of "s" and top 5% by sum("A".v)'), [['true', [], [2, 3]], ['true', [], []], ['true', [3], [2, 4, 6]]])
})

it('looks into what was held', () => {
  const checked = parseCondition('(plan = "gold" and did "A") for 1 second')
  assert.ok(checked.ok)
  const [held] = naiveDetails(checked.value, { person: 1, facts: FACTS, asOf: 6000 })
  assert.equal(held?.truth, 1)
  assert.deepEqual(held?.inner.map(({ leaf, positions }) => [leaf.kind, positions]), [['test', [5]], ['measure', [2, 4, 6]]])
  assert.deepEqual(held?.positions, [2, 4, 5, 6])
})
