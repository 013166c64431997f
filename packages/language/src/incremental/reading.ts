// What a range of events comes to, as every aggregate needs it: how many, and of their values the exact sum in millionths
// (two limbs, see exact.ts), the smallest and the largest. Readings are made once per leaf and used again.
import { DAY } from '@touchstone/base'
import type { Aggregate } from '../check/tree.ts'

const LIMB = 4_294_967_296
const MILLION = 1e6

export class Reading {
  /** Events, values, or different values. */
  count = 0
  high = 0
  low = 0
  /** Of a gap: the earliest and the latest time. */
  minimum = Infinity
  maximum = -Infinity

  clear(): void {
    this.count = 0
    this.high = 0
    this.low = 0
    this.minimum = Infinity
    this.maximum = -Infinity
  }

  /** Adds `count` values of the sum high × 2^32 + low. */
  add(count: number, high: number, low: number, minimum: number, maximum: number): void {
    this.count += count
    this.high += high
    this.low += low
    if (this.low >= LIMB) {
      this.low -= LIMB
      this.high += 1
    }
    if (minimum < this.minimum) this.minimum = minimum
    if (maximum > this.maximum) this.maximum = maximum
  }

  /** Adds one value, a whole number of millionths. */
  addValue(value: number): void {
    const high = Math.floor(value / LIMB)
    this.add(1, high, value - high * LIMB, value, value)
  }

  /** The sum as a double: exactly so computed by every target. */
  get sum(): number {
    return this.high * LIMB + this.low
  }
}

/** The aggregate of what was read as a double; NaN where it is unknown. */
export function doubleOf(called: Aggregate['function'], reading: Reading): number {
  switch (called) {
    case 'count':
    case 'distinct':
      return reading.count
    case 'sum':
      return reading.sum / MILLION
    case 'average':
      return reading.count === 0 ? NaN : reading.sum / reading.count / MILLION
    case 'minimum':
      return reading.count === 0 ? NaN : reading.minimum / MILLION
    case 'maximum':
      return reading.count === 0 ? NaN : reading.maximum / MILLION
    case 'gap':
      return reading.count < 2 ? NaN : (reading.maximum - reading.minimum) / (reading.count - 1) / DAY
  }
}
