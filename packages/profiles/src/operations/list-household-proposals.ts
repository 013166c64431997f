import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { ADDRESS_HASH } from '@touchstone/vocabulary'
import { MOST_TOGETHER, proposeHouseholds, type ProposalParts } from '../households/proposals.ts'

export const listHouseholdProposals = (parts: ProposalParts) =>
  operation({
    name: 'profiles.list-household-proposals',
    method: 'GET',
    path: 'profiles/household-proposals',
    summary: 'People who may be a household, because they have something in common',
    description:
      `Groups of 2 to ${MOST_TOGETHER} people who have the same newest value of a trait and are not in a household together yet. By default it is the door that their address ` +
      'leads to, however it was written: addresses are compared by a keyed hash that intake derives (trait `address_hash`); none is read. It only proposes: declare one with create-household.',
    input: s.object({
      trait: s.string().min(1).max(256).default(ADDRESS_HASH).describe('a readable trait that is a text or a number, such as that of a family contract'),
      limit: s.coerce.number().int().min(1).max(500).default(100),
    }),
    output: s.object({ proposals: s.array(s.object({ people: s.array(s.number()), same: s.string().describe('the trait of which they have the same value') })) }),
    permission: 'profiles:read',
    audit: 'read which people may be a household by their {trait}',
    example: { input: {}, output: { proposals: [{ people: [1042, 1107], same: 'address_hash' }] } },
    async handler({ trait, limit }) {
      const found = await proposeHouseholds(parts, trait, limit)
      return found.ok ? ok({ proposals: found.value.map(({ people, same }) => ({ people: [...people], same })) }) : found
    },
  })
