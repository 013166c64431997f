import type { Draw } from './chance.ts'

/** The same draws for the same seed: xorshift (G. Marsaglia, Xorshift RNGs, J. Stat. Software 8, 2003), after a mixing of the seed. */
export function seededDraw(seed: number): Draw {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}
