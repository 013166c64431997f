// How plans are asked for and shown.
import { s } from '@touchstone/governance'
import { PROBLEMS } from './compile-plan.ts'
import type { PlanVersion } from './plan-definitions.ts'
import { planShape, type Plan } from './plan.ts'
import type { ViolationCount } from './violation-tally.ts'

export const sourceId = s.string().min(1).max(100).describe('the source, as governance.list-sources names it')
export const daysBack = s.coerce.number().int().min(1).max(45).default(7).describe('days up to now; the time before is as long')

export const planVersion = s.object({
  source: s.string(),
  version: s.number().int(),
  plan: planShape.nullable().describe('null: the plan was ended'),
  createdAt: s.number().describe('milliseconds since 1970 UTC'),
  subject: s.string().describe('who said so'),
})

export const violationCount = s.object({
  version: s.number().int().describe('of the plan'),
  event: s.string().describe("'' for traits"),
  field: s.string().describe("'' for the event itself; `[]` stands for the items of a list"),
  problem: s.enum(PROBLEMS),
  blocked: s.boolean().describe('whether the events went to quarantine'),
  events: s.number().int(),
  first: s.number(),
  last: s.number(),
  examples: s.array(s.number()).describe('log positions of the newest: of facts, or of quarantine entries where they were blocked'),
  message: s.string().describe('what was expected, and what came the last time; never a text that came'),
})

export const planExample: Plan = {
  violations: 'report', unplannedEvents: 'report', unplannedFields: 'allow',
  events: [{ event: 'Order Completed', description: 'Paid, not only placed', fields: [
    { field: 'revenue', type: 'number', required: true, description: 'In euros, with tax' },
    { field: 'currency', type: 'text', required: false, values: ['EUR', 'CHF'], description: '' },
    { field: 'products.[].sku', type: 'text', required: true, pattern: '[A-Z]{2}-[0-9]{4}', description: '' },
  ] }],
}

export const versionExample: PlanVersion = { source: 'write_5b0e61c2d9f3', version: 3, plan: planExample, createdAt: 1_760_000_400_000, subject: 'admin_5b0e61c2d9f3' }

export const violationExample: Omit<ViolationCount, 'source'> = {
  version: 3, event: 'Order Completed', field: 'revenue', problem: 'type', blocked: false, events: 212, first: 1_760_000_410_000, last: 1_760_000_990_000, examples: [52_118, 52_101],
  message: 'expected revenue as a number, got text of 5 characters',
}
