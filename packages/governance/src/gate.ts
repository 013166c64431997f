import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import type { Caller, Operation } from './operation.ts'

/** The permission that includes every other. */
export const EVERYTHING = '*'

/**
 * The check every operation passes before its handler runs: `governance.unauthenticated` when nobody asks,
 * `governance.forbidden` when the caller lacks the operation's permission.
 */
export function authorize(operation: Pick<Operation, 'name' | 'permission'>, caller: Caller | undefined): Result<void> {
  if (!caller) {
    return fail('governance.unauthenticated', `${operation.name} needs a credential: send "Authorization: Bearer <admin token>"`)
  }
  if (caller.permissions.includes(operation.permission) || caller.permissions.includes(EVERYTHING)) return ok(undefined)
  return fail('governance.forbidden', `${operation.name} needs the permission "${operation.permission}", which ${caller.subject} does not have`)
}
