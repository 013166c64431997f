// Exact sums in millionths without BigInt. A value contributes the integer m = floor(v × 1e6 + 0.5), at most 1e18: more
// than a double counts one by one, so a sum is kept in two doubles, q × 2^32 + r with 0 ≤ r < 2^32. Splitting m is
// exact (a division by a power of two, and a remainder that keeps m's own low bits), and q stays below 2^53 for 38
// million values of 1e12. Equal sums have equal limbs, so comparing them is comparing (q, r).
import { assert } from '@touchstone/base'

const LIMB = 4_294_967_296

/** Adds the integer `m` to the sum at byte `at`. */
export function addTo(view: DataView, at: number, m: number): void {
  const high = Math.floor(m / LIMB)
  addLimbs(view, at, high, m - high * LIMB)
}

/** Adds `q` × 2^32 + `r` to the sum at byte `at`. */
export function addLimbs(view: DataView, at: number, q: number, r: number): void {
  let high = view.getFloat64(at, true) + q
  let low = view.getFloat64(at + 8, true) + r
  if (low >= LIMB) {
    low -= LIMB
    high += 1
  }
  assert(Number.isSafeInteger(high), 'a sum fits its two limbs')
  view.setFloat64(at, high, true)
  view.setFloat64(at + 8, low, true)
}

export function highLimb(m: number): number {
  return Math.floor(m / LIMB)
}

export function lowLimb(m: number): number {
  return m - Math.floor(m / LIMB) * LIMB
}
