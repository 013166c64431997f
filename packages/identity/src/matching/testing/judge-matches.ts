// What the probabilities were worth, against the truth of an invented list.
import type { Matches } from '../match-records.ts'

export interface Judgement {
  /** Pairs of one person there are. */
  readonly truth: number
  /** Of those, the share that was told with any probability from 0.05 on. */
  readonly found: number
  readonly at: readonly { readonly threshold: number; readonly pairs: number; readonly precision: number; readonly recall: number }[]
  /**
   * How far probabilities are from how often they are right: the mean distance between the two in ten equal steps of
   * probability, weighted by pairs (M. P. Naeini and others, AAAI 2015).
   */
  readonly calibrationError: number
  readonly steps: readonly { readonly from: number; readonly pairs: number; readonly believed: number; readonly right: number }[]
}

/** `isMatch` says whether two records are one person. */
export function judgeMatches(matches: Matches, truth: number, isMatch: (a: number, b: number) => boolean): Judgement {
  const steps = Array.from({ length: 10 }, (_, i) => ({ from: i / 10, pairs: 0, believed: 0, right: 0 }))
  const at = matches.thresholds.map(({ threshold }) => ({ threshold, pairs: 0, right: 0 }))
  let found = 0
  for (let i = 0; i < matches.a.length; i++) {
    const probability = matches.probability[i]!
    const right = Number(isMatch(matches.a[i]!, matches.b[i]!))
    found += right
    const step = steps[Math.min(9, Math.floor(probability * 10))]!
    step.pairs++
    step.believed += probability
    step.right += right
    for (const one of at) {
      if (probability < one.threshold) break
      one.pairs++
      one.right += right
    }
  }
  const shown = steps.map(({ from, pairs, believed, right }) => ({ from, pairs, believed: believed / Math.max(1, pairs), right: right / Math.max(1, pairs) }))
  return {
    truth,
    found: found / truth,
    at: at.map(({ threshold, pairs, right }) => ({ threshold, pairs, precision: pairs === 0 ? 1 : right / pairs, recall: right / truth })),
    calibrationError: shown.reduce((sum, { pairs, believed, right }) => sum + pairs * Math.abs(believed - right), 0) / Math.max(1, matches.a.length),
    steps: shown,
  }
}

/** Pairs of equal numbers. */
export function pairsOfOne(person: Int32Array): number {
  const counts = new Map<number, number>()
  let pairs = 0
  for (const one of person) {
    const before = counts.get(one) ?? 0
    pairs += before
    counts.set(one, before + 1)
  }
  return pairs
}
