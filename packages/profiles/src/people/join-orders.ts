// A list that is sorted by a trait has those who have it first, in the order of its values, and everyone else after them.
// History answers the two apart and at slightly different moments, so they are put together here: everyone is in it once,
// and nobody else. With a million people that takes a tenth of a second, so it pauses every thousand for whoever waits.
import { assert } from '@touchstone/base'

/** People between two pauses: less than a millisecond. */
const AT_ONCE = 10_000

/** Those of `first` who are among `everyone`, then the rest of them. Both hold nobody twice. */
export async function joinOrders(first: Float64Array, everyone: Float64Array): Promise<Float64Array> {
  const places = new Places(everyone.length)
  for (let i = 0; i < everyone.length; i++) {
    places.add(everyone[i]!)
    if (i % AT_ONCE === 0) await pause()
  }
  const whole = new Float64Array(everyone.length)
  let end = 0
  for (const order of [first, everyone]) {
    for (let i = 0; i < order.length; i++) {
      if (places.take(order[i]!)) whole[end++] = order[i]!
      if (i % AT_ONCE === 0) await pause()
    }
  }
  assert(end === whole.length, 'everyone is in the order once')
  return whole
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Fibonacci hashing: the upper bits of the product are spread evenly, also for numbers that follow each other. */
const SPREAD = 0x9e3779b1

/** Person numbers (from 1) in one flat table with open places: a Set of a million numbers takes five times as long. */
class Places {
  readonly #slots: Float64Array
  readonly #mask: number
  readonly #shift: number

  constructor(most: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(2 * most + 1)))
    this.#slots = new Float64Array(2 ** bits)
    this.#mask = this.#slots.length - 1
    this.#shift = 32 - bits
  }

  add(number: number): void {
    const at = this.#find(number)
    assert(this.#slots[at] === 0, 'nobody is there twice')
    this.#slots[at] = number
  }

  /** Whether the number is there and was not taken yet; then it is taken: its place stays occupied, with the other sign. */
  take(number: number): boolean {
    const at = this.#find(number)
    if (this.#slots[at] !== number) return false
    this.#slots[at] = -number
    return true
  }

  /** Where it is, or the open place where it belongs. */
  #find(number: number): number {
    let at = Math.imul(number, SPREAD) >>> this.#shift
    for (let there = this.#slots[at]!; there !== 0 && there !== number && there !== -number; there = this.#slots[at]!) at = (at + 1) & this.#mask
    return at
  }
}
