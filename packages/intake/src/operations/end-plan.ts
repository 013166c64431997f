import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { planVersion, sourceId, versionExample } from '../plan/plan-shapes.ts'

export const endPlan = ({ plans }: PlanPorts) =>
  operation({
    name: 'intake.end-plan',
    method: 'POST',
    path: 'intake/plans/{source}/end',
    summary: 'Expect nothing particular of a source any more',
    description: 'That is a version too: earlier ones can still be read, and defined again.',
    input: s.object({ source: sourceId }),
    output: planVersion,
    permission: 'intake:write',
    audit: 'ended the tracking plan of the source {source}',
    example: { input: { source: versionExample.source }, output: { ...versionExample, version: 4, plan: null } },
    async handler({ source }, { subject }) {
      const there = plans.get(source)
      return there.ok ? plans.define(source, null, undefined, subject) : there
    },
  })
