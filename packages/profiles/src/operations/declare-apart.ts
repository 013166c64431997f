import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { decisionExample, decisionShape, givenIdentifier, keysOf, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { why } from '../identity/rule-shapes.ts'

export const declareApart = ({ decisions, reader, hashIdentifier, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.declare-apart',
    method: 'POST',
    path: 'profiles/identity/apart',
    summary: 'Say that two identifiers are never the same person',
    description: 'From `position` of the log on a fact that would make them one loses its weaker identifier, and says so. Two who are one already are refused: undo their merge instead.',
    input: s.object({ one: givenIdentifier, other: givenIdentifier, why }),
    output: s.object({ decision: decisionShape }),
    permission: 'profiles:write',
    audit: 'declared two identifiers never the same person: {why}',
    example: { input: { one: { type: 'email', value: 'anna@example.com' }, other: { type: 'email', value: 'bea@example.com' }, why: decisionExample.why }, output: { decision: decisionExample } },
    async handler({ one, other, why: reason }, { subject }) {
      const keys = keysOf([one, other], hashIdentifier)
      if (!keys.ok) return keys
      const [first, second] = keys.value as [string, string]
      if (first === second) return fail('profiles.one-identifier', 'expected two different identifiers, got the same twice')
      if (reader.person(first) !== 0 && reader.person(first) === reader.person(second)) {
        return fail('profiles.one-person', `they are one person, ${reader.person(first)}: undo the merge, which also keeps them apart`)
      }
      const declared = await attempt(() => decisions.declare('apart', [first, second], reason, subject))
      if (!declared.ok) return declared
      return declared.value.ok ? ok({ decision: shownDecision(declared.value.value) }) : declared.value
    },
  })
