// Which patterns mean one person? The model of I. P. Fellegi and A. B. Sunter (A theory for record linkage, JASA 64, 1969): with m
// the probability of a level between two records of one person, and u the one between strangers, fields independent,
//
//     P(one person | levels) = λ Π m / (λ Π m + (1 − λ) Π u)
//
// estimated without examples by expectation and maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, J. R. Stat. Soc. B 39,
// 1977). A missing value leaves its field out of both products.
//
// Two things are different here from the textbook. First, strangers are not all alike: people of one household share family
// name, postcode and telephone, and twins even the date of birth, which makes them look like one person with another given
// name. So there are three classes and not two: one person, one household, strangers (M. D. Larsen and D. B. Rubin, Iterative
// automated record linkage using mixture models, JASA 96, 2001). Second, the pairs compared are those that share a key, which
// strangers rarely do. So λ is a share of all pairs there are, compared or not, and what strangers have in common is counted
// over all pairs too; only what belongs to the other classes is learnt from the pairs compared. A pair that was not
// compared counts as one of strangers.
import { assert } from '@touchstone/base'
import type { Chance } from './chance.ts'
import { Birth, Email, FIELDS, Family, Given, LEVELS, MISSING, PATTERNS, Phone, Postcode, SAME, levelOf } from './fields.ts'

export const ONE_PERSON = 0
export const HOUSEHOLD = 1
export const STRANGERS = 2
const CLASSES = 3

export interface Mixture {
  /** Share of each class among all pairs. */
  readonly shares: readonly number[]
  /** By class, field and level: how probable the level is where both records have the field. */
  readonly levels: readonly (readonly Float64Array[])[]
  readonly rounds: number
}

const MOST_ROUNDS = 300
const STILL = 1e-7

/**
 * Where learning begins, and what it is worth: as many pairs as `WORTH` that were seen before any. A short list says little of
 * its own; a long one soon outvotes this. What is left out shares the rest. A household's given names and dates of birth are
 * held more firmly, for they are what tells its members from one person.
 */
const EXPECTED_OF_ONE: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  given: { [Given.SAME]: 0.82, [Given.SHORT]: 0.06, [Given.CLOSE]: 0.06, [Given.SWAPPED]: 0.015, [Given.ALIKE]: 0.015, [Given.DIFFERENT]: 0.03 },
  family: { [Family.SAME]: 0.88, [Family.CLOSE]: 0.06, [Family.PART]: 0.01, [Family.ALIKE]: 0.01, [Family.DIFFERENT]: 0.04 },
  birth: { [Birth.SAME]: 0.9, [Birth.DIGIT]: 0.05, [Birth.SWAPPED]: 0.02, [Birth.NEAR]: 0.01, [Birth.DIFFERENT]: 0.02 },
  postcode: { [Postcode.SAME]: 0.8, [Postcode.DIGIT]: 0.04, [Postcode.AREA]: 0.06, [Postcode.DIFFERENT]: 0.1 },
  phone: { [Phone.SAME]: 0.7, [Phone.DIGIT]: 0.05, [Phone.DIFFERENT]: 0.25 },
  email: { [Email.SAME]: 0.7, [Email.USER]: 0.05, [Email.CLOSE]: 0.05, [Email.DIFFERENT]: 0.2 },
}
/** Of a household: the share of pairs that agree by what a household shares. All the others are as alike as strangers are. */
const SHARED_BY_HOUSEHOLD: Readonly<Record<string, number>> = { given: 0.01, family: 0.8, birth: 0.02, postcode: 0.9, phone: 0.4, email: 0.05 }
const WORTH = 20
const FIRM_WORTH = 400
const FIRM: readonly string[] = ['given', 'birth']

