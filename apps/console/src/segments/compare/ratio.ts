// How many times as likely somebody of one group is to have done something as somebody of another, with its interval.
//
// The ratio of two shares, by its logarithm, which is close to normal in large groups (Katz, Baptista, Azen and Pike,
// "Obtaining confidence intervals for the risk ratio in cohort studies", 1978). Where one of the two never did it there is
// no logarithm: then half a person is added to each count for the interval, and without anybody in the second no ratio is told.

/** Of the standard normal distribution, for 95 %. */
const Z = 1.959963984540054

export interface Ratio {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Counted {
  readonly count: number
  readonly n: number
}

/** Undefined where nobody of the second group did it, or one group is empty. */
export function ratioOf(a: Counted, b: Counted): Ratio | undefined {
  if (a.n === 0 || b.n === 0 || b.count === 0) return undefined
  const half = a.count === 0 ? 0.5 : 0
  const [x, n, y, m] = [a.count + half, a.n + half, b.count + half, b.n + half]
  const log = Math.log(x / n / (y / m))
  const spread = Z * Math.sqrt(Math.max(0, 1 / x - 1 / n + 1 / y - 1 / m))
  return { value: a.count / a.n / (b.count / b.n), low: a.count === 0 ? 0 : Math.exp(log - spread), high: Math.exp(log + spread) }
}
