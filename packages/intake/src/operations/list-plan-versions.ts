import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { planVersion, sourceId, versionExample } from '../plan/plan-shapes.ts'

export const listPlanVersions = ({ plans }: PlanPorts) =>
  operation({
    name: 'intake.list-plan-versions',
    method: 'GET',
    path: 'intake/plans/{source}/versions',
    summary: 'What was expected of a source, newest first',
    input: s.object({ source: sourceId }),
    output: s.object({ versions: s.array(planVersion) }),
    permission: 'intake:read',
    audit: 'read the versions of the tracking plan of the source {source}',
    example: { input: { source: versionExample.source }, output: { versions: [versionExample] } },
    async handler({ source }) {
      const versions = await plans.versions(source)
      return versions.ok ? ok({ versions: versions.value }) : versions
    },
  })
