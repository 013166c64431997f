import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { decisionExample, decisionShape, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { why } from '../identity/rule-shapes.ts'

export const rejectReview = ({ review, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.reject-review',
    method: 'POST',
    path: 'profiles/reviews/{id}/reject',
    summary: 'Say that the two of a question are not the same person',
    description: 'From `position` of the log on no fact makes them one, and they are not asked about again. To take it back, declare them one person (profiles.declare-link).',
    input: s.object({ id: s.coerce.number().int().min(1), why }),
    output: s.object({ decision: decisionShape }),
    permission: 'profiles:write',
    audit: 'said that the two of question {id} are not the same person: {why}',
    example: { input: { id: 7, why: 'Mother and daughter share the tablet' }, output: { decision: decisionExample } },
    async handler({ id, why: reason }, { subject }) {
      const decided = await attempt(async () => {
        const found = await review.find(id)
        if (found === undefined) return fail('profiles.not-found', `there is no question ${id}`)
        if (found.state !== 'waiting') return fail('profiles.decided', `expected a question that waits, got one that is ${found.state}`)
        return await review.decide(found, 'apart', reason, subject)
      })
      if (!decided.ok) return decided
      return decided.value.ok ? ok({ decision: shownDecision(decided.value.value) }) : decided.value
    },
  })
