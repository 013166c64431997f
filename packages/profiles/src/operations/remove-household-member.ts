import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { household, householdExample, householdId, householdShown } from '../households/household-shapes.ts'
import type { Households } from '../households/households.ts'
import { personId } from '../shapes.ts'

export const removeHouseholdMember = (households: Households) =>
  operation({
    name: 'profiles.remove-household-member',
    method: 'DELETE',
    path: 'profiles/households/{householdId}/members/{personId}',
    summary: 'Take a person out of a household',
    description: 'That they were in it stays known, with when and who said so.',
    input: s.object({ householdId, personId }),
    output: household,
    permission: 'profiles:write',
    audit: 'took person {personId} out of household {householdId}',
    example: {
      input: { householdId: 3, personId: 1107 },
      output: { ...householdExample, members: [1042], stays: [householdExample.stays[0], { ...householdExample.stays[1], to: 1_760_000_360_000, removedBy: 'key_4f1a9c2be07d' }] },
    },
    async handler(input, { subject }) {
      const changed = await households.remove(input.householdId, input.personId, subject)
      return changed.ok ? ok(householdShown(changed.value)) : changed
    },
  })
