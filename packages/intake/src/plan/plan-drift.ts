// Where what comes now differs from the plan, and from what came in the time before: new fields and events, vanished ones,
// values of other kinds, classes that are not in force.
import type { FieldClass } from '@touchstone/vocabulary'
import { isSealed } from '@touchstone/vocabulary'
import type { Plan, PlannedField } from './plan.ts'
import { ADDED_FIELDS, filled, isPlannable, KIND_OF, mainKind, type Seen, type SeenEvent, type SeenField } from './seen.ts'

export const DRIFTS = ['new-event', 'vanished-event', 'new-field', 'vanished-field', 'kind', 'class'] as const
export type DriftKind = (typeof DRIFTS)[number]

export interface Drift {
  readonly drift: DriftKind
  /** Compared with the plan, or with the time before. */
  readonly against: 'plan' | 'before'
  /** '' for traits. */
  readonly event: string
  /** '' for the event itself. */
  readonly field: string
  /** Facts that show it; of what vanished those in which it could have been. */
  readonly facts: number
  readonly message: string
}

/** Of fewer facts nothing is said to have vanished. */
const ENOUGH = 20

type ClassOf = (place: 'property' | 'trait', field: string) => FieldClass

export function driftFromPlan(plan: Plan, recent: Seen, classOf: ClassOf): Drift[] {
  const seen = new Map(recent.events.filter(isPlannable).map((one) => [one.event, one]))
  const planned = new Set(plan.events.map(({ event }) => event))
  const unplanned = plan.unplannedEvents === 'allow' ? [] : [...seen.values()].filter(({ event }) => !planned.has(event))
  return [
    ...unplanned.map(({ event, facts }) => told('new-event', 'plan', event, '', facts, 'the plan does not name this event')),
    ...plan.events.flatMap(({ event, fields }) => {
      const came = seen.get(event)
      if (came === undefined) return [told('vanished-event', 'plan', event, '', 0, 'the plan names this event, and none came')]
      return fieldDrift('property', event, fields, came.fields, came.facts, plan, classOf)
    }),
    ...(plan.traits === undefined ? [] : fieldDrift('trait', '', plan.traits, recent.traits.fields, recent.traits.facts, plan, classOf)),
  ]
}

function fieldDrift(place: 'property' | 'trait', event: string, planned: readonly PlannedField[], seen: readonly SeenField[], facts: number, plan: Plan, classOf: ClassOf): Drift[] {
  const named = new Map(planned.map((one) => [one.field, one]))
  const parents = new Set(planned.flatMap(({ field }) => prefixesOf(field)))
  const found = new Map(seen.map((one) => [one.field, one]))
  const looksAtOthers = plan.unplannedFields !== 'allow'
  const drifts: Drift[] = []
  for (const one of seen) {
    const expected = named.get(one.field)
    if (expected === undefined) {
      if (looksAtOthers && !parents.has(one.field) && !ADDED_FIELDS.has(one.field)) drifts.push(told('new-field', 'plan', event, one.field, filled(one), `the plan does not name this field (${mainKind(one) ?? 'null'})`))
      continue
    }
    const others = one.kinds.filter(({ kind }) => kind !== 'null' && kind !== KIND_OF[expected.type])
    for (const { kind, facts: n } of others) drifts.push(told('kind', 'plan', event, one.field, n, `planned as ${expected.type}, came as ${kind}`))
  }
  for (const { field, class: wanted } of planned) {
    const actual = classOf(place, field)
    if (wanted !== undefined && wanted !== actual) drifts.push(told('class', 'plan', event, field, facts, `planned as ${wanted}, its class is ${actual}`))
    // The values of a protected field leave the fact; history cannot say whether it came. What lies in lists it does not see.
    const isVisible = !isSealed(actual) && actual !== 'secret' && !field.includes('[]') && prefixesOf(field).length < 2
    const came = found.get(field)
    if (isVisible && facts >= ENOUGH && (came === undefined || filled(came) === 0)) drifts.push(told('vanished-field', 'plan', event, field, facts, `the plan names this field, and none of ${facts} facts had it`))
  }
  return drifts
}

export function driftFromBefore(before: Seen, recent: Seen): Drift[] {
  const keyOf = ({ type, event }: SeenEvent): string => `${type} ${event}`
  const then = new Map(before.events.map((one) => [keyOf(one), one]))
  const now = new Map(recent.events.map((one) => [keyOf(one), one]))
  if (then.size === 0) return []
  return [
    ...[...now.values()].filter((one) => one.event !== '' && !then.has(keyOf(one))).map(({ event, facts }) => told('new-event', 'before', event, '', facts, 'none came in the time before')),
    ...[...then.values()].filter((one) => one.event !== '' && one.facts >= ENOUGH && !now.has(keyOf(one))).map(({ event, facts }) => told('vanished-event', 'before', event, '', facts, `${facts} came in the time before, and none now`)),
    ...[...now.values()].flatMap((one) => {
      const past = then.get(keyOf(one))
      return past === undefined ? [] : changes(one.event, past.fields, one.fields, past.facts, one.facts)
    }),
    ...changes('', before.traits.fields, recent.traits.fields, before.traits.facts, recent.traits.facts),
  ]
}

function changes(event: string, before: readonly SeenField[], recent: readonly SeenField[], factsBefore: number, facts: number): Drift[] {
  if (factsBefore === 0 || facts === 0) return []
  const then = new Map(before.map((one) => [one.field, one]))
  const now = new Map(recent.map((one) => [one.field, one]))
  return [
    ...recent.flatMap((one) => {
      const past = then.get(one.field)
      if (past === undefined) return [told('new-field', 'before', event, one.field, filled(one), `no fact of the time before had it (${mainKind(one) ?? 'null'})`)]
      const known = new Set(past.kinds.map(({ kind }) => kind))
      return one.kinds.filter(({ kind }) => kind !== 'null' && !known.has(kind)).map(({ kind, facts: n }) => told('kind', 'before', event, one.field, n, `came as ${kind}, and as ${mainKind(past) ?? 'null'} in the time before`))
    }),
    ...before
      .filter((past) => filled(past) > 0 && facts >= ENOUGH && filled(past) / factsBefore >= 0.5 && filled(now.get(past.field) ?? { ...past, kinds: [] }) === 0)
      .map((past) => told('vanished-field', 'before', event, past.field, facts, `${filled(past)} of ${factsBefore} facts had it in the time before, and none of ${facts} now`)),
  ]
}

/** The paths of what a field lies within. */
function prefixesOf(field: string): string[] {
  return [...field.matchAll(/(?<!\\)\./g)].map(({ index }) => field.slice(0, index))
}

function told(drift: DriftKind, against: Drift['against'], event: string, field: string, facts: number, message: string): Drift {
  return { drift, against, event, field, facts, message }
}
