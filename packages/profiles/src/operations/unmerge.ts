import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { unmergeOf } from '../amend/amendment-questions.ts'
import { begin, begunExample, begunShape } from '../amend/amendment-shapes.ts'
import { givenIdentifier } from '../identity/identity-shapes.ts'
import { why } from '../identity/rule-shapes.ts'
import { personId } from '../shapes.ts'

export const unmerge = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.unmerge',
    method: 'POST',
    path: 'profiles/{personId}/unmerge',
    summary: 'Part people who were taken for one',
    description:
      'The `identifier` is not the same person as the `others` (as all others of the person where none are given), and never was. From now on ' +
      'facts that would make them one lose the weaker identifier; and the people are built again from their facts, each with their own ' +
      'traits, events, sessions and memberships, as if they had never been one. The side whose fact came first keeps the number. An identifier may be given as ' +
      'the page of the person shows it. `profiles.get-amendment` says how far it is; `profiles.preview-amendment` says what it would do.',
    input: s.object({ personId, identifier: givenIdentifier, others: s.array(givenIdentifier).min(1).max(1_000).optional(), why }),
    output: begunShape,
    permission: 'profiles:write',
    audit: 'parted an identifier from person {personId}: {why}',
    example: { input: { personId: 1042, identifier: { type: 'anonymous_id', value: 'tablet' }, why: 'Mother and daughter share the tablet' }, output: begunExample },
    async handler({ personId: person, identifier, others, why: reason }, { subject }) {
      const amendment = unmergeOf(parts, person, identifier, others)
      return amendment.ok ? begin(parts, amendment.value, subject, reason) : amendment
    },
  })
