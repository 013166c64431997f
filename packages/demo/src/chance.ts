// Chance that repeats itself: the same words give the same numbers, on every machine and in every order of asking.
// Each customer has a sequence of their own for each part, so a new part, or a customer more, moves nobody else's numbers.
import { assert } from '@touchstone/base'

export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** True this often: `share` from 0 to 1. */
  happens(share: number): boolean
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** Any number from `least` to below `most`. */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
}

/** 32 bits of a text (FNV-1a, then mixed so that texts which differ in the last letter differ everywhere). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mixed(hash)
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The chance of these words. `chanceOf('42', 'visits', '12347')` is the same sequence for ever. */
export function chanceOf(...words: readonly string[]): Chance {
  // A Weyl sequence through the mixer above: 2^32 numbers before it repeats, and none of them carries another along.
  let state = hashOf(words.join('\u0000'))
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    return mixed(state) / 0x1_0000_0000
  }
  const whole = (least: number, most: number): number => {
    assert(most >= least, 'a range begins before it ends')
    return least + Math.floor(next() * (most - least + 1))
  }
  return {
    next,
    whole,
    happens: (share) => next() < share,
    between: (least, most) => least + next() * (most - least),
    pick(from) {
      assert(from.length > 0, 'something to pick from')
      return from[whole(0, from.length - 1)]
    },
  }
}
