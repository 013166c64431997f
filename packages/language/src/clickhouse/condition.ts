// Checked tree → an expression over the columns: 1, 0 or NULL for unknown. ClickHouse's AND, OR and NOT over NULL are
// the three-valued ones of the language, so the tree carries over as it is.
import { assert } from '@touchstone/base'
import type { AggregateCompare, Condition, TraitCompare, TraitIn } from '../check/tree.ts'
import type { Columns } from './columns.ts'
import type { Parameters } from './parameters.ts'

export function expressionOf(condition: Condition, columns: Columns, parameters: Parameters): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const items = condition.items.map((item) => expressionOf(item, columns, parameters))
      return `(${items.join(condition.kind === 'all' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return `(NOT ${expressionOf(condition.item, columns, parameters)})`
    case 'trait-exists':
      return `(${columns.trait(condition.trait)} NOT IN ('', 'null'))`
    case 'trait-compare':
      return traitCompare(condition, columns.trait(condition.trait), parameters)
    case 'trait-in':
      return traitIn(condition, columns.trait(condition.trait), parameters)
    case 'aggregate-compare':
      return aggregateCompare(condition, columns.aggregate(condition.aggregate), parameters)
  }
}

function aggregateCompare({ aggregate, operator, value }: AggregateCompare, column: string, parameters: Parameters): string {
  const right = aggregate.kind === 'sum' ? parameters.micros(BigInt(Math.floor(value * 1e6 + 0.5))) : parameters.count(value)
  return `(${column} ${operator} ${right})`
}

const isText = (column: string): string => `startsWith(${column}, '"')`
const isBoolean = (column: string): string => `${column} IN ('true', 'false')`
/** NULL unless the JSON text is a number. */
const asNumber = (column: string): string => `toFloat64OrNull(${column})`

function traitCompare({ operator, value }: TraitCompare, column: string, parameters: Parameters): string {
  switch (typeof value) {
    case 'string':
      return `if(${isText(column)}, JSONExtractString(${column}) ${operator} ${parameters.text(value)}, NULL)`
    case 'number':
      return `(${asNumber(column)} ${operator} ${parameters.double(value)})`
    case 'boolean':
      return `if(${isBoolean(column)}, ${column} ${operator} '${value}', NULL)`
  }
}

function traitIn({ values }: TraitIn, column: string, parameters: Parameters): string {
  const strings = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  const booleans = values.filter((value) => typeof value === 'boolean')
  const branches: string[] = []
  if (strings.length > 0) branches.push(`${isText(column)}, JSONExtractString(${column}) IN ${parameters.texts(strings)}`)
  if (numbers.length > 0) {
    branches.push(`isNotNull(${asNumber(column)}), has(${parameters.doubles(numbers)}, assumeNotNull(${asNumber(column)}))`)
  }
  if (booleans.length > 0) branches.push(`${isBoolean(column)}, ${column} IN (${booleans.map((value) => `'${value}'`).join(', ')})`)
  assert(branches.length > 0, 'a list has a value')
  return `multiIf(${branches.join(', ')}, NULL)`
}
