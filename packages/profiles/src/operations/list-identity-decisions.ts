import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { decisionExample, decisionShape, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'

export const listIdentityDecisions = ({ decisions, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.list-identity-decisions',
    method: 'GET',
    path: 'profiles/identity/decisions',
    summary: 'What was decided about who is who',
    description: 'Newest first. `next` asks for what follows: give it as `before`.',
    input: s.object({ limit: s.coerce.number().int().min(1).max(100).default(20), before: s.coerce.number().int().min(1).optional() }),
    output: s.object({ decisions: s.array(decisionShape), next: s.number().nullable() }),
    permission: 'profiles:read',
    audit: 'read the decisions about who is who',
    example: { input: {}, output: { decisions: [decisionExample], next: null } },
    async handler({ limit, before }) {
      const found = await attempt(() => decisions.list(limit, before ?? Number.MAX_SAFE_INTEGER))
      return found.ok ? ok({ decisions: found.value.map(shownDecision), next: found.value.length === limit ? found.value.at(-1)!.id : null }) : found
    },
  })
