import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { household, householdExample, householdId, householdShown } from '../households/household-shapes.ts'
import type { Households } from '../households/households.ts'
import { personId } from '../shapes.ts'

export const addHouseholdMember = (households: Households) =>
  operation({
    name: 'profiles.add-household-member',
    method: 'POST',
    path: 'profiles/households/{householdId}/members',
    summary: 'Add a person to a household',
    description: 'Who is in it already stays so.',
    input: s.object({ householdId, personId }),
    output: household,
    permission: 'profiles:write',
    audit: 'added person {personId} to household {householdId}',
    example: { input: { householdId: 3, personId: 1107 }, output: householdExample },
    async handler(input, { subject }) {
      const changed = await households.add(input.householdId, input.personId, subject)
      return changed.ok ? ok(householdShown(changed.value)) : changed
    },
  })
