import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { account, accountShown } from '../accounts/account-shapes.ts'
import type { ProfilePorts } from '../ports.ts'

export const listAccounts = ({ profiles, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.list-accounts',
    method: 'GET',
    path: 'profiles/accounts',
    summary: 'Accounts, in the order in which they became known',
    description: 'Give the `next` of the answer as `after` to read on. With `search` those whose group id begins so, or `type:value`; a personal identifier is found by `get-account` only.',
    input: s.object({
      search: s.string().min(1).max(500).optional(),
      after: s.coerce.number().int().min(0).default(0),
      limit: s.coerce.number().int().min(1).max(500).default(100),
    }),
    output: s.object({ accounts: s.array(account), next: s.number().nullable().describe('null: there are no more, or a search was made') }),
    permission: 'profiles:read',
    audit: 'read the accounts behind number {after}',
    example: {
      input: { limit: 1 },
      output: {
        accounts: [{ account: 1, type: 'group_id', value: 'acme', personal: false, first: 1_760_000_000_000, last: 1_760_000_360_000, traits: { plan: { value: 'gold', happened: 1_760_000_000_000 } } }],
        next: 1,
      },
    },
    async handler({ search, after, limit }) {
      const found = search === undefined ? profiles.accounts.list(after, limit) : profiles.accounts.search(search, limit)
      const next = search === undefined && found.length === limit ? found.at(-1)!.id : null
      return ok({ accounts: found.map((one) => accountShown(one, catalogue.rules)), next })
    },
  })
