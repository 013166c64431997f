// A static filter as one closure per part, made once when the condition is compiled: names, sets and byte tests are
// prepared, and nothing is allocated per fact. What the parts mean is `testValue` and `staticFilter` of check/values.ts;
// here is only the form that is quick to ask.
import { assert, type Millis } from '@touchstone/base'
import { hourOf, weekdayOf } from '../calendar/periods.ts'
import type { Filter, FilterElement, FilterNot, InTest, Path, Test } from '../check/tree.ts'
import { comparison, memberAt, opposite, testValue } from '../check/values.ts'
import { Truth } from '../truth.ts'
import { truthOf } from './compare.ts'

/** What a filter says of an event that happened at `at`; `value` is its properties, or the element of a list at hand. */
export type StaticFilter = (value: unknown, at: Millis) => Truth

/** What a test without `now` in it says of a JSON value; undefined and null are missing. */
export type StaticTest = (value: unknown) => Truth

/** `filter` is static. */
export function compileFilter(filter: Filter): StaticFilter {
  switch (filter.kind) {
    case 'all':
      return everyOf(filter.items.map(compileFilter))
    case 'any':
      return someOf(filter.items.map(compileFilter))
    case 'not':
      return negated(filter)
    case 'test': {
      const { path } = filter
      const test = compileTest(filter.test)
      if (path.length === 1) return singleMember(path, test)
      return (value) => test(memberAt(path, value))
    }
    case 'element':
      return elements(filter)
    case 'clock': {
      const { unit, values, zone: named } = filter
      assert(named.kind === 'named', 'a static filter names its zone')
      const { zone } = named
      if (unit === 'hour') return (_, at) => truthOf(values.includes(hourOf(zone, at)))
      return (_, at) => truthOf(values.includes(weekdayOf(zone, at)))
    }
    case 'pair':
      assert(false, 'a static filter does not look at traits')
  }
}

/** Whether the filter looks at more than the event's time. */
export function readsProperties(filter: Filter | undefined): boolean {
  if (filter === undefined) return false
  if (filter.kind === 'all' || filter.kind === 'any') return filter.items.some(readsProperties)
  return filter.kind === 'not' ? readsProperties(filter.item) : filter.kind !== 'clock'
}

export function compileTest(test: Test): StaticTest {
  switch (test.kind) {
    case 'compare': {
      const { operator, value: right } = test
      if (operator === '=') return (value) => (typeof value === typeof right ? truthOf(value === right) : Truth.UNKNOWN)
      return (value) => comparison(operator, value, right)
    }
    case 'in':
      return inSet(test)
    default:
      assert(test.kind !== 'when' || test.base === 'epoch', 'a static test does not look at the clock')
      return (value) => testValue(test, value, 0)
  }
}

function inSet({ values }: InTest): StaticTest {
  const known = new Set<unknown>(values)
  const types = new Set(values.map((value) => typeof value as string))
  return (value) => (types.has(typeof value) ? truthOf(known.has(value)) : Truth.UNKNOWN)
}

function singleMember(path: Path, test: StaticTest): StaticFilter {
  const [name] = path as readonly string[]
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return test(undefined)
    return test((value as Record<string, unknown>)[name])
  }
}

function negated({ item }: FilterNot): StaticFilter {
  const check = compileFilter(item)
  return (value, at) => opposite(check(value, at))
}

function everyOf(checks: readonly StaticFilter[]): StaticFilter {
  return (value, at) => {
    let result: Truth = Truth.TRUE
    for (let index = 0; index < checks.length; index++) {
      const one = checks[index](value, at)
      if (one === Truth.FALSE) return one
      if (one === Truth.UNKNOWN) result = one
    }
    return result
  }
}

function someOf(checks: readonly StaticFilter[]): StaticFilter {
  return (value, at) => {
    let result: Truth = Truth.FALSE
    for (let index = 0; index < checks.length; index++) {
      const one = checks[index](value, at)
      if (one === Truth.TRUE) return one
      if (one === Truth.UNKNOWN) result = one
    }
    return result
  }
}

function elements({ quantifier, path, filter }: FilterElement): StaticFilter {
  const check = compileFilter(filter)
  const decisive = quantifier === 'all' ? Truth.FALSE : Truth.TRUE
  return (value, at) => {
    const list = path.length === 0 ? value : memberAt(path, value)
    if (!Array.isArray(list)) return Truth.UNKNOWN
    let result: Truth = quantifier === 'all' ? Truth.TRUE : Truth.FALSE
    for (let index = 0; index < list.length; index++) {
      const one = check(list[index], at)
      if (one === decisive) return one
      if (one === Truth.UNKNOWN) result = one
    }
    return result
  }
}
