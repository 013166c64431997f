import { s } from '@touchstone/governance'

export const millis = s.number().describe('milliseconds since 1970 UTC')

/** A moment in a query or body. */
export const instant = s.union([s.string().max(60), s.number()]).describe('ISO 8601, or milliseconds since 1970 UTC')

export const segmentId = s.string().min(1).max(64).describe('the id of a segment, `sg_…`')
/** What can be kept as text: the registry takes no NUL, and half a character is none. */
const text = (max: number) => s.string().max(max).refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected text of whole characters without NUL')

export const segmentName = text(200).trim().min(1)
export const description = text(2000)
export const where = text(32_768).min(1).describe('the condition, e.g. count("Order Completed") in last 90 days >= 3')

const state = s.enum(['backfilling', 'sweeping', 'live', 'archiving', 'archived'])
const progress = s.number().min(0).max(1)

export const segment = s.object({
  id: s.string(),
  name: s.string(),
  description: s.string(),
  where: s.string(),
  version: s.number(),
  /** Log position of the definition. */
  position: s.number().nullable(),
  state,
  progress,
  size: s.number(),
  freshness: s.object({ position: s.number(), time: millis, lagMs: s.number() }),
  createdAt: millis,
  archivedAt: millis.nullable(),
  next: s.object({ version: s.number(), where: s.string(), state, progress }).nullable(),
})

export const segmentExample = {
  id: 'sg_4k2v9qw8m1x3',
  name: 'Repeat buyers',
  description: '',
  where: 'count("Order Completed") in last 90 days >= 3',
  version: 1,
  position: 1980,
  state: 'live',
  progress: 1,
  size: 751,
  freshness: { position: 52_110, time: 1_760_000_360_000, lagMs: 0 },
  createdAt: 1_760_000_000_000,
  archivedAt: null,
  next: null,
}
