import type { Clock } from '@touchstone/base'
import { keyringOf } from './keyring.ts'
import type { Keyring } from './keyring.ts'

/** A keyring with a known master key, the same in every run. */
export function exampleKeyring(clock: Clock): Keyring {
  return keyringOf(Buffer.alloc(32, 'touchstone example key, not secret'), clock)
}
