// An answer of a test together with the upper bits of the hash of the fact that it is about, as one number: at one instant
// entries then stand in the order of their facts.
import type { Truth } from '../truth.ts'
import type { FactInput } from './cells.ts'

/** Truths that fit into the lowest bits of a code. */
const TRUTHS = 4
/** The upper 19 of the hash's lower 32 bits follow its upper 32: 51 bits, and 2 for the truth. */
const LOW_BITS = 19

export function codeOf(fact: FactInput, truth: Truth): number {
  return (fact.hashHigh * 2 ** LOW_BITS + (fact.hashLow >>> (32 - LOW_BITS))) * TRUTHS + truth
}

export function truthOfCode(code: number): Truth {
  return (code % TRUTHS) as Truth
}
