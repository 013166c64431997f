import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { findPersonById } from '../find-person.ts'
import { millis, personId } from '../shapes.ts'

export const getMemberships = ({ profiles, clock, segmentNames }: ProfilePorts) =>
  operation({
    name: 'profiles.get-memberships',
    method: 'GET',
    path: 'profiles/{personId}/memberships',
    summary: 'The segments one person is in, since when and until when',
    description:
      '`value` is what the condition says now: true, false, or null where a missing value leaves it unknown. `ends` is the ' +
      'first instant at which it stops being true if nothing more happens (null: not by time alone). Where that lies behind ' +
      'too many steps to look at, `holdsUntil` says how far it surely holds. With `all`, every live segment is answered.',
    input: s.object({ personId, all: s.stringbool().optional().describe('also segments the person is not in') }),
    output: s.object({
      person: s.number(),
      at: millis,
      memberships: s.array(
        s.object({
          segment: s.string(),
          name: s.string(),
          version: s.number(),
          position: s.number(),
          value: s.boolean().nullable(),
          since: millis.nullable(),
          ends: millis.nullable(),
          holdsUntil: millis.optional(),
        }),
      ),
    }),
    permission: 'profiles:read',
    audit: 'read the segments of person {personId}',
    example: {
      input: { personId: 1042, all: 'true' },
      output: {
        person: 1042,
        at: 1_760_000_400_000,
        memberships: [
          { segment: 'sg_4k2v9q', name: 'Repeat buyers', version: 1, position: 1980, value: true, since: 1_760_000_360_120, ends: 1_767_776_060_000 },
          { segment: 'sg_8m1x3c', name: 'Free plan', version: 2, position: 2011, value: null, since: null, ends: null },
        ],
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      const at = clock.now()
      const found = profiles.memberships(person.value, at, input.all === true)!
      const names = await segmentNames(found.map(({ segment }) => segment))
      return ok({ person: person.value, at, memberships: found.map((one) => ({ ...one, name: names.get(one.segment) ?? one.segment })) })
    },
  })
