// What is expected of a source: its events, their properties, and the traits that it gives people.
//
// Fields are named as the catalogue names them: `revenue`, `address.country`, `products.[].price` (`[]` stands for the items
// of a list; a dot within a name is written `\.`). A field within another is required of each object it belongs to, where
// there is one. A parent that is not named itself is an object, or a list, and may be absent.
import { fail, ok, type Result } from '@touchstone/base'
import { s, type Infer } from '@touchstone/governance'
import { FIELD_CLASSES, namesOfPath } from '@touchstone/vocabulary'
import { textPattern } from './text-pattern.ts'

export const PLAN_LIMITS = {
  /** Events of one plan. */
  events: 1_000,
  /** Fields of one event, and traits. */
  fields: 300,
  /** Levels of a field's name. */
  depth: 8,
  /** Values that a field may be limited to. */
  values: 200,
  /** Characters of a pattern. */
  pattern: 500,
} as const

export const PLANNED_TYPES = ['text', 'number', 'whole', 'boolean', 'date', 'object', 'list'] as const
export type PlannedType = (typeof PLANNED_TYPES)[number]

/** What comes of a violation: nothing, a count with examples, or the quarantine. */
export const ACTIONS = ['allow', 'report', 'block'] as const

const text = (max: number) => s.string().max(max).refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected text of whole characters without NUL')

export const plannedField = s.object({
  field: text(420).min(1).describe('as the catalogue names it: `revenue`, `address.country`, `products.[].price`'),
  type: s.enum(PLANNED_TYPES).describe('`whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z'),
  required: s.boolean().default(false).describe('of each object it belongs to; null counts as absent'),
  values: s.array(s.union([text(200), s.number(), s.boolean()])).max(PLAN_LIMITS.values).optional().describe('the only values there are'),
  pattern: text(PLAN_LIMITS.pattern).optional().describe('regular expression (RE2) that a text matches as a whole'),
  class: s.enum(FIELD_CLASSES).optional().describe('how protected it should be; drift tells where it is not'),
  description: text(2_000).default(''),
})

export const plannedEvent = s.object({
  event: text(200).min(1).describe('name of a track call, or Page Viewed, Screen Viewed'),
  description: text(2_000).default(''),
  fields: s.array(plannedField).max(PLAN_LIMITS.fields).default([]),
})

export const planShape = s.object({
  violations: s.enum(['report', 'block']).default('report').describe('what comes of a planned event that is not as planned'),
  unplannedEvents: s.enum(ACTIONS).default('report'),
  unplannedFields: s.enum(ACTIONS).default('allow').describe('properties of planned events, and traits, that the plan does not name'),
  events: s.array(plannedEvent).max(PLAN_LIMITS.events),
  traits: s.array(plannedField).max(PLAN_LIMITS.fields).optional().describe('of identify calls; absent: traits are not looked at'),
})

export type PlannedField = Infer<typeof plannedField>
export type Plan = Infer<typeof planShape>

/** Why a plan cannot be one, beyond its shape: `intake.invalid-plan`. */
export function checkPlan(plan: Plan): Result<void> {
  const twice = repeated(plan.events.map(({ event }) => event))
  if (twice !== undefined) return invalid(`expected each event once, got ${JSON.stringify(twice)} twice`)
  for (const { event, fields } of plan.events) {
    const problem = fieldsProblem(fields)
    if (problem !== undefined) return invalid(`${JSON.stringify(event)}: ${problem}`)
  }
  const problem = fieldsProblem(plan.traits ?? [])
  return problem === undefined ? ok(undefined) : invalid(`traits: ${problem}`)
}

function invalid(message: string): Result<void> {
  return fail('intake.invalid-plan', message)
}

function fieldsProblem(fields: readonly PlannedField[]): string | undefined {
  const twice = repeated(fields.map(({ field }) => namesOfPath(field).join('\0')))
  if (twice !== undefined) return `expected each field once, got ${JSON.stringify(twice.replaceAll('\0', '.'))} twice`
  const types = new Map(fields.map(({ field, type }) => [namesOfPath(field).join('\0'), type]))
  for (const one of fields) {
    const problem = fieldProblem(one, types)
    if (problem !== undefined) return `${JSON.stringify(one.field)}: ${problem}`
  }
  return undefined
}

function fieldProblem({ field, type, values, pattern }: PlannedField, types: ReadonlyMap<string, PlannedType>): string | undefined {
  const names = namesOfPath(field)
  if (names.length === 0 || names[0] === '[]') return 'expected the name of a field'
  if (names.length > PLAN_LIMITS.depth) return `expected at most ${PLAN_LIMITS.depth} levels, got ${names.length}`
  for (let i = 1; i < names.length; i++) {
    const parent = types.get(names.slice(0, i).join('\0'))
    const wanted = names[i] === '[]' ? 'list' : 'object'
    if (parent !== undefined && parent !== wanted) return `expected what it lies within to be a${wanted === 'object' ? 'n object' : ' list'}, the plan says ${parent}`
  }
  if (pattern !== undefined && type !== 'text') return `a pattern is for texts, the plan says ${type}`
  if (pattern !== undefined) {
    const compiled = textPattern(pattern)
    if (!compiled.ok) return compiled.failure.message
  }
  const other = values?.find((value) => !fits(value, type))
  return other === undefined ? undefined : `expected values of type ${type}, got ${JSON.stringify(other)}`
}

function fits(value: string | number | boolean, type: PlannedType): boolean {
  if (type === 'text' || type === 'date') return typeof value === 'string'
  if (type === 'whole') return Number.isInteger(value)
  return typeof value === type
}

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}
