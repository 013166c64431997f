/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Seeded {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { next, below, pick: (items) => items[below(items.length)] }
}
