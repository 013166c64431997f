// The probability that a pair is one person, with the frequency of what they share: two Schmidts in one town are less of a
// surprise than two Quistorps (H. B. Newcombe and others, Automatic linkage of vital records, Science 130, 1959; W. E. Yancey,
// Frequency-dependent probability measures for record linkage, 2000).
//
// Two records have the same value v. With f its frequency among people, strangers both have it with f², one person has it with
// m f, and of a household some share it because it is a household's and the others by chance: (h − u) f + f². Divided by f:
//
//     one person  m        household  (h − u) + f        strangers  f
import { assert } from '@touchstone/base'
import { valueColumn, type Chance } from './chance.ts'
import { FIELDS, MISSING, isSame, levelOf } from './fields.ts'
import { HOUSEHOLD, ONE_PERSON, STRANGERS, type Mixture } from './mixture.ts'
import type { RecordTable } from './record-table.ts'

/**
 * What the average frequency counts for beside the records that have a value. The two of the pair are left out: were they one
 * person, the value would be no more frequent for it.
 */
const AVERAGE_WORTH = 0.5

export class Scorer {
  readonly #mixture: Mixture
  readonly #chance: Chance
  readonly #values: readonly Int32Array[]

  constructor(table: RecordTable, chance: Chance, mixture: Mixture) {
    this.#mixture = mixture
    this.#chance = chance
    this.#values = FIELDS.map((_, at) => valueColumn(table, at))
  }

  /** Of record `a` and another with this pattern between them. */
  probability(pattern: number, a: number): number {
    const { shares, levels } = this.#mixture
    let [one, household, strangers] = [shares[ONE_PERSON]!, shares[HOUSEHOLD]!, shares[STRANGERS]!]
    for (let at = 0; at < FIELDS.length; at++) {
      const level = levelOf(pattern, at)
      if (level === MISSING) continue
      const [m, h, u] = [levels[ONE_PERSON]![at]![level]!, levels[HOUSEHOLD]![at]![level]!, levels[STRANGERS]![at]![level]!]
      one *= m
      if (isSame(at, level)) {
        const frequency = this.#frequency(at, this.#values[at]![a]!, u)
        household *= Math.max(0, h - u) + frequency
        strangers *= frequency
      } else {
        household *= h
        strangers *= u
      }
    }
    const probability = one / (one + household + strangers)
    assert(probability >= 0 && probability <= 1, 'a probability lies between 0 and 1')
    return probability
  }

  #frequency(at: number, value: number, average: number): number {
    const { records, filled } = this.#chance
    assert(value > 0, 'who has the same value has one')
    return (records[at]![value]! - 2 + AVERAGE_WORTH) / (filled[at]! - 2 + AVERAGE_WORTH / average)
  }
}
