import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { household, householdExample, householdId, householdShown } from '../households/household-shapes.ts'
import type { Households } from '../households/households.ts'

export const getHousehold = (households: Households) =>
  operation({
    name: 'profiles.get-household',
    method: 'GET',
    path: 'profiles/households/{householdId}',
    summary: 'One household: who is in it, and who was',
    description: 'People are those of now: of two who turned out to be one there is one, and who was told apart again is told apart here.',
    input: s.object({ householdId }),
    output: household,
    permission: 'profiles:read',
    audit: 'read household {householdId}',
    example: { input: { householdId: 3 }, output: householdExample },
    async handler(input) {
      const found = await households.get(input.householdId)
      return found.ok ? ok(householdShown(found.value)) : found
    },
  })
