// Pairs that are looked at, without an object each: 12 bytes, in pieces, so that growing copies nothing.
import { assert } from '@touchstone/base'
import { PATTERNS } from './fields.ts'

/** Pairs held at most, 288 MB of them. Further ones are left out, and that is told. */
export const MOST_PAIRS = 24_000_000
const PIECE = 2 ** 18

interface Piece {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly pattern: Uint16Array
  readonly passes: Uint16Array
}

export class PairStore {
  size = 0
  /** How many pairs have each pattern. */
  readonly counts = new Float64Array(PATTERNS)
  readonly #pieces: Piece[] = []
  readonly #most: number

  constructor(most = MOST_PAIRS) {
    assert(PATTERNS <= 2 ** 16, 'a pattern fits into two bytes')
    this.#most = most
  }

  /** `false` when it is full: the pair was not taken. */
  add(a: number, b: number, pattern: number, passes: number): boolean {
    if (this.size >= this.#most) return false
    const at = this.size++ % PIECE
    if (at === 0) this.#pieces.push({ a: new Int32Array(PIECE), b: new Int32Array(PIECE), pattern: new Uint16Array(PIECE), passes: new Uint16Array(PIECE) })
    const piece = this.#pieces.at(-1)!
    piece.a[at] = a
    piece.b[at] = b
    piece.pattern[at] = pattern
    piece.passes[at] = passes
    this.counts[pattern]!++
    return true
  }

  each(use: (a: number, b: number, pattern: number, passes: number) => void): void {
    this.#pieces.forEach(({ a, b, pattern, passes }, number) => {
      const end = Math.min(PIECE, this.size - number * PIECE)
      for (let i = 0; i < end; i++) use(a[i]!, b[i]!, pattern[i]!, passes[i]!)
    })
  }
}
