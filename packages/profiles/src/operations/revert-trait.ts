import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { revertedValue } from '../amend/amendment-questions.ts'
import { begin, begunShape } from '../amend/amendment-shapes.ts'
import { why } from '../identity/rule-shapes.ts'
import { personId } from '../shapes.ts'

export const revertTrait = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.revert-trait',
    method: 'POST',
    path: 'profiles/{personId}/revert-trait',
    summary: 'Take one value of a trait back',
    description:
      'The value that the fact at `position` gave the trait (the newest value where none is given) does not count, and never did: the ' +
      'value before it holds again, and memberships follow. `profiles.get-trait-history` has the positions.',
    input: s.object({ personId, trait: s.string().min(1).max(256), position: s.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(), why }),
    output: begunShape,
    permission: 'profiles:write',
    audit: 'took back a value of the trait {trait} of person {personId}: {why}',
    example: {
      input: { personId: 1042, trait: 'plan', position: 52_110, why: 'The importer had the columns mixed up' },
      output: { id: 'am_8d1f0b6c2e7a49305f1c', position: 90_211, what: 'what fact 52110 gave the trait "plan" does not count' },
    },
    async handler({ personId: person, trait, position, why: reason }, { subject }) {
      const amendment = await revertedValue(parts, person, trait, position)
      return amendment.ok ? begin(parts, amendment.value, subject, reason) : amendment
    },
  })
