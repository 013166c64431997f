import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { versionExample } from '../plan/plan-shapes.ts'

export const listPlans = ({ plans, violations }: PlanPorts) =>
  operation({
    name: 'intake.list-plans',
    method: 'GET',
    path: 'intake/plans',
    summary: 'Which sources have a tracking plan, and how often it was not kept since the start',
    input: s.object({}),
    output: s.object({
      plans: s.array(s.object({
        source: s.string(), version: s.number().int(), createdAt: s.number(), events: s.number().int().describe('that it names'),
        reported: s.number().int().describe('events since the process started that were not as planned'), blocked: s.number().int(),
      })),
    }),
    permission: 'intake:read',
    audit: 'listed the tracking plans',
    example: { input: {}, output: { plans: [{ source: versionExample.source, version: 3, createdAt: versionExample.createdAt, events: 1, reported: 212, blocked: 0 }] } },
    handler: async () =>
      ok({ plans: plans.list().map(({ source, version, createdAt, plan }) => ({ source, version, createdAt, events: plan!.events.length, ...(violations.totals.get(source) ?? { reported: 0, blocked: 0 }) })) }),
  })
