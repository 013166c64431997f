import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { accountId } from '../accounts/account-shapes.ts'
import type { ProfilePorts } from '../ports.ts'
import { millis } from '../shapes.ts'

export const listAccountMembers = ({ profiles }: ProfilePorts) =>
  operation({
    name: 'profiles.list-account-members',
    method: 'GET',
    path: 'profiles/accounts/{accountId}/members',
    summary: 'Who belongs to one account now',
    description: 'Ascending by the number of the person; give the `next` of the answer as `after` to read on. Somebody belongs to an account while the newest word about it says so.',
    input: s.object({ accountId, after: s.coerce.number().int().min(0).default(0), limit: s.coerce.number().int().min(1).max(1000).default(100) }),
    output: s.object({
      account: s.number(),
      members: s.array(s.object({ person: s.number(), said: millis.describe('when it was last said that they belong') })),
      next: s.number().nullable(),
    }),
    permission: 'profiles:read',
    audit: 'read the members of account {accountId}',
    example: { input: { accountId: 17 }, output: { account: 17, members: [{ person: 1042, said: 1_760_000_000_000 }], next: null } },
    async handler({ accountId: id, after, limit }) {
      if (profiles.accounts.account(id) === undefined) return fail('profiles.account-not-found', `there is no account ${id}`)
      const members = profiles.accounts.members(id, after, limit)
      return ok({ account: id, members, next: members.length === limit ? members.at(-1)!.person : null })
    },
  })
