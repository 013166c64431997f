// One sealed value: AES-256-GCM with a random nonce.
//
//   version u8 = 1 | key number u32 | nonce 12 | ciphertext | tag 16        (little-endian)
//
// The context is authenticated and not kept. Version and key number need no such care: a changed one names another key.
// A random 96-bit nonce is safe for 2^32 seals under one key; an hour at 25,000/s is 2^26.4.
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { assert, fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'

const VERSION = 1
const HEADER = 5
const NONCE = 12
const TAG = 16
/** Bytes a sealed value is longer than the plain one. */
export const OVERHEAD = HEADER + NONCE + TAG

const OPTIONS = { authTagLength: TAG } as const

/** Random bytes are fetched for many nonces at once: a call for 12 costs as much as one for thousands. */
const nonces = Buffer.alloc(NONCE * 512)
let noncesUsed = nonces.length

/** Seals into `out`, which has `plaintext.length + OVERHEAD` bytes. */
export function sealInto(out: Buffer, key: KeyObject, keyNumber: number, plaintext: Uint8Array, context: Uint8Array): void {
  assert(out.length === plaintext.length + OVERHEAD, 'a sealed value is longer than the plain one by exactly the overhead')
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces)
    noncesUsed = 0
  }
  out[0] = VERSION
  out.writeUInt32LE(keyNumber, 1)
  nonces.copy(out, HEADER, noncesUsed, noncesUsed + NONCE)
  noncesUsed += NONCE
  const cipher = createCipheriv('aes-256-gcm', key, out.subarray(HEADER, HEADER + NONCE), OPTIONS)
  cipher.setAAD(context)
  out.set(cipher.update(plaintext), HEADER + NONCE)
  cipher.final()
  out.set(cipher.getAuthTag(), out.length - TAG)
}

/** `governance.cannot_open` unless these bytes were sealed with that key in that context. */
export function openSealed(sealed: Uint8Array, keyOf: (keyNumber: number) => KeyObject, context: Uint8Array): Result<Uint8Array> {
  if (sealed.length < OVERHEAD || sealed[0] !== VERSION) {
    return fail('governance.cannot_open', `expected a sealed value of version ${VERSION}, got ${sealed.length} bytes that are none`)
  }
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(bytes.readUInt32LE(1)), bytes.subarray(HEADER, HEADER + NONCE), OPTIONS)
  decipher.setAAD(context)
  decipher.setAuthTag(bytes.subarray(-TAG))
  const plaintext = decipher.update(bytes.subarray(HEADER + NONCE, -TAG))
  try {
    decipher.final()
  } catch {
    return fail('governance.cannot_open', 'expected a value sealed here and unchanged; this one was changed, or belongs to another key, person or place')
  }
  return ok(plaintext)
}
