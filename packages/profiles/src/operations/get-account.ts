import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { isIdentifierType } from '@touchstone/vocabulary'
import { account, accountShown } from '../accounts/account-shapes.ts'
import type { ProfilePorts } from '../ports.ts'
import { idValue } from '../shapes.ts'

export const getAccount = ({ profiles, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.get-account',
    method: 'GET',
    path: 'profiles/accounts/{idType}/{value}',
    summary: 'One account: its traits and how many belong to it',
    description:
      'An account is whatever group calls are about: a company, a family, a club. It is found by `group_id/acme`, by the type and value of ' +
      'an external id of the collection `accounts`, or by its number (`account/17`). Of each trait the newest value by event time is here.',
    input: s.object({ idType: s.string().min(1).max(64).describe('group_id, a custom type, or account for the number of one'), value: idValue }),
    output: account,
    permission: 'profiles:read',
    audit: 'read the account behind an identifier of type {idType}',
    example: {
      input: { idType: 'group_id', value: 'acme' },
      output: {
        account: 17, type: 'group_id', value: 'acme', personal: false, first: 1_760_000_000_000, last: 1_760_000_360_000,
        traits: { plan: { value: 'gold', happened: 1_760_000_000_000 }, employees: { value: 40, happened: 1_760_000_000_000 } },
      },
    },
    async handler(input) {
      if (!isIdentifierType(input.idType)) return fail('profiles.invalid-id-type', `expected a type of identifier such as group_id or account, got ${JSON.stringify(input.idType)}`)
      const id = profiles.accounts.resolve(input.idType, input.value)
      if (id === undefined) return fail('profiles.account-not-found', `no account is known by this ${input.idType}`)
      return ok(accountShown(profiles.accounts.account(id)!, catalogue.rules))
    },
  })
