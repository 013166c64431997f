import { fail } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { planExample, planVersion, sourceId, versionExample } from '../plan/plan-shapes.ts'
import { planShape } from '../plan/plan.ts'

export const definePlan = ({ plans, sourceName }: PlanPorts) =>
  operation({
    name: 'intake.define-plan',
    method: 'POST',
    path: 'intake/plans',
    summary: 'Say which events, properties and traits are expected of a source',
    description:
      'Each change is a new version, and holds for every call taken in after the answer. What is not as planned is counted with examples (`report`) or goes to ' +
      'quarantine with what was expected (`block`), from where it can be replayed. Page and screen calls are planned as the events Page Viewed and Screen Viewed.',
    input: s.object({ source: sourceId, expected: s.number().int().min(0).optional().describe('the version that was changed: refused where there is a newer one'), plan: planShape }),
    output: planVersion,
    permission: 'intake:write',
    audit: 'defined the tracking plan of the source {source}',
    example: { input: { source: versionExample.source, expected: 2, plan: planExample }, output: versionExample },
    async handler({ source, expected, plan }, { subject }) {
      const name = await sourceName(source)
      if (!name.ok) return name
      if (name.value === undefined) return fail('intake.source-not-found', `there is no source ${JSON.stringify(source)}`)
      return plans.define(source, plan, expected, subject)
    },
  })
