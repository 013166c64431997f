import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { planVersion, sourceId, versionExample } from '../plan/plan-shapes.ts'

export const getPlan = ({ plans }: PlanPorts) =>
  operation({
    name: 'intake.get-plan',
    method: 'GET',
    path: 'intake/plans/{source}',
    summary: 'The tracking plan of a source',
    input: s.object({ source: sourceId }),
    output: planVersion,
    permission: 'intake:read',
    audit: 'read the tracking plan of the source {source}',
    example: { input: { source: versionExample.source }, output: versionExample },
    handler: async ({ source }) => plans.get(source),
  })
