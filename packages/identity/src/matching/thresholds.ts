// What one gets at which threshold. With p the probability of each pair, of those from the threshold t on
//
//     precision  = Σ p / number        recall = Σ p / (Σ over all pairs p + pairs of one person that were never compared)
//
// as the model believes. Pairs never compared are estimated from how many passes found those that were: with f₁ found by one
// pass only and f₂ by two, about f₁² / 2 f₂ were found by none, and rarely fewer (A. Chao, Estimating the population size for
// capture–recapture data with unequal catchability, Biometrics 43, 1987).
import { assert } from '@touchstone/base'

const GRID = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999] as const
/** What a threshold is recommended for: at least this share of its proposals are expected to be right. */
export const RECOMMENDED_PRECISION = 0.995

export interface Threshold {
  readonly threshold: number
  readonly pairs: number
  readonly precision: number
  readonly recall: number
}

export class Expectation {
  readonly #pairs = new Float64Array(GRID.length)
  readonly #right = new Float64Array(GRID.length)
  #all = 0
  #byOne = 0
  #byTwo = 0

  /** One compared pair, with a bit for every pass that found it. */
  add(probability: number, passes: number): void {
    assert(passes !== 0, 'a pair is found by a pass')
    this.#all += probability
    for (let i = 0; i < GRID.length && probability >= GRID[i]!; i++) {
      this.#pairs[i]!++
      this.#right[i]! += probability
    }
    const others = passes & (passes - 1)
    if (others === 0) this.#byOne += probability
    else if ((others & (others - 1)) === 0) this.#byTwo += probability
  }

  /** Pairs of one person that no pass found. */
  get missed(): number {
    return this.#byOne === 0 ? 0 : this.#byOne ** 2 / (2 * Math.max(this.#byTwo, 1))
  }

  /** Pairs of one person in all. */
  get matches(): number {
    return this.#all + this.missed
  }

  thresholds(): Threshold[] {
    return GRID.map((threshold, i) => ({
      threshold,
      pairs: this.#pairs[i]!,
      precision: this.#pairs[i] === 0 ? 1 : this.#right[i]! / this.#pairs[i]!,
      recall: this.matches === 0 ? 1 : this.#right[i]! / this.matches,
    }))
  }
}

/** The lowest threshold whose proposals are as right as they should be, and at least 0.9. */
export function recommended(thresholds: readonly Threshold[]): number {
  return (thresholds.find(({ threshold, precision }) => threshold >= 0.9 && precision >= RECOMMENDED_PRECISION) ?? thresholds.at(-1)!).threshold
}
