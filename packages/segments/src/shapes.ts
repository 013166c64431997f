import { s } from '@touchstone/governance'
import { MAX_SEGMENTS, tooDeep, type Expression } from './algebra/expression.ts'

export const millis = s.number().describe('milliseconds since 1970 UTC')

/** A moment in a query or body. */
export const instant = s.union([s.string().max(60), s.number()]).describe('ISO 8601, or milliseconds since 1970 UTC')
/** A moment in a query only. */
export const moment = s.string().max(60).describe('ISO 8601, or milliseconds since 1970 UTC')

export const segmentId = s.string().min(1).max(64).describe('the id of a segment, `sg_…`')
/** What can be kept as text: the registry takes no NUL, and half a character is none. */
const text = (max: number) => s.string().max(max).refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected text of whole characters without NUL')

export const segmentName = text(200).trim().min(1)
export const description = text(2000)
/** The language says itself what is too long or no text, and where; this bounds only what it is asked to read. */
const MAX_CONDITION = 1_000_000
export const where = s.string().max(MAX_CONDITION).describe('the condition, e.g. count("Order Completed") in last 90 days >= 3')
export const cutOver = s.enum(['when-ready', 'manual'])

const nested: s.ZodType<Expression> = s.lazy(() =>
  s.union([segmentId, s.strictObject({ all: s.array(nested) }), s.strictObject({ any: s.array(nested) }), s.strictObject({ not: nested })]),
)
/** Looked at before it is walked: text of any depth arrives here. */
export const expression = s
  .preprocess((value, context) => {
    const fault = tooDeep(value)
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
    return fault === undefined ? value : s.NEVER
  }, nested)
  .describe(`a segment's id, or { all: […] }, { any: […] }, { not: … } of such; at most ${MAX_SEGMENTS} different segments`)

const STATES = ['backfilling', 'sweeping', 'live', 'archiving', 'archived'] as const
export const state = s.enum(STATES)
const progress = s.number().min(0).max(1)

/** Names of a condition that no fact has had so far. */
export const unknownNames = s.array(
  s.object({ kind: s.enum(['event', 'trait']), name: s.string(), span: s.object({ start: s.number(), end: s.number() }), suggestion: s.string().nullable() }),
)

/** What a condition costs. */
export const cost = s.object({ leaves: s.number(), state: s.number().describe('bytes kept per person'), work: s.number().describe('steps per fact that it listens to') })

/** What every answer about members says about itself. */
export const answered = { asOf: millis, through: s.number(), isComplete: s.boolean(), tookMs: s.number() }

export const sizedPart = s.object({ id: s.string(), name: s.string(), version: s.number().nullable(), state: s.enum([...STATES, 'absent']).describe('absent: it was not there yet'), size: s.number() })

export const alarm = s.object({
  kind: s.enum(['stuck', 'behind', 'stale-threshold', 'outdated-reference']),
  segment: s.string().nullable(),
  version: s.number().nullable(),
  since: millis,
  message: s.string(),
})

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
  next: s.object({ version: s.number(), where: s.string(), state, progress, cutOver, reason: s.string() }).nullable(),
  standby: s.object({ version: s.number(), where: s.string(), until: millis }).nullable(),
  controlShare: s.number().min(0).max(50).describe('percent'),
  thresholds: s.array(
    s.object({
      key: s.string(),
      value: s.number().nullable(),
      people: s.number().nullable().describe('how many people it was computed from'),
      error: s.number().nullable().describe('share of people whom the threshold before had on the wrong side when it was replaced'),
      at: millis.nullable(),
      checkedAt: millis.nullable(),
      every: s.number().nullable().describe('milliseconds between two computations'),
    }),
  ),
  alarms: s.array(alarm),
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
  standby: null,
  controlShare: 0,
  thresholds: [],
  alarms: [],
}
