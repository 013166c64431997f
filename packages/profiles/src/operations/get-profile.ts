import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { classOfTraitBy, maskHash, shownTraits } from '../mask.ts'
import type { ProfilePorts } from '../ports.ts'
import { findPerson } from '../find-person.ts'
import { computedTrait, idType, idValue, identifier, millis } from '../shapes.ts'

export const getProfile = ({ profiles, catalogue, clock, engineAt }: ProfilePorts) =>
  operation({
    name: 'profiles.get-profile',
    method: 'GET',
    path: 'profiles/{idType}/{value}',
    summary: 'One person: traits, counts, sessions and identifiers',
    description:
      'Finds a person by any identifier (`user_id/u1`, `email/a@b.c`, `person/123`) and answers what is known live. ' +
      'Personal values are not in it: personal identifiers are masked, and what a condition may ask about personal traits ' +
      'is there as safe traits such as `email_domain`. `mergedPeople` are the numbers of people who turned out to be this one. ' +
      '`computed` are the computed traits: each is worked out now from what the engine keeps for it, so it is exact as of ' +
      '`exactAt`; `count` is how many events or values it is made of. One whose history is still being read has no value yet.',
    input: s.object({ idType, value: idValue }),
    output: s.object({
      person: s.number(),
      firstSeen: millis,
      lastSeen: millis,
      facts: s.number(),
      identifiers: s.array(identifier),
      traits: s.record(s.string(), s.object({ value: s.unknown(), happened: millis, class: s.enum(FIELD_CLASSES).describe('how protected the field is') })),
      events: s.record(s.string(), s.object({ count: s.number(), first: millis, last: millis })),
      sessions: s.object({ count: s.number(), last: s.object({ start: millis, end: millis }).nullable() }),
      mergedPeople: s.array(s.number()),
      computed: s.array(computedTrait),
      exactAt: s.object({ position: s.number(), time: millis }).describe('the log position that the engine has reached, and its time: computed values are exact as of it'),
    }),
    permission: 'profiles:read',
    // The identifier itself may be personal and stays out of the audit trail.
    audit: 'read the profile behind an identifier of type {idType}',
    example: {
      input: { idType: 'user_id', value: 'u1' },
      output: {
        person: 1042,
        firstSeen: 1_760_000_000_000,
        lastSeen: 1_760_000_360_000,
        facts: 3,
        identifiers: [
          { type: 'user_id', value: 'u1', personal: false },
          { type: 'email', value: '***x7Qa', personal: true },
        ],
        traits: { plan: { value: 'pro', happened: 1_760_000_000_000, class: 'internal' }, email_domain: { value: 'example.com', happened: 1_760_000_000_000, class: 'internal' } },
        events: { 'Order Completed': { count: 2, first: 1_760_000_060_000, last: 1_760_000_360_000 } },
        sessions: { count: 1, last: { start: 1_760_000_060_000, end: 1_760_000_360_000 } },
        mergedPeople: [1107],
        computed: [{ name: 'lifetime_value', value: 129.8, count: 2, happened: null, version: 1, position: 1980, state: 'live' }],
        exactAt: { position: 52_110, time: 1_760_000_360_000 },
      },
    },
    async handler(input) {
      const person = findPerson(profiles, input.idType, input.value)
      if (!person.ok) return person
      const { identifiers, mergedPeople, traits, ...profile } = profiles.profile(person.value)!
      const shown = identifiers.map(({ type, value, personal }) => ({ type, value: personal ? maskHash(value) : value, personal }))
      const classed = Object.fromEntries(Object.entries(shownTraits(traits, catalogue.rules)).map(([name, trait]) => [name, { ...trait, class: classOfTraitBy(catalogue.rules, name) }]))
      const computed = profiles.computed.of(person.value, clock.now())!
      return ok({ ...profile, computed, exactAt: engineAt(), traits: classed, identifiers: shown, mergedPeople: [...mergedPeople] })
    },
  })
