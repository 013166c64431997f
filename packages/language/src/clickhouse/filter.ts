// Which events a static filter lets in: an expression over a row, and in it lambdas over the elements of lists.
import { assert, type Millis } from '@touchstone/base'
import type { Filter, FilterElement } from '../check/tree.ts'
import { isList, type Json, jsonText } from './json.ts'
import { every, some } from './logic.ts'
import type { Parameters } from './parameters.ts'
import { testHolds } from './value-test.ts'
import type { Edges } from './windows.ts'
import { clockHolds, shownInZone } from './zone-clock.ts'

/** What a filter looks at. */
export interface Filtered {
  readonly parameters: Parameters
  readonly asOf: Millis
  /** Where paths begin. */
  readonly json: Json
  /** When the event happened, and between which instants it can have. */
  readonly happened: string
  readonly reach: Edges
}

/** Whether the filter is true, or, unless `wanted`, whether it is false. Counts lists within lists in `depth`. */
export function filterHolds(filter: Filter, wanted: boolean, at: Filtered, depth = 0): string {
  const { parameters, asOf } = at
  switch (filter.kind) {
    case 'all':
    case 'any': {
      const items = filter.items.map((item) => filterHolds(item, wanted, at, depth))
      return (filter.kind === 'all') === wanted ? every(items) : some(items)
    }
    case 'not':
      return filterHolds(filter.item, !wanted, at, depth)
    case 'test':
      return testHolds(filter.test, at.json.value(filter.path), wanted, asOf, parameters)
    case 'element':
      return elementsHold(filter, wanted, at, depth)
    case 'clock': {
      assert(filter.zone.kind === 'named', 'a static filter names its zone')
      return clockHolds(filter, shownInZone(filter.zone.zone, at.happened, at.reach, asOf, parameters), wanted, parameters)
    }
    case 'pair':
      assert(false, 'a static filter does not look at traits')
  }
}

/** "Any is true" and "all are false" need every element to be looked at; that there is a list follows from an element, and has to be asked where none is needed. */
function elementsHold({ quantifier, path, filter }: FilterElement, wanted: boolean, at: Filtered, depth: number): string {
  const element = `l${depth}`
  const holds = filterHolds(filter, wanted, { ...at, json: jsonText(element, at.parameters) }, depth + 1)
  const list = at.json.elements(path)
  if ((quantifier === 'any') === wanted) return `arrayExists(${element} -> ${holds}, ${list})`
  return every([isList(at.json.value(path)), `arrayAll(${element} -> ${holds}, ${list})`])
}
