// What lists of people can be sorted by and show. A trait of a person is written `traits.<name>`.
import { fail, nearest, ok, type Result } from '@touchstone/base'
import { derivationsOfTrait, isSealed, type FieldRules } from '@touchstone/vocabulary'
import { classOfTraitBy } from '../mask.ts'

/** Columns that everyone has. */
export const OWN_COLUMNS = ['person', 'firstSeen', 'lastSeen', 'facts'] as const
export type OwnColumn = (typeof OWN_COLUMNS)[number]

const TRAIT = 'traits.'

export interface Order {
  readonly by: { readonly own: OwnColumn } | { readonly trait: string }
  readonly descending: boolean
}

export type Column = { readonly own: OwnColumn | 'identifiers' } | { readonly trait: string }

/** Failures: `profiles.unknown-column`, `profiles.personal-column`. */
export function orderOf(sort: string, descending: boolean, rules: FieldRules): Result<Order> {
  const column = columnOf(sort, rules)
  if (!column.ok) return column
  const by = column.value
  if ('own' in by && by.own === 'identifiers') return fail('profiles.unknown-column', 'people are not sorted by their identifiers, which are many')
  return ok({ by: by as Order['by'], descending })
}

export function columnOf(name: string, rules: FieldRules): Result<Column> {
  const own = [...OWN_COLUMNS, 'identifiers' as const]
  const found = own.find((one) => one === name)
  if (found !== undefined) return ok({ own: found })
  if (!name.startsWith(TRAIT) || name.length === TRAIT.length) {
    const near = nearest(name, own)
    return fail('profiles.unknown-column', `expected ${own.join(', ')} or traits.<name>, got ${JSON.stringify(name)}${near === undefined ? '' : `; did you mean ${near}?`}`)
  }
  const trait = name.slice(TRAIT.length)
  const given = classOfTraitBy(rules, trait)
  if (!isSealed(given) && given !== 'secret') return ok({ trait })
  const safe = derivationsOfTrait(trait).map((one) => TRAIT + one)
  return fail('profiles.personal-column', `the trait "${trait}" is ${given}: it is neither shown in lists nor sorted by${safe.length === 0 ? '' : `; there ${safe.length === 1 ? 'is' : 'are'} ${safe.join(', ')}`}`)
}

/** The traits among columns, in their order. */
export function traitsOf(columns: readonly Column[]): string[] {
  return columns.flatMap((column) => ('trait' in column ? [column.trait] : []))
}
