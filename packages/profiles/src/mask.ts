import { assert } from '@touchstone/base'

/**
 * A hashed personal identifier as it is shown without the right to reveal: enough to tell two of them apart, not enough
 * to look for one.
 */
export function maskHash(hash: string): string {
  assert(hash.startsWith('h:'), 'only hashed identifiers are masked')
  return `***${hash.slice(-4)}`
}

/** The same for `type:value`; anything but a hash is left as it is. */
export function maskIdentifier(key: string): string {
  const value = key.indexOf(':') + 1
  return key.startsWith('h:', value) ? key.slice(0, value) + maskHash(key.slice(value)) : key
}
