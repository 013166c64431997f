import { assert } from '@touchstone/base'
import { classByRule, isSafeTrait, isSealed, type FieldClass, type FieldRules, type Surroundings } from '@touchstone/vocabulary'

/**
 * A hashed personal identifier as it is shown without the right to reveal: enough to tell two of them apart, not enough
 * to look for one.
 */
export function maskHash(hash: string): string {
  assert(hash.startsWith('h:'), 'only hashed identifiers are masked')
  return `***${hash.slice(-4)}`
}

/** The same for `type:value`; anything but a hash is left as it is. */
export function maskIdentifier(key: string): string {
  const value = key.indexOf(':') + 1
  return key.startsWith('h:', value) ? key.slice(0, value) + maskHash(key.slice(value)) : key
}

/** The class of a person's readable trait by the rules of this installation: what is left of a personal value is not personal by its name. */
export function classOfTraitBy(rules: FieldRules, trait: string): FieldClass {
  const rule = rules(trait)
  return rule === undefined || (rule.places === undefined && isSafeTrait(trait)) ? 'internal' : classByRule(rule, trait, 'person')
}

/** The traits of a profile without the values of those that staff have protected since they were given. */
export function shownTraits<V extends { readonly value: unknown }>(traits: Readonly<Record<string, V>>, rules: FieldRules): Record<string, V> {
  const values = maskOverridden(Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value])), 'person', rules)
  return Object.fromEntries(Object.entries(traits).map(([name, trait]) => [name, { ...trait, value: values[name] }]))
}

export const MASK = '***'

/**
 * A copy without the readable values of fields that staff have protected since: facts from before keep them. What a field's
 * own name protects never was readable. The object itself where there is nothing to mask.
 */
export function maskOverridden<T extends object>(object: T, place: 'person' | 'other', rules: FieldRules): T {
  return masked(object, place, rules) as T
}

function masked(value: object, place: Surroundings, rules: FieldRules): object {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => (typeof item === 'object' && item !== null ? masked(item, 'other', rules) : item))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  let copy: Record<string, unknown> | undefined
  for (const [key, inner] of Object.entries(value)) {
    const shown = isHidden(key, inner, place, rules) ? MASK : typeof inner === 'object' && inner !== null ? masked(inner, key === 'device' ? 'device' : 'other', rules) : inner
    if (shown !== inner) (copy ??= { ...value })[key] = shown
  }
  return copy ?? value
}

/** True and false, and that a value was taken back, say too little to be protected: at the edge they stay readable, too. */
function isHidden(key: string, value: unknown, place: Surroundings, rules: FieldRules): boolean {
  if (value === null || typeof value === 'boolean') return false
  const rule = rules(key)
  if (rule?.places === undefined) return false
  const given = classByRule(rule, key, place)
  return isSealed(given) || given === 'secret'
}
