import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { sourceId, versionExample, violationCount, violationExample } from '../plan/plan-shapes.ts'

export const listViolations = ({ violations }: PlanPorts) =>
  operation({
    name: 'intake.list-violations',
    method: 'GET',
    path: 'intake/plans/{source}/violations',
    summary: 'What a source has sent that was not as planned, with examples',
    description: 'The most frequent first. stream.inspect-record shows the fact of an example; intake.explain-quarantined opens one that was blocked.',
    input: s.object({ source: sourceId, version: s.coerce.number().int().min(1).optional().describe('only of this version of the plan'), limit: s.coerce.number().int().min(1).max(1_000).default(200) }),
    output: s.object({ violations: s.array(violationCount) }),
    permission: 'intake:read',
    audit: 'read the violations of the tracking plan of the source {source}',
    example: { input: { source: versionExample.source }, output: { violations: [{ ...violationExample, examples: [...violationExample.examples] }] } },
    async handler({ source, version, limit }) {
      const found = await violations.list(source, version, limit)
      return found.ok ? ok({ violations: found.value.map((one) => ({ ...one, examples: [...one.examples] })) }) : found
    },
  })
