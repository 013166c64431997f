import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { MOST_TOGETHER, proposeHouseholds, type ProposalParts } from '../households/proposals.ts'

export const listHouseholdProposals = (parts: ProposalParts) =>
  operation({
    name: 'profiles.list-household-proposals',
    method: 'GET',
    path: 'profiles/household-proposals',
    summary: 'People who may be a household, because they live at one address',
    description:
      `Groups of 2 to ${MOST_TOGETHER} people whose newest address is the same door, however it was written, and who are not in a household together yet. ` +
      'Addresses are compared by a keyed hash that intake derives (trait `address_hash`); none is read. It only proposes: declare one with create-household.',
    input: s.object({ limit: s.coerce.number().int().min(1).max(500).default(100) }),
    output: s.object({ proposals: s.array(s.object({ people: s.array(s.number()), because: s.enum(['same address']) })) }),
    permission: 'profiles:read',
    audit: 'read which people may be a household',
    example: { input: {}, output: { proposals: [{ people: [1042, 1107], because: 'same address' }] } },
    async handler({ limit }) {
      const found = await proposeHouseholds(parts, limit)
      return found.ok ? ok({ proposals: found.value.map(({ people, because }) => ({ people: [...people], because })) }) : found
    },
  })
