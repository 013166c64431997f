import { assert } from '@touchstone/base'
import type { Filter, FilterClock, FilterPair } from './tree.ts'

/** What a filter asks of the person as they are at T, and so can change for facts that happened long ago. */
export type DynamicFilter = FilterPair | FilterClock

/** Whether the filter looks at the person: at a trait, or at a clock in the person's zone. No filter does not. */
export function isDynamic(filter: Filter | undefined): boolean {
  if (filter === undefined) return false
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.items.some(isDynamic)
    case 'not':
      return isDynamic(filter.item)
    case 'element':
      return isDynamic(filter.filter)
    case 'pair':
      return true
    case 'clock':
      return filter.zone.kind === 'person'
    case 'test':
      return false
  }
}

/** The part that can be decided when the fact arrives, and the one that cannot. Both have to be true. */
export function splitFilter(filter: Filter | undefined): { readonly static: Filter | undefined; readonly dynamic: DynamicFilter | undefined } {
  if (filter === undefined || !isDynamic(filter)) return { static: filter, dynamic: undefined }
  if (filter.kind !== 'all') return { static: undefined, dynamic: asDynamic(filter) }
  const rest = filter.items.filter((item) => !isDynamic(item))
  const dynamic = filter.items.filter(isDynamic)
  assert(dynamic.length === 1, 'a filter has at most one dynamic part')
  return { static: rest.length > 1 ? { kind: 'all', items: rest } : rest[0], dynamic: asDynamic(dynamic[0]) }
}

function asDynamic(filter: Filter): DynamicFilter {
  assert(filter.kind === 'pair' || filter.kind === 'clock', 'the dynamic part is the filter or an item of its outermost "and"')
  return filter
}
