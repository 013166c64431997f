/** Xorshift32 (Marsaglia 2003): the same seed gives the same run, at about 2 ns a number. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 1
  }

  /** 0 ≤ n < `below`, a whole number; `below` at most 2^31. */
  below(below: number): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return Math.floor(((x >>> 0) / 4_294_967_296) * below)
  }

  chance(share: number): boolean {
    return this.below(1_000_000) < share * 1_000_000
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}
