// An answer of a test, kept in the order of the facts that it is about: by when they happened, then by their hashes. The
// 64 bits of a hash do not fit into one number. Its upper 53 bits are the order; the rest goes with the answer.
import type { Truth } from '../truth.ts'
import type { FactInput } from './cells.ts'

/** Truths that fit into the lowest bits of a code. */
const TRUTHS = 4
const LOW_BITS = 11

/** The upper bits of the fact's hash. */
export function orderOf({ hashHigh, hashLow }: FactInput): number {
  return hashHigh * 2 ** (32 - LOW_BITS) + (hashLow >>> LOW_BITS)
}

/** Its lower bits, and the answer. */
export function codeOf({ hashLow }: FactInput, truth: Truth): number {
  return (hashLow % 2 ** LOW_BITS) * TRUTHS + truth
}

export function truthOfCode(code: number): Truth {
  return (code % TRUTHS) as Truth
}
