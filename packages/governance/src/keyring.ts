// The one seam for keys. Everything that hashes or seals asks here, so that another keyring (a key service, a key per
// person that can be destroyed) changes this file and nothing else.
//
// From the master key HKDF-SHA256 makes: one key for identifier hashes; one for the fingerprints by which the vault knows a
// value again; one per hour for what the log carries in transit (the log is short, so an hour's key is needed for days only);
// one per person for the vault. The hourly and personal keys are derived, not stored: destroying one needs stored random keys wrapped by the master key, which is how erasure by
// key destruction will be built, behind these same functions.
import { createHmac, createSecretKey, hash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { HOUR, ok } from '@touchstone/base'
import type { Clock, Result } from '@touchstone/base'
import { masterKey } from './key-file.ts'
import { openSealed, OVERHEAD, sealInto } from './seal.ts'

/** Seals what travels through the log, under a key that changes every hour. */
export interface TransitSealer {
  /** `context` is not kept; whoever opens must give the same. */
  seal(plaintext: Uint8Array, context: Uint8Array): Uint8Array
  /** `governance.cannot_open` when the bytes were changed, cut, or sealed in another context or installation. */
  open(sealed: Uint8Array, context: Uint8Array): Result<Uint8Array>
}

/** Seals one field of one person for the vault. */
export interface PersonSealer {
  /** 16 bytes that are the same for the same text in the same field of the same person, and without the key tell nothing. */
  fingerprint(person: number, field: string, plaintext: string): Uint8Array
  seal(person: number, field: string, plaintext: string): Uint8Array
  /** `person` is the one it was sealed for. */
  open(person: number, field: string, sealed: Uint8Array): Result<string>
}

export interface Keyring {
  readonly transit: TransitSealer
  readonly person: PersonSealer
  /** The pseudonym of an identifier: 'h:' and 22 base64url characters. Same type and same value, same hash: normalise the value first (vocabulary, `resolveIdentifier`). */
  hashIdentifier(type: string, value: string): string
}

const KEY_BYTES = 32
/** Hours whose key is kept: the log's 72 and some. */
const HOURS_KEPT = 100
const PERSONS_KEPT = 4_096
const HASH_BYTES = 16


/** Opens the keyring of the folder, making its master key on first use. */
export function openKeyring(directory: string, clock: Clock): Result<Keyring> {
  const master = masterKey(directory)
  return master.ok ? ok(keyringOf(master.value, clock)) : master
}

export function keyringOf(master: Uint8Array, clock: Clock): Keyring {
  const derive = derivation(master)
  const identifierKey = derive('identifier-hash')
  return {
    transit: transitSealer(new DerivedKeys((hour) => derive(`transit/${hour}`), HOURS_KEPT), clock),
    person: personSealer(new DerivedKeys((person) => derive(`person/${person}`), PERSONS_KEPT), derive('vault-fingerprint')),
    hashIdentifier(type, value) {
      const hash = createHmac('sha256', identifierKey).update(`${type}\0${value}`).digest()
      return `h:${hash.toString('base64url', 0, HASH_BYTES)}`
    },
  }
}

/**
 * HKDF-SHA256 (RFC 5869) with an empty salt and one block of output: extract once, then each key is a single HMAC.
 * The library's own call does both every time and takes four times as long, and the vault asks for a key per person.
 */
function derivation(master: Uint8Array): (purpose: string) => KeyObject {
  const extracted = createSecretKey(createHmac('sha256', Buffer.alloc(KEY_BYTES)).update(master).digest())
  return (purpose) => createSecretKey(createHmac('sha256', extracted).update(`touchstone/v1/${purpose}\x01`).digest())
}

/** Keys by number; when full, the oldest made goes. */
class DerivedKeys {
  readonly #derive: (number: number) => KeyObject
  readonly #most: number
  readonly #keys = new Map<number, KeyObject>()

  constructor(derive: (number: number) => KeyObject, most: number) {
    this.#derive = derive
    this.#most = most
  }

  get(number: number): KeyObject {
    const known = this.#keys.get(number)
    if (known) return known
    if (this.#keys.size >= this.#most) this.#keys.delete(this.#keys.keys().next().value!)
    const key = this.#derive(number)
    this.#keys.set(number, key)
    return key
  }
}

function transitSealer(keys: DerivedKeys, clock: Clock): TransitSealer {
  return {
    seal(plaintext, context) {
      const hour = Math.floor(clock.now() / HOUR)
      const sealed = Buffer.allocUnsafe(plaintext.length + OVERHEAD)
      sealInto(sealed, keys.get(hour), hour, plaintext, context)
      return sealed
    },
    open(sealed, context) {
      return openSealed(sealed, (hour) => keys.get(hour), context)
    },
  }
}

function personSealer(keys: DerivedKeys, fingerprintKey: KeyObject): PersonSealer {
  // As text, so that one call makes the whole hash: the vault asks for one per value.
  const secret = fingerprintKey.export().toString('base64')
  const context = (person: number, field: string) => Buffer.from(`${person}\0${field}`)
  return {
    fingerprint(person, field, plaintext) {
      // A hash behind a secret of its own length, of which half is shown: what an HMAC guards against, going on from a whole
      // hash, is not possible.
      return hash('sha256', `${secret}${person}\0${field}\0${plaintext}`, 'buffer').subarray(0, HASH_BYTES)
    },
    seal(person, field, plaintext) {
      const bytes = Buffer.from(plaintext)
      const sealed = Buffer.allocUnsafe(bytes.length + OVERHEAD)
      // The key is the person's; the number in the layout is free for a version of it.
      sealInto(sealed, keys.get(person), 0, bytes, context(person, field))
      return sealed
    },
    open(person, field, sealed) {
      const opened = openSealed(sealed, () => keys.get(person), context(person, field))
      return opened.ok ? ok(Buffer.from(opened.value.buffer, opened.value.byteOffset, opened.value.length).toString()) : opened
    },
  }
}
