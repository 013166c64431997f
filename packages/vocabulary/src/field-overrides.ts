// Classes that an installation gives to fields, over those that their names have.
//
// An override is of a name, in one place: a person's traits, or properties (which means anywhere else: properties of events
// and what lies within them, context, devices). A name means the same in every event, as for the default rules, because what
// is personal about a field does not depend on which event it came with, and a rule per event would be forgotten for the next.
import { classByRule, comparableName, fieldRule, isSealed, type FieldClass, type FieldRule, type Surroundings } from './field-classes.ts'

export const OVERRIDE_PLACES = ['trait', 'property'] as const
export type OverridePlace = (typeof OVERRIDE_PLACES)[number]

export interface FieldOverride {
  readonly place: OverridePlace
  readonly name: string
  readonly class: FieldClass
}

/** The rule for a field of this name, undefined for an ordinary internal one. */
export type FieldRules = (key: string) => FieldRule | undefined

/** The default rules with overrides over them. Of two for the same name and place the later one holds. */
export function fieldRulesWith(overrides: readonly FieldOverride[]): FieldRules {
  if (overrides.length === 0) return fieldRule
  const given = new Map<string, Partial<Record<OverridePlace, FieldClass>>>()
  for (const { place, name, class: fieldClass } of overrides) {
    const key = comparableName(name)
    given.set(key, { ...given.get(key), [place]: fieldClass })
  }
  const rules = new Map([...given].map(([key, classes]) => [key, overridden(key, classes)]))
  return (key) => rules.get(comparableName(key)) ?? fieldRule(key)
}

function overridden(key: string, { trait, property }: Partial<Record<OverridePlace, FieldClass>>): FieldRule {
  const rule = fieldRule(key)
  const before = (surroundings: Surroundings): FieldClass => (rule === undefined ? (surroundings === 'device' && key === 'name' ? 'personal' : 'internal') : classByRule(rule, key, surroundings))
  const places = { person: trait ?? before('person'), other: property ?? before('other'), device: property ?? before('device') }
  const derives = rule?.derives === undefined ? {} : { derives: rule.derives }
  return { class: places.person, within: 'person', elsewhere: places.other, places, ...derives }
}

const STRICTNESS: readonly FieldClass[] = ['public', 'internal', 'personal', 'sensitive', 'payment', 'secret']

/**
 * Why a field may not be given this class, undefined when it may. Any field may be protected more. Less is possible only for what is personal
 * by its name alone and leaves no safe trait behind: a postcode, a username. Sensitive, payment and secret fields stay so,
 * and so do addresses, numbers, names and birthdays.
 */
export function overrideProblem({ place, name, class: wanted }: FieldOverride): string | undefined {
  const rule = fieldRule(name)
  const before = rule === undefined ? 'internal' : classByRule(rule, name, place === 'trait' ? 'person' : 'other')
  if (STRICTNESS.indexOf(wanted) >= STRICTNESS.indexOf(before) || !(isSealed(before) || before === 'secret')) return undefined
  if (before !== 'personal') return `"${name}" is ${before} by its name, and no less protected class may take the place of that`
  return rule?.derives === undefined ? undefined : `"${name}" is personal by its name (${rule.derives}), and conditions have safe traits in its place`
}
