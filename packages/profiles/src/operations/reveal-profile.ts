import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { findPerson } from '../find-person.ts'
import { idType, idValue } from '../shapes.ts'

export const revealProfile = ({ profiles, personalValues }: ProfilePorts) =>
  operation({
    name: 'profiles.reveal-profile',
    method: 'GET',
    path: 'profiles/{idType}/{value}/personal',
    summary: 'The personal values of one person, in the clear',
    description: 'Names, addresses and other personal values that the vault keeps for a person. Needs its own permission, and every call is in the audit trail.',
    input: s.object({ idType, value: idValue }),
    output: s.object({
      person: s.number(),
      values: s.array(s.object({ path: s.string(), value: s.unknown() })),
    }),
    permission: 'profiles:reveal',
    audit: 'revealed the personal values behind an identifier of type {idType}',
    example: {
      input: { idType: 'user_id', value: 'u1' },
      output: { person: 1042, values: [{ path: 'traits.email', value: 'anna@example.com' }] },
    },
    async handler(input) {
      const person = findPerson(profiles, input.idType, input.value)
      if (!person.ok) return person
      const values = await personalValues(profiles.idsOf(person.value)!)
      return values.ok ? ok({ person: person.value, values: values.value.map(({ path, value }) => ({ path, value })) }) : values
    },
  })
