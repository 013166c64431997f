import { assert } from '@touchstone/base'

const FIRST_SLOTS = 64
/** A set that grew beyond this is not kept. */
const KEPT_SLOTS = 65_536

/** A set of numbers that is filled and emptied again and again: open places in one array, found by the number's low bits. */
export class ValueSet {
  #slots = new Float64Array(FIRST_SLOTS).fill(NaN)
  #size = 0

  clear(): void {
    if (this.#size === 0) return
    this.#size = 0
    if (this.#slots.length > KEPT_SLOTS) this.#slots = new Float64Array(FIRST_SLOTS)
    this.#slots.fill(NaN)
  }

  /** Whether it was not there yet. `value` is a whole number whose low bits are well mixed. */
  add(value: number): boolean {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let at = (value | 0) & mask; ; at = (at + 1) & mask) {
      const present = slots[at]
      if (present === value) return false
      if (!Number.isNaN(present)) continue
      slots[at] = value
      this.#size++
      if (2 * this.#size > slots.length) this.#grow()
      return true
    }
  }

  #grow(): void {
    const old = this.#slots
    const size = this.#size
    this.#slots = new Float64Array(2 * old.length).fill(NaN)
    this.#size = 0
    for (const value of old) if (!Number.isNaN(value)) this.add(value)
    assert(this.#size === size, 'a set keeps its values when it grows')
  }
}
