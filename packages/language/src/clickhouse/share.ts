import type { Share } from '../check/tree.ts'
import { CANONICAL_ID } from './columns.ts'
import { every, none } from './logic.ts'
import type { Parameters } from './parameters.ts'

/** Whether the person's bucket lies in the share, or, unless `wanted`, whether it does not. */
export function shareHolds({ salt, from, to }: Share, wanted: boolean, parameters: Parameters): string {
  const digest = `SHA256(concat(${parameters.text(salt)}, ':', toString(${CANONICAL_ID})))`
  // The first four bytes, big-endian, times 10,000, divided by 2^32.
  const bucket = `bitShiftRight(toUInt64(reinterpretAsUInt32(reverse(substring(${digest}, 1, 4)))) * 10000, 32)`
  const lies = every([`${bucket} >= ${parameters.count(from)}`, `${bucket} < ${parameters.count(to)}`])
  return wanted ? lies : none(lies)
}
