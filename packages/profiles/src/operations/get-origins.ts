import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { FIELD_CLASSES, classOfSealed } from '@touchstone/vocabulary'
import { findPersonById } from '../find-person.ts'
import { shownIdentifier } from '../identity/identity-shapes.ts'
import { ruleWords } from '../identity/rule-words.ts'
import { classOfTraitBy, maskHash, shownTraits } from '../mask.ts'
import { readOrigins } from '../person/origins.ts'
import type { ProfilePorts } from '../ports.ts'
import { identifier, millis, personId } from '../shapes.ts'

const origin = s
  .object({ position: s.number(), happened: millis, source: s.string(), type: s.string(), event: s.string() })
  .nullable()
  .describe('the fact; null while it is on its way into the warehouse')

export const getOrigins = ({ profiles, queryHistory, historyThrough, personalValues, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.get-origins',
    method: 'GET',
    path: 'profiles/{personId}/origins',
    summary: 'Where what is known of one person came from',
    description:
      'For each identifier the fact that first brought it, and what that did: `created` the person, was `added`, `merged` people, or was `declared`. For ' +
      'each trait the fact whose value holds (the newest by the time it happened), and how protected the field is. `sealed` are the fields of ' +
      'which the vault keeps a value; the values are not here (null: the vault cannot be asked now). `sources` says which source sent ' +
      'how many facts of each type. The positions are those of `stream.inspect-record`, which shows a fact as it is stored.',
    input: s.object({ personId }),
    output: s.object({
      person: s.number(),
      through: s.number(),
      identifiers: s.array(identifier.extend({ class: s.enum(FIELD_CLASSES), reason: s.string().nullable(), rules: s.number().nullable().describe('version of the rules about who is who that held then'), origin })),
      setAside: s
        .array(s.object({ identifier, rule: s.string(), reason: s.string(), facts: s.number(), last: millis, position: s.number() }))
        .describe('what rules took from facts of this person: which, by how many facts, when last and at which fact'),
      traits: s.array(s.object({ name: s.string(), value: s.unknown(), class: s.enum(FIELD_CLASSES), happened: millis, origin })),
      sealed: s.array(s.object({ path: s.string(), class: s.enum(FIELD_CLASSES) })).nullable(),
      sources: s.array(s.object({ source: s.string(), type: s.string(), facts: s.number(), first: millis, last: millis })),
    }),
    permission: 'profiles:read',
    audit: 'read where the profile of person {personId} came from',
    example: {
      input: { personId: 1042 },
      output: {
        person: 1042,
        through: 2304,
        identifiers: [
          { type: 'user_id', value: 'u1', personal: false, class: 'internal', reason: 'created', rules: 1, origin: { position: 1042, happened: 1_760_000_000_000, source: 'key_4f1a9c2be07d', type: 'identify', event: '' } },
          { type: 'email', value: '***x7Qa', personal: true, class: 'personal', reason: 'added', rules: 1, origin: null },
        ],
        traits: [
          { name: 'plan', value: 'pro', class: 'internal', happened: 1_760_000_000_000, origin: { position: 1042, happened: 1_760_000_000_000, source: 'key_4f1a9c2be07d', type: 'identify', event: '' } },
        ],
        setAside: [{ identifier: { type: 'anonymous_id', value: 'tablet', personal: false }, rule: 'limits.user_id', reason: 'nobody gets more than so many identifiers of type user_id', facts: 3, last: 1_760_000_000_000, position: 2288 }],
        sealed: [{ path: 'email', class: 'personal' }],
        sources: [{ source: 'key_4f1a9c2be07d', type: 'identify', facts: 1, first: 1_760_000_000_000, last: 1_760_000_000_000 }],
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      const through = historyThrough()
      const { identifiers, traits } = profiles.profile(person.value)!
      const people = profiles.idsOf(person.value)!
      const [origins, values] = await Promise.all([
        readOrigins(queryHistory, profiles.facts, people, identifiers.map(({ type, value }) => `${type}:${value}`)),
        personalValues(people),
      ])
      if (!origins.ok) return origins
      const { value: found } = origins
      return ok({
        person: person.value,
        through,
        identifiers: identifiers.map(({ type, value, personal }) => {
          const from = found.identifiers.get(`${type}:${value}`)
          return { type, value: personal ? maskHash(value) : value, personal, class: personal ? ('personal' as const) : ('internal' as const), reason: from?.reason ?? null, rules: from?.rules ?? null, origin: from?.origin ?? null }
        }),
        traits: Object.entries(shownTraits(traits, catalogue.rules)).map(([name, { value, happened }]) => {
          const from = found.traits.get(name)
          // History may not have the newest value yet.
          return { name, value, class: classOfTraitBy(catalogue.rules, name), happened, origin: from?.happened === happened ? from : null }
        }),
        sealed: values.ok ? values.value.map(({ path }) => ({ path, class: classOfSealed(path, catalogue.rules) })) : null,
        sources: [...found.sources],
        setAside: found.taken.map(({ identifier: key, rule, ...rest }) => ({ ...rest, identifier: shownIdentifier(key), rule, reason: rule === '' ? '' : ruleWords(rule, key, undefined) })),
      })
    },
  })
