// Likely pairs in a list, and between it and people who are known, where no key is shared: blocks, comparison, the model learnt
// from the pairs themselves, probabilities, groups. The same records and the same draws give the same answer.
import { assert } from '@touchstone/base'
import { Blocks, type PairScope, type PassReport } from './blocks.ts'
import { chanceOf, type Draw } from './chance.ts'
import { Comparer } from './compare.ts'
import { FIELDS, LEVELS, MISSING, wordsOf } from './fields.ts'
import { groupPairs } from './groups.ts'
import { HOUSEHOLD, ONE_PERSON, STRANGERS, learn, type Mixture } from './mixture.ts'
import { PairStore } from './pair-store.ts'
import type { RecordTable } from './record-table.ts'
import { Scorer } from './score.ts'
import { Expectation, recommended, type Threshold } from './thresholds.ts'

/** Pairs less likely than this are not told. */
const LEAST = 0.05
/** Pairs told, the likeliest. */
export const MOST_TOLD = 200_000

export type MatchPhase = 'comparing' | 'learning' | 'deciding'

export interface MatchOptions extends PairScope {
  readonly draw: Draw
  /** `done` pairs so far. */
  readonly onProgress?: (phase: MatchPhase, done: number) => void
  readonly mostPairs?: number
}

/** What the model thinks of one level of one field, in plain English; `weight` is log₂(one person / strangers). */
export interface LevelWeight {
  readonly field: string
  readonly level: string
  readonly onePerson: number
  readonly household: number
  readonly strangers: number
  readonly weight: number
}

export interface Matches {
  /** Likeliest first; then by record numbers. `group` is 0 where it would have to be chained. */
  readonly a: Int32Array
  readonly b: Int32Array
  readonly probability: Float64Array
  readonly pattern: Int32Array
  readonly group: Int32Array
  readonly compared: number
  /** There were more pairs than are held; those of the last passes are missing. */
  readonly isCut: boolean
  readonly passes: readonly PassReport[]
  readonly thresholds: readonly Threshold[]
  readonly recommended: number
  /** Pairs of one person that are expected in all, and of those not compared. */
  readonly expected: number
  readonly missed: number
  readonly weights: readonly LevelWeight[]
  readonly rounds: number
}

const PROGRESS_EVERY = 250_000

export function matchRecords(table: RecordTable, options: MatchOptions): Matches {
  const { onProgress } = options
  assert(table.listed > 0 && (options.within ? table.listed > 1 : table.size > table.listed), 'there is at least one pair')
  const comparer = new Comparer(table)
  const store = new PairStore(options.mostPairs)
  let isCut = false
  const passes = new Blocks(table, options).pairs((a, b, found) => {
    if (store.size % PROGRESS_EVERY === 0) onProgress?.('comparing', store.size)
    isCut = !store.add(a, b, comparer.pattern(a, b), found)
    return !isCut
  })
  onProgress?.('learning', store.size)
  const chance = chanceOf(table, comparer, options, options.draw)
  const mixture = learn(store.counts, chance, table.listed)
  onProgress?.('deciding', store.size)
  const scorer = new Scorer(table, chance, mixture)
  const expectation = new Expectation()
  const likely: Likely = { a: [], b: [], probability: [], pattern: [] }
  store.each((a, b, pattern, found) => {
    const probability = scorer.probability(pattern, a)
    expectation.add(probability, found)
    if (probability < LEAST) return
    likely.a.push(a)
    likely.b.push(b)
    likely.probability.push(probability)
    likely.pattern.push(pattern)
  })
  const thresholds = expectation.thresholds()
  const pairs = inOrder(likely)
  const threshold = recommended(thresholds)
  return {
    ...pairs, group: groupPairs(pairs, threshold), compared: store.size, isCut, passes, thresholds,
    recommended: threshold, expected: expectation.matches, missed: expectation.missed, weights: weightsOf(mixture), rounds: mixture.rounds,
  }
}

interface Likely {
  readonly a: number[]
  readonly b: number[]
  readonly probability: number[]
  readonly pattern: number[]
}

function inOrder({ a, b, probability, pattern }: Likely): Pick<Matches, 'a' | 'b' | 'probability' | 'pattern'> {
  const order = Int32Array.from(a, (_, i) => i).sort((i, j) => probability[j]! - probability[i]! || a[i]! - a[j]! || b[i]! - b[j]!).subarray(0, MOST_TOLD)
  return {
    a: order.map((i) => a[i]!), b: order.map((i) => b[i]!), pattern: order.map((i) => pattern[i]!),
    probability: Float64Array.from(order, (i) => probability[i]!),
  }
}

function weightsOf({ levels }: Mixture): LevelWeight[] {
  return FIELDS.flatMap((field, at) =>
    Array.from({ length: LEVELS[at]! }, (_, level) => level).filter((level) => level !== MISSING).map((level) => {
      const [onePerson, household, strangers] = [ONE_PERSON, HOUSEHOLD, STRANGERS].map((kind) => levels[kind]![at]![level]!) as [number, number, number]
      return { field, level: wordsOf(at, level), onePerson, household, strangers, weight: Math.log2(onePerson / strangers) }
    }),
  )
}
