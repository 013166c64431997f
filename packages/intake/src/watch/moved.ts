// When a figure has moved more than chance explains.
//
// A count is compared with what the same stretch of time had on other days. Of these the median is what to expect. Traffic differs
// from day to day by a factor, whose logarithm is taken for normal; how much it differs is told by the median distance of the
// logarithms, less what a Poisson count differs anyway. Medians take no notice of single bad days. How likely a count as
// far off as this one is by chance is bounded from above: for any rate between the expected one and the count, either the rate was as
// far off as that (the tail of the normal, below exp(−z²/2)), or the count was, given that rate (Chernoff's inequality: exp(−D) with
// D = rate − seen + seen ln(seen / rate)); the best of some rates is taken. A share is compared likewise, with the relative
// entropy of the two shares: exp(−n D / factor). A bound is no more than that, and the spread is only estimated: how often
// the rule is wrong, and what it finds, is simulated in moved.test.ts.

/**
 * An alarm begins where chance explains a figure with less than this probability. A watch that is looked at every minute is
 * looked at 40,320 times in four weeks.
 */
export const BEGINS_BELOW = 1e-7
/** And is over where chance explains it with at least this. */
export const ENDS_ABOVE = 1e-2
/** Stretches of other days that it takes to say something. */
export const LEAST_STRETCHES = 12
/** Facts that it takes to speak of a share. */
export const LEAST_FACTS = 30

export interface Judgement {
  readonly seen: number
  readonly expected: number
  /** An upper bound of the probability that chance alone is as far off. */
  readonly chance: number
}

/** Rates that are tried between the expected one and the count. */
const RATES = 24

/** Undefined where there is too little to compare with. */
export function judgeCount(seen: number, others: readonly number[]): Judgement | undefined {
  if (others.length < LEAST_STRETCHES) return undefined
  const expected = median(others)
  if (expected < 1) return { seen, expected, chance: 1 }
  const logs = others.map((count) => Math.log(Math.max(count, 0.5) / expected))
  const differ = 1.4826 * median(logs.map(Math.abs))
  // Estimated of few stretches, which resemble each other where they are neighbours: the more so, the fewer there are.
  const spread = Math.sqrt(Math.max(0, differ * differ - 1 / expected) + 0.02 ** 2) * (1.3 + 6 / others.length)
  let chance = 1
  for (let i = 0; i <= RATES; i++) {
    const rate = expected * Math.exp((Math.log(Math.max(seen, 0.01) / expected) * i) / RATES)
    const z = Math.log(rate / expected) / spread
    const ofCount = rate - seen + (seen === 0 ? 0 : seen * Math.log(seen / rate))
    chance = Math.min(chance, Math.exp((-z * z) / 2) + Math.exp(-ofCount))
  }
  return { seen, expected, chance }
}

export interface Share {
  readonly part: number
  readonly whole: number
}

/** Whether the share is higher than it was; `expected` and `seen` are shares. Undefined where there is too little to compare with. */
export function judgeShare({ part, whole }: Share, others: readonly Share[]): Judgement | undefined {
  const filled = others.filter((one) => one.whole >= LEAST_FACTS / 3)
  const all = filled.reduce((sum, one) => sum + one.whole, 0)
  if (whole < LEAST_FACTS || filled.length < LEAST_STRETCHES) return undefined
  const usual = median(filled.map((one) => one.part / one.whole))
  // One more than was ever seen: what never happened may happen all the same.
  const expected = Math.min(Math.max(usual, 1 / (all + 2), 0.001), 0.999)
  const seen = part / whole
  if (seen <= expected) return { seen, expected, chance: 1 }
  const scaled = filled.map((one) => Math.abs(one.part / one.whole - usual) * Math.sqrt(one.whole))
  const spread = 1.4826 * median(scaled)
  const factor = Math.max(1, (spread * spread) / (expected * (1 - expected))) * (1 + 8 / filled.length)
  const entropy = seen * Math.log(seen / expected) + (seen === 1 ? 0 : (1 - seen) * Math.log((1 - seen) / (1 - expected)))
  return { seen, expected, chance: Math.min(1, Math.exp((-whole * entropy) / factor)) }
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
