import { DAY, HOUR, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { draftPlan as draftOf } from '../plan/draft-plan.ts'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { daysBack, planExample, sourceId, versionExample } from '../plan/plan-shapes.ts'
import { planShape } from '../plan/plan.ts'

export const draftPlan = ({ seen, sealedFields, classOf, clock }: PlanPorts) =>
  operation({
    name: 'intake.draft-plan',
    method: 'GET',
    path: 'intake/plans/{source}/draft',
    summary: 'A tracking plan as it would have to be for what a source has sent to be as planned',
    description:
      'Something to begin with; nothing is defined. A field that every fact of its event had is required, one with values of several kinds has the most frequent one, and what came sealed is a text of its class. ' +
      'Fields deeper than two levels, and those in lists, are not looked into.',
    input: s.object({ source: sourceId, days: daysBack, leastFacts: s.coerce.number().int().min(1).max(1_000_000).default(5).describe('an event with fewer facts is left out') }),
    output: s.object({ plan: planShape, facts: s.number().int().describe('that it was drawn from') }),
    permission: 'intake:read',
    audit: 'drafted a tracking plan for the source {source}',
    example: { input: { source: versionExample.source, days: 7 }, output: { plan: planExample, facts: 18_530 } },
    async handler({ source, days, leastFacts }) {
      const now = clock.now()
      const found = await seen(source, now - days * DAY, now + HOUR)
      if (!found.ok) return found
      const sealed = await sealedFields()
      if (!sealed.ok) return sealed
      return ok({ plan: draftOf(found.value, { leastFacts, classOf, sealed: sealed.value }), facts: found.value.events.reduce((sum, { facts }) => sum + facts, 0) })
    },
  })
