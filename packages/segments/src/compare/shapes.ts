// How groups are asked for, and figures with their intervals shown.
import { s } from '@touchstone/governance'
import { instant, segmentId, where } from '../shapes.ts'
import { OVERLAPS } from './groups.ts'

export const group = s.object({ segment: segmentId.optional(), where: where.optional() }).describe('a segment by its id, or a condition as `where`')
export const asked = {
  a: group,
  b: group.optional().describe('everyone else unless given'),
  overlap: s.enum(OVERLAPS).default('leave-out').describe('what becomes of people in both: left out, or counted in one of the two'),
  asOf: instant.optional().describe('now unless given: who they were, and what was known of them, at that moment'),
}

export const interval = s.object({ low: s.number(), high: s.number() }).nullable().describe('95 %; null where there are too few people for one')
export const probability = s.number().nullable().describe('of so large a difference if there were none; null where it cannot be told')
export const estimate = s.object({ value: s.number(), interval }).nullable()
export const tested = s.object({ value: s.number(), interval, p: probability }).nullable()

export const side = s.object({ reading: s.string(), people: s.number(), missing: s.number().describe('people whose value is not known') })

export const answered = { asOf: s.number(), through: s.number(), isComplete: s.boolean(), tookMs: s.number() }
