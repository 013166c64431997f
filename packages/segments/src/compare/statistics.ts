// How much two groups of people differ, and how sure that is. The groups are disjoint, so they are independent samples.
//
// The people are all there are, not a sample of a larger crowd. An interval still says something: how much of a difference
// the chance of who happened to do what would make by itself. It is 95 % wide throughout.
import { assert } from '@touchstone/base'
import { chiSquaredTail, normalQuantile, normalTails, tQuantile, tTails } from './distributions.ts'

export const CONFIDENCE = 0.95
const UPPER = 1 - (1 - CONFIDENCE) / 2

/** From low to high, both included. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** A figure with its interval; null where there are too few people for one. */
export interface Estimate {
  readonly value: number
  readonly interval: Interval | null
}

/** Numbers of one group: how many, their mean and their variance (by n − 1; 0 for a single one). */
export interface Sample {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

/**
 * The interval of a share of x among n by E. B. Wilson's score: "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209–212. Whole at 0 and 1 as well.
 */
export function wilson(x: number, n: number): Interval {
  assert(n > 0 && x >= 0 && x <= n, 'a share is of somebody')
  const z = normalQuantile(UPPER)
  const p = x / n
  const middle = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const by = 1 + (z * z) / n
  return { low: x === 0 ? 0 : Math.max(0, (middle - reach) / by), high: x === n ? 1 : Math.min(1, (middle + reach) / by) }
}

/**
 * The difference of two independent shares, first less second, by R. G. Newcombe's hybrid score, method 10: "Interval estimation
 * for the difference between independent proportions", Statistics in Medicine 17 (1998), 873–890. null when a group is empty.
 */
export function shareDifference(x1: number, n1: number, x2: number, n2: number): Estimate | null {
  if (n1 === 0 || n2 === 0) return null
  const [p1, p2] = [x1 / n1, x2 / n2]
  const [one, two] = [wilson(x1, n1), wilson(x2, n2)]
  const value = p1 - p2
  return {
    value,
    interval: { low: value - Math.hypot(p1 - one.low, two.high - p2), high: value + Math.hypot(one.high - p1, p2 - two.low) },
  }
}

/** How far two shares are apart where a step near 0 or 1 counts more: J. Cohen, "Statistical Power Analysis", 2nd ed. (1988), ch. 6. */
export function cohensH(p1: number, p2: number): number {
  return 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2))
}

export interface MeanDifference extends Estimate {
  /** Of the hypothesis that the means are the same; null as the interval is. */
  readonly p: number | null
}

/**
 * The difference of two means, first less second, without the assumption that they vary alike: B. L. Welch, "The generalization of
 * Student's problem when several different population variances are involved", Biometrika 34 (1947), 28–35, with
 * Satterthwaite's degrees of freedom. null when a group is empty.
 */
export function meanDifference(a: Sample, b: Sample): MeanDifference | null {
  if (a.n === 0 || b.n === 0) return null
  const value = a.mean - b.mean
  if (a.n < 2 || b.n < 2) return { value, interval: null, p: null }
  const [va, vb] = [a.variance / a.n, b.variance / b.n]
  const error = Math.sqrt(va + vb)
  if (error === 0) return { value, interval: { low: value, high: value }, p: value === 0 ? 1 : 0 }
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  const reach = tQuantile(UPPER, freedom) * error
  return { value, interval: { low: value - reach, high: value + reach }, p: tTails(value / error, freedom) }
}

/**
 * The difference of the means in standard deviations (pooled): Cohen's d, with the large-sample variance of L. V. Hedges and
 * I. Olkin, "Statistical Methods for Meta-Analysis" (1985), ch. 5. null when nothing varies or a group has fewer than two.
 */
