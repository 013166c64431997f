import { assert, type Millis } from '@touchstone/base'
import type { Rank } from '../check/tree.ts'
import { rankedValue } from './evaluate.ts'
import { inOrder, momentAt, type NaiveFact } from './person.ts'

/**
 * What a person's value must reach, among these people (each with all known facts). Where nobody has a value: one that
 * nobody reaches, Infinity from the top and -Infinity from the bottom.
 */
export function rankThreshold(rank: Rank, people: Iterable<readonly NaiveFact[]>, asOf: Millis, knownAt: Millis = Infinity): number {
  assert(rank.share > 0 && rank.share < 1, 'a rank is of a part of all people')
  const values: number[] = []
  for (const facts of people) {
    const known = inOrder(facts.filter(({ appended }) => appended <= knownAt))
    const value = rankedValue(rank, momentAt({ person: 0, known, thresholds: () => undefined }, asOf))
    if (value !== undefined) values.push(value)
  }
  const isTop = rank.end === 'top'
  values.sort((a, b) => (isTop ? b - a : a - b))
  // In ten-thousandths, so that 7 percent of 100 people are 7: as doubles they would be a little more.
  const parts = BigInt(values.length) * BigInt(Math.round(rank.share * 10_000))
  return values[Number((parts + 9_999n) / 10_000n) - 1] ?? (isTop ? Infinity : -Infinity)
}