/** Learns the model from how many of the pairs compared have each pattern. */
export function learn(counts: Float64Array, chance: Chance, listed: number): Mixture {
  assert(counts.length === PATTERNS, 'there is a count for each pattern')
  const seen: number[] = []
  for (let pattern = 0; pattern < PATTERNS; pattern++) if (counts[pattern]! > 0) seen.push(pattern)
  const strangers = chance.different.map((row, at) => withSame(row, at, chance.same[at]! / Math.max(1, chance.present[at]!), chance.pairs))
  const priors = [FIELDS.map((field, at) => Float64Array.from({ length: LEVELS[at]! }, (_, level) => EXPECTED_OF_ONE[field]![level] ?? 0)), strangers.map(householdPrior)]
  let levels: Float64Array[][] = [priors[0]!.map((row) => row.slice()), priors[1]!.map((row) => row.slice()), strangers]
  let shares = [Math.min(0.2, (0.05 * listed) / chance.pairs), Math.min(0.2, (0.1 * listed) / chance.pairs)]
  const sums = levels.slice(0, 2).map((rows) => rows.map((row) => new Float64Array(row.length)))
  const weights = new Float64Array(CLASSES)
  for (let round = 1; ; round++) {
    const totals = [0, 0]
    for (const rows of sums) for (const row of rows) row.fill(0)
    for (const pattern of seen) {
      weigh(pattern, shares, levels, weights)
      for (const kind of [ONE_PERSON, HOUSEHOLD]) {
        const share = weights[kind]! * counts[pattern]!
        totals[kind]! += share
        for (let at = 0; at < FIELDS.length; at++) sums[kind]![at]![levelOf(pattern, at)]! += share
      }
    }
    const next = [ONE_PERSON, HOUSEHOLD].map((kind) => sums[kind]!.map((row, at) => blended(row, priors[kind]![at]!, kind === HOUSEHOLD && FIRM.includes(FIELDS[at]!) ? FIRM_WORTH : WORTH)))
    // What agrees and belongs to no other class is chance.
    const rest = chance.different.map((row, at) => {
      const agreeing = chance.same[at]! - sums[ONE_PERSON]![at]![SAME[at]!]! - sums[HOUSEHOLD]![at]![SAME[at]!]!
      return withSame(row, at, agreeing / Math.max(1, chance.present[at]!), chance.pairs)
    })
    const moved = Math.max(...totals.map((total, kind) => Math.abs((total + 1) / chance.pairs - shares[kind]!) / shares[kind]!))
    shares = totals.map((total) => Math.min(0.4, (total + 1) / chance.pairs))
    levels = [...next, rest]
    if (moved < STILL || round === MOST_ROUNDS) return { shares: [...shares, 1 - shares[0]! - shares[1]!], levels, rounds: round }
  }
}

/** What the three classes make of a pattern: their probabilities, given the shares of the first two. */
function weigh(pattern: number, shares: readonly number[], levels: readonly (readonly Float64Array[])[], into: Float64Array): void {
  let sum = 0
  for (let kind = 0; kind < CLASSES; kind++) {
    let weight = kind === STRANGERS ? 1 - shares[0]! - shares[1]! : shares[kind]!
    for (let at = 0; at < FIELDS.length; at++) {
      const level = levelOf(pattern, at)
      if (level !== MISSING) weight *= levels[kind]![at]![level]!
    }
    into[kind] = weight
    sum += weight
  }
  assert(sum > 0, 'every pattern is possible')
  for (let kind = 0; kind < CLASSES; kind++) into[kind]! /= sum
}

/** Levels of values that differ, together with the share of those that do not. */
function withSame(different: Float64Array, at: number, same: number, pairs: number): Float64Array {
  // Less than half a pair of all cannot be told from none.
  const share = Math.min(0.99, Math.max(same, 0.5 / pairs))
  return different.map((one, level) => (level === SAME[at] ? share : one * (1 - share)))
}

function householdPrior(strangers: Float64Array, at: number): Float64Array {
  const shared = SHARED_BY_HOUSEHOLD[FIELDS[at]!]!
  return strangers.map((one, level) => (level === SAME[at] ? shared : 0) + one * (1 - shared))
}

function blended(sums: Float64Array, prior: Float64Array, worth: number): Float64Array {
  let total = worth
  for (let level = 1; level < sums.length; level++) total += sums[level]!
  return sums.map((one, level) => (level === MISSING ? 0 : (one + worth * prior[level]!) / total))
}
