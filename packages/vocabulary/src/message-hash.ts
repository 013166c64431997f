/**
 * A 64-bit name of one message, from (source, messageId): what duplicates are found by and what breaks ties between
 * facts of the same instant. Two 32-bit multiplicative lanes over the UTF-16 code units with a final avalanche; not a
 * cryptographic hash: whoever holds a source's write key can forge its messages anyway, and a person's duplicates are
 * only looked for among that person's own messages.
 */
export interface MessageHash {
  high: number
  low: number
}

const scratch: MessageHash = { high: 0, low: 0 }

/** The returned object is reused by the next call: copy the two numbers (unsigned 32-bit) at once. */
export function messageHash(source: string, messageId: string): Readonly<MessageHash> {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    b = Math.imul(b ^ unit, 0x5f356495)
  }
  a = Math.imul(a ^ 0x1_0000, 0x9e3779b1)
  b = Math.imul(b ^ 0x1_0000, 0x5f356495)
  for (let i = 0; i < messageId.length; i++) {
    const unit = messageId.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    b = Math.imul(b ^ unit, 0x5f356495)
    // Carries the high bits of each lane into the other, so that the two stay independent of one multiplier.
    if ((i & 3) === 3) {
      a ^= b >>> 15
      b ^= a >>> 13
    }
  }
  a ^= messageId.length
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  scratch.high = (a ^ (a >>> 16)) >>> 0
  scratch.low = (b ^ (b >>> 16)) >>> 0
  return scratch
}

/** The hash as the unsigned 64-bit integer that the warehouse stores. */
export function hashToInteger(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low)
}
