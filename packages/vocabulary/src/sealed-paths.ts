// The paths under which a fact's sealed blob keeps personal values: `traits.email`, `properties.guests.0.phone`,
// `context.ip`, `userId`. A dot inside a name is written `\.`.
import { classByRule, classOfField, isSealed, type FieldClass, type Surroundings } from './field-classes.ts'
import type { FieldRules } from './field-overrides.ts'

/** The names of a path. */
export function namesOfPath(path: string): string[] {
  return path.match(/(?:\\.|[^.\\])+/g)?.map((name) => name.replaceAll('\\.', '.')) ?? []
}

/** The name of the trait that a path is of, or that it lies within, as names joined by dots (`address.street`); undefined for anything else. */
export function traitOfPath(path: string): string | undefined {
  const names = namesOfPath(path)
  return names.length > 1 && names[0] === 'traits' ? names.slice(1).join('.') : undefined
}

/**
 * Why a value lies sealed: the class of its field; `personal` where the field itself is ordinary and the value was not
 * (a text with an address in it, an identifier that is one).
 */
export function classOfSealed(path: string, rules?: FieldRules): FieldClass {
  const names = namesOfPath(path)
  // In a list it is the list's name that counts.
  while (names.length > 1 && /^\d+$/.test(names.at(-1)!)) names.pop()
  const parent = names.at(-2)
  const surroundings: Surroundings = parent === 'device' ? 'device' : parent === 'traits' && names.length <= 3 ? 'person' : 'other'
  const name = names.at(-1)!
  const rule = rules?.(name)
  const found = names.length === 1 ? 'personal' : rule === undefined ? classOfField(name, surroundings) : classByRule(rule, name, surroundings)
  return isSealed(found) ? found : 'personal'
}
