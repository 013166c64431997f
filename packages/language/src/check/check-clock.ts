// Hours and weekdays: every test of them is a list of values.
import { nearest } from '@touchstone/base'
import { quote } from '../failure.ts'
import type { ClockSyntax, Literal, Operator } from '../syntax/tree.ts'
import type { CheckContext } from './context.ts'
import { WEEKDAYS } from './weekdays.ts'

const UNITS = {
  hour: { all: Array.from({ length: 24 }, (_, hour) => hour), operators: ['=', '!=', '<', '<=', '>', '>='], says: 'a whole number from 0 to 23' },
  weekday: { all: [1, 2, 3, 4, 5, 6, 7], operators: ['=', '!='], says: '"monday", "tuesday", …, "sunday"' },
} as const

/** The values for which the test is true, ascending. */
export function checkClockValues(context: CheckContext, { unit, test, span }: ClockSyntax): number[] | undefined {
  const { all, operators } = UNITS[unit]
  let values: number[]
  if (test.kind === 'in') {
    const listed: number[] = []
    for (const literal of test.values) {
      const value = valueOf(context, unit, literal)
      if (value === undefined) return undefined
      listed.push(value)
    }
    values = all.filter((value) => listed.includes(value) !== test.negated)
  } else if (test.kind === 'compare' && !('kind' in test.value) && (operators as readonly Operator[]).includes(test.operator)) {
    const right = valueOf(context, unit, test.value)
    if (right === undefined) return undefined
    values = all.filter((value) => holds(test.operator, value, right))
  } else {
    const expected = [...operators, 'in', 'not in']
    return context.refuse('language.clock_test', `${unit === 'hour' ? 'an hour' : 'a weekday'} is compared with ${expected.join(', ')} and a value`, test.span, { expected })
  }
  if (values.length > 0 && values.length < all.length) return values
  return context.refuse('language.constant_clock', `this is ${values.length === 0 ? 'never' : 'always'} true, whatever the ${unit}`, span)
}

function valueOf(context: CheckContext, unit: 'hour' | 'weekday', { value, span }: Literal): number | undefined {
  const { all, says } = UNITS[unit]
  if (unit === 'hour') {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < all.length) return value === 0 ? 0 : value
  } else if (typeof value === 'string') {
    const written = value.toLowerCase()
    const index = WEEKDAYS.findIndex((day) => day === written || day.slice(0, 3) === written)
    if (index !== -1) return index + 1
  }
  const suggestion = unit === 'weekday' && typeof value === 'string' ? nearest(value, WEEKDAYS) : undefined
  const found = String(value)
  const hint = suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`
  return context.refuse('language.bad_clock', `expected ${says}, found ${quote(found)}${hint}`, span, { expected: [says], found, ...(suggestion !== undefined && { suggestion }) })
}

function holds(operator: Operator, value: number, right: number): boolean {
  switch (operator) {
    case '=':
      return value === right
    case '!=':
      return value !== right
    case '<':
      return value < right
    case '<=':
      return value <= right
    case '>':
      return value > right
    case '>=':
      return value >= right
  }
}