export function cohensD(a: Sample, b: Sample): Estimate | null {
  if (a.n < 2 || b.n < 2) return null
  const pooled = Math.sqrt(((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2))
  if (pooled === 0) return null
  const value = (a.mean - b.mean) / pooled
  const reach = normalQuantile(UPPER) * Math.sqrt((a.n + b.n) / (a.n * b.n) + value ** 2 / (2 * (a.n + b.n)))
  return { value, interval: { low: value - reach, high: value + reach } }
}

/**
 * Sums over two groups, from which Cliff's delta follows. The dominance of one value over another is 1, 0 or −1; that of an a over
 * all of the others is the mean of these.
 */
export interface Dominance {
  readonly nA: number
  readonly nB: number
  /** Sum over the As of their dominance over the Bs. */
  readonly sum: number
  /** Sum of its squares, and the same over the Bs of how the As dominate them. */
  readonly squaresA: number
  readonly squaresB: number
  /** Pairs of equal values. */
  readonly ties: number
}

export interface Delta extends Estimate {
  /** Of the hypothesis that it is 0; null as the interval is. */
  readonly p: number | null
}

/**
 * How much more often a person of the first group has the larger value than the other way round: N. Cliff, "Dominance statistics:
 * ordinal analyses to answer ordinal questions", Psychological Bulletin 114 (1993), 494–509; its variance without bias, and
 * the interval that is not symmetric, as in D. Feng and N. Cliff, "Monte Carlo evaluation of ordinal d with improved
 * confidence interval", Journal of Modern Applied Statistical Methods 3 (2004), 322–332. It needs no shape of the values and no
 * outlier moves it. null when a group is empty.
 */
export function cliffsDelta({ nA, nB, sum, squaresA, squaresB, ties }: Dominance): Delta | null {
  if (nA === 0 || nB === 0) return null
  const value = sum / nA
  if (nA < 2 || nB < 2) return { value, interval: null, p: null }
  const z = normalQuantile(UPPER)
  const pairs = nA * nB
  const ofA = squaresA - nA * value ** 2
  const ofB = squaresB - nB * value ** 2
  const ofPairs = pairs - ties - pairs * value ** 2
  const variance = Math.max((nB ** 2 * ofA + nA ** 2 * ofB - ofPairs) / (pairs * (nA - 1) * (nB - 1)), (1 - value ** 2) / (pairs - 1))
  const fewest = Math.min(nA, nB)
  // Nobody of one group comes near the other: there is no variance, and yet it might have been chance.
  const open = (fewest - z * z) / (fewest + z * z)
  if (value >= 1) return { value: 1, interval: { low: open, high: 1 }, p: 0 }
  if (value <= -1) return { value: -1, interval: { low: -1, high: -open }, p: 0 }
  const reach = z * Math.sqrt(variance) * Math.sqrt((1 - value ** 2) ** 2 + z * z * variance)
  const by = 1 - value ** 2 + z * z * variance
  const middle = value - value ** 3
  return { value, interval: { low: Math.max(-1, (middle - reach) / by), high: Math.min(1, (middle + reach) / by) }, p: normalTails(value / Math.sqrt(variance)) }
}

export interface Association {
  readonly chiSquared: number
  readonly freedom: number
  /** Of the hypothesis that both groups have the categories in the same shares. */
  readonly p: number
  /** 0 to 1: H. Cramér, "Mathematical Methods of Statistics" (1946), section 21.9. */
  readonly v: number
  /** The same without its bias: W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society 42 (2013), 323–328. */
  readonly correctedV: number
}

/** Of a table of two columns; rows without anybody are left out. null when fewer than two rows or a column without anybody are left. */
export function association(table: readonly (readonly [number, number])[]): Association | null {
  const rows = table.filter(([a, b]) => a + b > 0)
  const nA = rows.reduce((sum, [a]) => sum + a, 0)
  const nB = rows.reduce((sum, [, b]) => sum + b, 0)
  const n = nA + nB
  if (rows.length < 2 || nA === 0 || nB === 0) return null
  let chiSquared = 0
  for (const [a, b] of rows) {
    const [ea, eb] = [((a + b) * nA) / n, ((a + b) * nB) / n]
    chiSquared += (a - ea) ** 2 / ea + (b - eb) ** 2 / eb
  }
  const freedom = rows.length - 1
  // Of min(rows, columns) − 1, which is 1.
  const v = Math.sqrt(chiSquared / n)
  const unbiased = Math.max(0, chiSquared / n - freedom / (n - 1))
  const rowsLeft = rows.length - freedom ** 2 / (n - 1)
  const columnsLeft = 2 - 1 / (n - 1)
  const room = Math.min(rowsLeft, columnsLeft) - 1
  return { chiSquared, freedom, p: chiSquaredTail(chiSquared, freedom), v: Math.min(1, v), correctedV: room <= 0 ? 0 : Math.min(1, Math.sqrt(unbiased / room)) }
}

/**
 * Probabilities of many questions asked at once, made comparable with one asked alone: Y. Benjamini and Y. Hochberg, "Controlling the
 * false discovery rate", Journal of the Royal Statistical Society B 57 (1995), 289–300. In the order given.
 */
export function adjusted(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]!)
  const found = new Array<number>(probabilities.length)
  let least = 1
  order.forEach((at, i) => {
    least = Math.min(least, (probabilities[at]! * probabilities.length) / (probabilities.length - i))
    found[at] = least
  })
  return found
}
