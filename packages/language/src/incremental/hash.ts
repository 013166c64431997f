// A number that stands for a JSON scalar, so that values can be told apart without being kept: 53 bits, exact as a
// double. Two of ten thousand values are taken for one with a chance of about one in 10^8.
//
// Two 32-bit lanes take in 16 bits at a time, each by its own odd multiplier, and are stirred at the end so that every bit
// of the input moves every bit of the result.
const bits = new DataView(new ArrayBuffer(8))

/** Different for a text, a number and a boolean that look the same. NaN for what is no scalar. */
export function scalarHash(value: unknown): number {
  switch (typeof value) {
    case 'string': {
      let a = 0x9e3779b9 ^ value.length
      let b = 0x7f4a7c15
      for (let index = 0; index < value.length; index++) {
        const unit = value.charCodeAt(index)
        a = Math.imul(a ^ unit, 0x85ebca6b)
        a ^= a >>> 15
        b = Math.imul(b + unit, 0xc2b2ae35)
        b ^= b >>> 13
      }
      return finish(a, b)
    }
    case 'number':
      // −0 is 0.
      bits.setFloat64(0, value + 0)
      return finish(bits.getInt32(0) ^ 0x3c6ef372, bits.getInt32(4) ^ 0x1b873593)
    case 'boolean':
      return finish(value ? 0x2545f491 : 0x5851f42d, 0x14057b7e)
    default:
      return NaN
  }
}

function finish(a: number, b: number): number {
  let high = a
  let low = b
  for (let round = 0; round < 2; round++) {
    high = Math.imul(high ^ (high >>> 16) ^ low, 0x21f0aaad)
    low = Math.imul(low ^ (low >>> 15) ^ high, 0x735a2d97)
    high ^= high >>> 15
    low ^= low >>> 16
  }
  return (high >>> 11) * 4_294_967_296 + (low >>> 0)
}
