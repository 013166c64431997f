// The distributions that intervals and tests need, from a statistics library. Nothing else here knows it.
import { createRequire } from 'node:module'

interface Guest {
  readonly normal: { inv(p: number, mean: number, deviation: number): number; cdf(x: number, mean: number, deviation: number): number }
  readonly studentt: { inv(p: number, freedom: number): number; cdf(x: number, freedom: number): number }
  readonly chisquare: { cdf(x: number, freedom: number): number }
}

// It comes without types of its own.
const { jStat } = createRequire(import.meta.url)('jstat') as { readonly jStat: Guest }

/** Beyond so many degrees of freedom Student's t is the normal distribution, to six digits. */
const ALMOST_NORMAL = 1e6

/** z with P(Z ≤ z) = p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  return jStat.normal.inv(p, 0, 1)
}

/** P(|Z| > |z|). */
export function normalTails(z: number): number {
  return 2 * jStat.normal.cdf(-Math.abs(z), 0, 1)
}

/** t with P(T ≤ t) = p; `freedom` > 0, also broken ones. */
export function tQuantile(p: number, freedom: number): number {
  return freedom > ALMOST_NORMAL ? normalQuantile(p) : jStat.studentt.inv(p, freedom)
}

/** P(|T| > |t|). */
export function tTails(t: number, freedom: number): number {
  return freedom > ALMOST_NORMAL ? normalTails(t) : 2 * jStat.studentt.cdf(-Math.abs(t), freedom)
}

/** P(X > x) of chi-squared. */
export function chiSquaredTail(x: number, freedom: number): number {
  return x <= 0 ? 1 : Math.max(0, 1 - jStat.chisquare.cdf(x, freedom))
}
