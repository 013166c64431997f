import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Rank } from '../check/tree.ts'
import { parseCondition } from '../parse-condition.ts'
import { evaluateNaively } from './evaluate.ts'
import type { NaiveFact } from './person.ts'
import { rankThreshold } from './rank.ts'

function rank(text: string): Rank {
  const checked = parseCondition(text)
  assert.ok(checked.ok && checked.value.root.kind === 'rank', text)
  return checked.value.root
}

/** A person who bought for these amounts. */
function buyer(...amounts: unknown[]): NaiveFact[] {
  return amounts.map((v, index) => ({ event: 'A', timestamp: index, appended: index, position: index, hash: BigInt(index), traits: {}, properties: { v } }))
}

it('the threshold is that of the last one in, ties are all in', () => {
  const people = [buyer(5), buyer(3), buyer(3), buyer(1), buyer(2, 2), []]
  const top = (percent: number): number => rankThreshold(rank(`top ${percent}% by sum("A".v)`), people, 10)
  assert.deepEqual([1, 20, 20.01, 40, 60, 99].map(top), [5, 5, 4, 4, 3, 1])
  assert.equal(rankThreshold(rank('bottom 50% by sum("A".v)'), people, 10), 3)
  const half = rank('bottom 50% by sum("A".v)')
  const inIt = people.map((facts) => evaluateNaively({ root: half }, { person: 1, facts, asOf: 10, thresholds: () => 3 }))
  assert.deepEqual(inIt, [0, 1, 1, 1, 0, 0])
})

it('7 percent of 100 people are 7, though not in doubles', () => {
  const people = Array.from({ length: 100 }, (_, index) => buyer(index))
  assert.equal(rankThreshold(rank('top 7% by sum("A".v)'), people, 10), 93)
  assert.ok(100 * 0.07 > 7)
})

it('who has no value is not among the people', () => {
  const people = [buyer('x'), buyer(4), buyer(8), buyer()]
  assert.equal(rankThreshold(rank('top 50% by average("A".v)'), people, 10), 8)
  assert.equal(rankThreshold(rank('bottom 99% by sum("A".v)'), people, 10), 8)
  assert.equal(rankThreshold(rank('bottom 1% by sum("A".v)'), people, 10), 0)
  assert.equal(rankThreshold(rank('top 5% by maximum("B".v)'), people, 10), Infinity)
  assert.equal(rankThreshold(rank('bottom 5% by maximum("B".v)'), people, 10), -Infinity)
  assert.equal(evaluateNaively({ root: rank('top 5% by maximum("B".v)') }, { person: 1, facts: buyer(1), asOf: 10 }), 2)
})
