import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { decisionExample, decisionShape, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { why } from '../identity/rule-shapes.ts'

export const acceptReview = ({ review, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.accept-review',
    method: 'POST',
    path: 'profiles/reviews/{id}/accept',
    summary: 'Say that the two of a question are one person',
    description: 'Their people become one at `position` of the log, whatever the rules say. To take it back, undo the merge.',
    input: s.object({ id: s.coerce.number().int().min(1), why }),
    output: s.object({ decision: decisionShape }),
    permission: 'profiles:write',
    audit: 'said that the two of question {id} are one person: {why}',
    example: { input: { id: 7, why: 'The same customer, on the phone' }, output: { decision: { ...decisionExample, kind: 'link' as const, why: 'The same customer, on the phone' } } },
    async handler({ id, why: reason }, { subject }) {
      const decided = await attempt(async () => {
        const found = await review.find(id)
        if (found === undefined) return fail('profiles.not-found', `there is no question ${id}`)
        if (found.state !== 'waiting') return fail('profiles.decided', `expected a question that waits, got one that is ${found.state}`)
        return await review.decide(found, 'link', reason, subject)
      })
      if (!decided.ok) return decided
      return decided.value.ok ? ok({ decision: shownDecision(decided.value.value) }) : decided.value
    },
  })
