import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { MAX_LINKED } from '../identity/decisions.ts'
import { decisionExample, decisionShape, givenIdentifier, keysOf, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { why } from '../identity/rule-shapes.ts'

export const declareLink = ({ decisions, reader, hashIdentifier, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.declare-link',
    method: 'POST',
    path: 'profiles/identity/links',
    summary: 'Say that some identifiers are one person',
    description:
      'Their people become one at `position` of the log, whatever the rules say; an identifier that nobody had is that person\'s from there on. It takes back what kept two of them apart. ' +
      'Where another identifier of theirs is apart from one of the others, they do not become one: look at profiles.list-identity-decisions.',
    input: s.object({ identifiers: s.array(givenIdentifier).min(2).max(MAX_LINKED), why }),
    output: s.object({ decision: decisionShape }),
    permission: 'profiles:write',
    audit: 'declared some identifiers one person: {why}',
    example: {
      input: { identifiers: [{ type: 'user_id', value: 'u1' }, { type: 'loyalty_card', value: '7731' }], why: 'Showed the card at the till' },
      output: { decision: { ...decisionExample, kind: 'link', identifiers: [{ type: 'user_id', value: 'u1', personal: false }, { type: 'loyalty_card', value: '7731', personal: false }], why: 'Showed the card at the till' } },
    },
    async handler({ identifiers, why: reason }, { subject }) {
      const keys = keysOf(identifiers, hashIdentifier)
      if (!keys.ok) return keys
      const distinct = [...new Set(keys.value)]
      if (distinct.length < 2) return fail('profiles.one-identifier', 'expected at least two different identifiers, got one')
      if (distinct.every((key) => reader.person(key) === 0)) return fail('profiles.not-found', 'nobody is known by any of these identifiers')
      const declared = await attempt(() => decisions.declare('link', distinct, reason, subject))
      if (!declared.ok) return declared
      return declared.value.ok ? ok({ decision: shownDecision(declared.value.value) }) : declared.value
    },
  })
