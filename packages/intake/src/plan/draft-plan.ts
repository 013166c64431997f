// A plan as it would have to be for what was seen to be as planned: something to begin with.
import type { FieldClass } from '@touchstone/vocabulary'
import { PLAN_LIMITS, type Plan, type PlannedField } from './plan.ts'
import { ADDED_FIELDS, filled, isPlannable, mainKind, type Seen, type SeenField } from './seen.ts'

/** A field whose values leave the fact, so that history never sees them; only known over all sources. */
export interface SealedSeen {
  readonly place: 'property' | 'trait' | 'context'
  readonly event: string
  readonly field: string
}

export interface DraftRules {
  /** An event with fewer facts is left out: it may have been a mistake. */
  readonly leastFacts: number
  readonly classOf: (place: 'property' | 'trait', field: string) => FieldClass
  readonly sealed: readonly SealedSeen[]
}

/** A field that every fact of its event had is required; one that had values of several kinds gets the most frequent one. */
export function draftPlan({ events, traits }: Seen, rules: DraftRules): Plan {
  const drafted = events.filter((one) => isPlannable(one) && one.facts >= rules.leastFacts).slice(0, PLAN_LIMITS.events)
  const ofPerson = fieldsOf('trait', traits.fields, traits.facts, '', rules)
  return {
    violations: 'report', unplannedEvents: 'report', unplannedFields: 'report',
    events: drafted.map(({ event, facts, fields }) => ({ event, description: '', fields: fieldsOf('property', fields, facts, event, rules) })),
    ...(ofPerson.length === 0 ? {} : { traits: ofPerson }),
  }
}

function fieldsOf(place: 'property' | 'trait', seen: readonly SeenField[], facts: number, event: string, { classOf, sealed }: DraftRules): PlannedField[] {
  const whole = new Map(seen.map((one) => [one.field, one]))
  const readable = seen.flatMap((one): PlannedField[] => {
    const type = mainKind(one)
    if (type === undefined || (place === 'property' && ADDED_FIELDS.has(one.field))) return []
    const parent = whole.get(parentOf(one.field))
    // What lies in another field is required where that one always had it.
    const of = parent === undefined ? facts : (parent.kinds.find(({ kind }) => kind === 'object')?.facts ?? 0)
    return [{ field: one.field, type, required: of > 0 && filled(one) >= of, class: classOf(place, one.field), description: '' }]
  })
  const named = new Set(readable.map(({ field }) => field))
  const hidden = sealed.filter((one) => one.place === place && (place === 'trait' || one.event === event) && !named.has(one.field) && !one.field.includes('['))
  return [...readable, ...hidden.map(({ field }): PlannedField => ({ field, type: 'text', required: false, class: classOf(place, field), description: '' }))].slice(0, PLAN_LIMITS.fields)
}

function parentOf(field: string): string {
  return field.slice(0, Math.max(0, /(?<!\\)\.(?!.*(?<!\\)\.)/.exec(field)?.index ?? 0))
}
