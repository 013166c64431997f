// SHA-256 of a short text, as far as `random share` needs it: a bucket that every target and every later version gives the
// same person. It protects nothing. It is written out here because this room runs in the browser too, where hashing is
// only offered asynchronously, and may not import `node:crypto`; the test compares it with that one.
//
// The text is written into blocks of 64 bytes (one bit, zeros, and the length in bits behind it), and each block is mixed
// into eight words of state by 64 rounds (FIPS 180-4). Buffers are made once and used by every call.
import { assert } from '@touchstone/base'

/** Longest text, in UTF-16 units. A salt is a literal of a condition, which is shorter. */
const MAX_LENGTH = 65_536
export const BUCKETS = 10_000

const encoder = new TextEncoder()
const message = new Uint8Array(MAX_LENGTH * 3 + 72)
const view = new DataView(message.buffer)
const schedule = new Int32Array(64)
const state = new Int32Array(8)
const START = fractionsOfRoots(8, 1 / 2)
const ROUND = fractionsOfRoots(64, 1 / 3)

/** The first four bytes of the SHA-256 of `text` in UTF-8, big-endian: 0 to 2^32 − 1. */
export function sha256Prefix(text: string): number {
  assert(text.length <= MAX_LENGTH, 'a text to hash is at most 65,536 units long')
  const length = encoder.encodeInto(text, message).written
  const end = Math.ceil((length + 9) / 64) * 64
  message.fill(0, length, end)
  message[length] = 0x80
  // Lengths stay below 2^32 bits, so the upper half of the 64-bit length is 0.
  view.setUint32(end - 4, length * 8)
  state.set(START)
  for (let block = 0; block < end; block += 64) mix(block)
  return (state[0] as number) >>> 0
}

/** The bucket of a person for a salt: 0 to 9,999. `person` is the canonical id. */
export function shareBucket(salt: string, person: number): number {
  return Math.floor((BUCKETS * sha256Prefix(`${salt}:${person}`)) / 2 ** 32)
}

function mix(block: number): void {
  const w = schedule
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const low = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const high = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[i] = (w[i - 16] as number) + low + (w[i - 7] as number) + high
  }
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let i = 0; i < 64; i++) {
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (w[i] as number)) | 0
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits of the fractional part of prime^power, for the first primes: the standard's constants. */
function fractionsOfRoots(count: number, power: number): Int32Array {
  const constants = new Int32Array(count)
  let found = 0
  for (let n = 2; found < count; n++) {
    if (!isPrime(n)) continue
    const root = n ** power
    constants[found++] = Math.floor((root - Math.floor(root)) * 2 ** 32)
  }
  return constants
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
  return true
}
