import { s } from '@touchstone/governance'
import { cost, description, millis, state } from '../shapes.ts'

export const traitName = s.string().trim().min(1).max(64).describe('the name of a computed trait, a plain word such as lifetime_value')
/** The language says itself what is too long, and where; this bounds only what it is asked to read. */
export const expression = s.string().max(1_000_000).describe('what it is computed from, e.g. sum("Order Completed".revenue)')
export const traitDescription = description

const progress = s.number().min(0).max(1)
export const scalar = s.union([s.string(), s.number(), s.boolean()])

export const trait = s.object({
  name: s.string(),
  description: s.string(),
  expression: s.string(),
  reading: s.string().describe('the expression in plain English'),
  type: s.enum(['number', 'value']).describe('number: compared with numbers; value: a text, a number, true or false'),
  version: s.number(),
  /** Log position of the definition. */
  position: s.number().nullable(),
  state,
  progress,
  cost,
  freshness: s.object({ position: s.number(), time: millis, lagMs: s.number() }),
  createdAt: millis,
  archivedAt: millis.nullable(),
  versions: s.array(s.object({ version: s.number(), expression: s.string(), state, progress, reason: s.string(), createdAt: millis })).describe('newest first'),
  usedBy: s.object({ segments: s.array(s.object({ id: s.string(), name: s.string() })), traits: s.array(s.string()) }),
})

export const traitExample = {
  name: 'lifetime_value',
  description: 'Revenue of all orders',
  expression: 'sum("Order Completed".revenue)',
  reading: 'The sum of revenue over "Order Completed" of all time',
  type: 'number' as const,
  version: 1,
  position: 1980,
  state: 'live' as const,
  progress: 1,
  cost: { leaves: 1, state: 40, work: 4 },
  freshness: { position: 52_110, time: 1_760_000_360_000, lagMs: 0 },
  createdAt: 1_760_000_000_000,
  archivedAt: null,
  versions: [{ version: 1, expression: 'sum("Order Completed".revenue)', state: 'live' as const, progress: 1, reason: '', createdAt: 1_760_000_000_000 }],
  usedBy: { segments: [{ id: 'sg_4k2v9qw8m1x3', name: 'Good customers' }], traits: ['average_basket'] },
}
