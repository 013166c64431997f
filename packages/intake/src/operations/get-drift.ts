import { DAY, HOUR, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { DRIFTS, driftFromBefore, driftFromPlan } from '../plan/plan-drift.ts'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { daysBack, sourceId, versionExample } from '../plan/plan-shapes.ts'

export const getDrift = ({ plans, seen, classOf, clock }: PlanPorts) =>
  operation({
    name: 'intake.get-drift',
    method: 'GET',
    path: 'intake/plans/{source}/drift',
    summary: 'How what a source sends differs from its plan, and from what it sent before',
    description:
      'Events and fields that are new, those that came no more, values of another kind, and classes that are not as planned. Counted over all facts of whole hours, whether or not there was a plan then. ' +
      'A field is said to have vanished only where at least 20 facts could have had it.',
    input: s.object({ source: sourceId, days: daysBack }),
    output: s.object({
      version: s.number().int().nullable().describe('of the plan that was compared with; null where the source has none'),
      drift: s.array(s.object({ drift: s.enum(DRIFTS), against: s.enum(['plan', 'before']), event: s.string(), field: s.string(), facts: s.number(), message: s.string() })),
    }),
    permission: 'intake:read',
    audit: 'read the drift of the source {source}',
    example: {
      input: { source: versionExample.source, days: 7 },
      output: { version: 3, drift: [{ drift: 'kind', against: 'plan', event: 'Order Completed', field: 'revenue', facts: 212, message: 'planned as number, came as text' }] },
    },
    async handler({ source, days }) {
      const now = clock.now()
      const recent = await seen(source, now - days * DAY, now + HOUR)
      if (!recent.ok) return recent
      const before = await seen(source, now - 2 * days * DAY, now - days * DAY)
      if (!before.ok) return before
      const plan = plans.get(source)
      const drift = [...(plan.ok ? driftFromPlan(plan.value.plan, recent.value, classOf) : []), ...driftFromBefore(before.value, recent.value)]
      return ok({ version: plan.ok ? plan.value.version : null, drift })
    },
  })
