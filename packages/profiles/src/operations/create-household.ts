import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { household, householdExample, householdShown } from '../households/household-shapes.ts'
import { MAX_MEMBERS, type Households } from '../households/households.ts'

export const createHousehold = (households: Households) =>
  operation({
    name: 'profiles.create-household',
    method: 'POST',
    path: 'profiles/households',
    summary: 'Declare that some people are a household',
    description: `A household groups people and merges nobody: they keep their own traits, facts and memberships. At most ${MAX_MEMBERS} people. Somebody may be in several.`,
    input: s.object({
      name: s.string().trim().min(1).max(200).describe('shown to staff; leave personal values out'),
      why: s.string().max(1000).default(''),
      people: s.array(s.number().int().min(1)).min(1).max(1000),
    }),
    output: household,
    permission: 'profiles:write',
    audit: 'declared people {people} a household',
    example: { input: { name: 'Hauptstraße 5a', why: 'same address', people: [1042, 1107] }, output: householdExample },
    async handler({ name, why, people }, { subject }) {
      const made = await households.create(name, why, people, subject)
      return made.ok ? ok(householdShown(made.value)) : made
    },
  })
