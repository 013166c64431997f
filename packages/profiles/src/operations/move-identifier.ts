import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { moveOf } from '../amend/amendment-questions.ts'
import { begin, begunShape } from '../amend/amendment-shapes.ts'
import { givenIdentifier } from '../identity/identity-shapes.ts'
import { why } from '../identity/rule-shapes.ts'
import { personId } from '../shapes.ts'

export const moveIdentifier = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.move-identifier',
    method: 'POST',
    path: 'profiles/{personId}/move-identifier',
    summary: 'Move one identifier to another person',
    description:
      'The `identifier` belongs to the person `to`, and always did. It takes the facts along that came with it and with no other identifier ' +
      'of person `personId`; both are built again from their facts. From now on facts with it are about `to`.',
    input: s.object({ personId, identifier: givenIdentifier, to: s.number().int().min(1).max(Number.MAX_SAFE_INTEGER).describe('the number of the other person'), why }),
    output: begunShape,
    permission: 'profiles:write',
    audit: 'moved an identifier of person {personId} to person {to}: {why}',
    example: {
      input: { personId: 1042, identifier: { type: 'phone', value: '+49 151 2345678' }, to: 2210, why: 'The number was given to somebody else' },
      output: { id: 'am_8d1f0b6c2e7a49305f1c', position: 90_211, what: 'phone ***Qx7a belongs to the person with user_id u2210' },
    },
    async handler({ personId: person, identifier, to, why: reason }, { subject }) {
      const amendment = moveOf(parts, person, identifier, to)
      return amendment.ok ? begin(parts, amendment.value, subject, reason) : amendment
    },
  })
