import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { household, householdExample, householdShown } from '../households/household-shapes.ts'
import type { Households } from '../households/households.ts'

export const listHouseholds = (households: Households) =>
  operation({
    name: 'profiles.list-households',
    method: 'GET',
    path: 'profiles/households',
    summary: 'Households, or those of one person',
    description: 'Ascending by number; give the `next` of the answer as `after` to read on. With `person` those that the person is in or was.',
    input: s.object({
      person: s.coerce.number().int().min(1).optional(),
      after: s.coerce.number().int().min(0).default(0),
      limit: s.coerce.number().int().min(1).max(500).default(100),
    }),
    output: s.object({ households: s.array(household), next: s.number().nullable() }),
    permission: 'profiles:read',
    audit: 'read the households behind number {after}',
    example: { input: { person: 1042 }, output: { households: [householdExample], next: null } },
    async handler({ person, after, limit }) {
      const found = await households.list(after, limit, person)
      if (!found.ok) return found
      return ok({ households: found.value.map(householdShown), next: found.value.length === limit ? found.value.at(-1)!.id : null })
    },
  })
