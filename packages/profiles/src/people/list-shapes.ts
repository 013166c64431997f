// The fields by which lists of people are asked for, in a body or in a query.
import { assert, fail, ok, type Result } from '@touchstone/base'
import { s } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { columnOf, orderOf, type Column, type Order } from './order.ts'

const MAX_COLUMNS = 50

export const filterFields = {
  segment: s.string().min(1).max(64).optional().describe('only members of this segment, `sg_…`'),
  where: s.string().min(1).max(32_768).optional().describe('only people for whom this condition is true, e.g. country = "DE"'),
  search: s.string().trim().min(1).max(500).optional().describe('only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type'),
  sort: s.string().max(300).default('lastSeen').describe('person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal'),
  direction: s.enum(['ascending', 'descending']).default('descending').describe('who has no value comes last either way'),
  list: s.string().max(60).optional().describe('the `list` of an earlier answer to the same question, to go on in the same order'),
}

export const columnNames = s.array(s.string().max(300)).max(MAX_COLUMNS)

export interface AskedFor {
  readonly order: Order
  readonly columns: readonly Column[]
}

/** Failures: `profiles.unknown-column`, `profiles.personal-column`, `profiles.unknown-trait`. */
export function readColumns({ profiles, catalogue: { rules } }: Pick<ProfilePorts, 'profiles' | 'catalogue'>, sort: string, direction: 'ascending' | 'descending', names: readonly string[]): Result<AskedFor> {
  const order = orderOf(sort, direction === 'descending', rules)
  if (!order.ok) return order
  const { by } = order.value
  if ('trait' in by && !profiles.knowsTrait(by.trait)) return fail('profiles.unknown-trait', `nobody was ever given a trait ${JSON.stringify(by.trait)}, so people cannot be sorted by it`)
  const columns: Column[] = []
  for (const name of names) {
    const column = columnOf(name, rules)
    if (!column.ok) return column
    columns.push(column.value)
  }
  assert(columns.length <= MAX_COLUMNS, 'columns are bounded by the shape of the input')
  return ok({ order: order.value, columns })
}
