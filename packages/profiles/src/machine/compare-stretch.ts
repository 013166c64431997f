/**
 * Compares `length` bytes from `from` with `other`: below 0, 0, above 0. Most texts differ in their first bytes, so looking
 * costs less than a call into native code.
 */
export function compareStretch(bytes: Uint8Array, from: number, length: number, other: Uint8Array): number {
  const shared = Math.min(length, other.length)
  for (let i = 0; i < shared; i++) {
    const difference = bytes[from + i]! - other[i]!
    if (difference !== 0) return difference
  }
  return length - other.length
}
