// What tests and static filters of the checked tree say of JSON values. The incremental target and the check read them
// here; the oracle in naive/ has its own, so that a mistake in one of the two shows.
import { assert, type Millis } from '@touchstone/base'
import { hourOf, weekdayOf } from '../calendar/periods.ts'
import { momentOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { LIST, type Comparison, type Filter, type FilterElement, type Path, type Scalar, type Test, type WhenTest } from './tree.ts'

/** The largest value that an aggregate takes in. */
const LARGEST = 1e12
const MILLION = 1e6

/** FALSE and TRUE change places. */
export function opposite(truth: Truth): Truth {
  return truth === Truth.UNKNOWN ? truth : truth === Truth.TRUE ? Truth.FALSE : Truth.TRUE
}

/** `sign` is below 0, 0 or above 0, as the left side is smaller, equal or larger. */
export function holds(operator: Comparison, sign: number): boolean {
  switch (operator) {
    case '=':
      return sign === 0
    case '!=':
      return sign !== 0
    case '<':
      return sign < 0
    case '<=':
      return sign <= 0
    case '>':
      return sign > 0
    case '>=':
      return sign >= 0
  }
}

/** By code point: UTF-16 order, but for the units of surrogate pairs, which stand above all others. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return (isPaired(a, index) ? left + 0x10000 : left) - (isPaired(b, index) ? right + 0x10000 : right)
  }
  return a.length - b.length
}

function isPaired(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  if (unit < 0xd800 || unit > 0xdfff) return false
  // What came before is equal in both texts, so of a pair's second half the first half is equal too.
  if (unit < 0xdc00) return (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00
  return index > 0 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800
}

/** Scalars of one type; unknown for different types, for what is no scalar, and for an order of booleans. */
export function comparison(operator: Comparison, left: unknown, right: unknown): Truth {
  if (typeof left === 'string' && typeof right === 'string') return truth(operator === '=' ? left === right : holds(operator, compareTexts(left, right)))
  if (typeof left === 'number' && typeof right === 'number') return truth(holds(operator, left < right ? -1 : left > right ? 1 : 0))
  if (typeof left === 'boolean' && typeof right === 'boolean' && (operator === '=' || operator === '!=')) return truth((left === right) === (operator === '='))
  return Truth.UNKNOWN
}

/** As `comparison`, but of texts too only `=` and `!=` are known: what a property and a trait are put to in a filter. */
export function pairComparison(operator: Comparison, left: unknown, right: unknown): Truth {
  if (typeof left === 'string' && operator !== '=' && operator !== '!=') return Truth.UNKNOWN
  return comparison(operator, left, right)
}

/** `value` is a JSON value, undefined where there is none. `now` counts only for a `when` whose base is `now`. */
export function testValue(test: Test, value: unknown, now: Millis): Truth {
  if (test.kind === 'exists') return truth(value !== undefined && value !== null)
  switch (test.kind) {
    case 'compare':
      return comparison(test.operator, value, test.value)
    case 'in':
      return oneOf(test.values, value)
    case 'text':
      if (Array.isArray(value) && test.match === 'contains') return truth(value.includes(test.value))
      if (typeof value !== 'string') return Truth.UNKNOWN
      return truth(test.match === 'contains' ? value.includes(test.value) : test.match === 'starts' ? value.startsWith(test.value) : value.endsWith(test.value))
    case 'list':
      if (!Array.isArray(value)) return Truth.UNKNOWN
      return truth(test.quantifier === 'any' ? test.values.some((one) => value.includes(one)) : test.values.every((one) => value.includes(one)))
    case 'when':
      return typeof value === 'string' ? testInstant(test, momentOf(value), now) : Truth.UNKNOWN
  }
}

/** Undefined where there is no instant. */
export function testInstant({ base, after, upTo }: WhenTest, instant: Millis | undefined, now: Millis): Truth {
  if (instant === undefined) return Truth.UNKNOWN
  const origin = base === 'now' ? now : 0
  return truth(origin + after < instant && instant <= origin + upTo)
}

function oneOf(values: readonly Scalar[], value: unknown): Truth {
  let isSpokenOf = false
  for (const one of values) {
    if (one === value) return Truth.TRUE
    if (typeof one === typeof value) isSpokenOf = true
  }
  return isSpokenOf ? Truth.FALSE : Truth.UNKNOWN
}

/** What a filter without `FilterPair` and clocks of the person says of an event that happened at `at`. */
export function staticFilter(filter: Filter, properties: unknown, at: Millis): Truth {
  switch (filter.kind) {
    case 'all':
      return every(filter.items, (item) => staticFilter(item, properties, at))
    case 'any':
      return opposite(every(filter.items, (item) => opposite(staticFilter(item, properties, at))))
    case 'not':
      return opposite(staticFilter(filter.item, properties, at))
    case 'test':
      return testValue(filter.test, memberAt(filter.path, properties), 0)
    case 'element':
      return elements(filter, memberAt(filter.path, properties), at)
    case 'clock':
      assert(filter.zone.kind === 'named', 'a static filter names its zone')
      return truth(filter.values.includes(filter.unit === 'hour' ? hourOf(filter.zone.zone, at) : weekdayOf(filter.zone.zone, at)))
    case 'pair':
      assert(false, 'a static filter does not look at traits')
  }
}

function elements({ quantifier, filter }: FilterElement, list: unknown, at: Millis): Truth {
  if (!Array.isArray(list)) return Truth.UNKNOWN
  if (quantifier === 'all') return every(list, (element) => staticFilter(filter, element, at))
  return opposite(every(list, (element) => opposite(staticFilter(filter, element, at))))
}

/** False where one is, else unknown where one is, else true. */
function every<T>(items: readonly T[], value: (item: T) => Truth): Truth {
  let result: Truth = Truth.TRUE
  for (const item of items) {
    const one = value(item)
    if (one === Truth.FALSE) return one
    if (one === Truth.UNKNOWN) result = one
  }
  return result
}

/** The value at a path without `LIST`: members of objects only, own ones; undefined where there is none. */
export function memberAt(path: Path, value: unknown): unknown {
  let here = value
  for (const name of path) {
    assert(name !== LIST, 'this path does not enter lists')
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name]
  }
  return here
}

/** Calls `visit` with every value that the path reaches, in order; null is a value. `from` is where in the path to begin. */
export function visitValues(path: Path, value: unknown, visit: (value: unknown) => void, from = 0): void {
  let here = value
  for (let step = from; step < path.length; step++) {
    const name = path[step] as Path[number]
    if (name === LIST) {
      if (Array.isArray(here)) for (const element of here) visitValues(path, element, visit, step + 1)
      return
    }
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, name)) return
    here = (here as Record<string, unknown>)[name]
  }
  visit(here)
}

/** What a value contributes to a sum, average, minimum or maximum: whole millionths, or NaN for nothing. */
export function contribution(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) <= LARGEST ? millionths(value) : NaN
}

/** Rounded half up, in doubles: the same in every target. */
export function millionths(value: number): number {
  return Math.floor(value * MILLION + 0.5)
}

function truth(value: boolean): Truth {
  return value ? Truth.TRUE : Truth.FALSE
}
