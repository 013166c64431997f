// Tests of single values, by the definition.
import type { Millis } from '@touchstone/base'
import type { Comparison, Test, WhenTest } from '../check/tree.ts'
import { momentOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { known } from './logic.ts'

/** `value` is a JSON value; undefined and null are missing. */
export function testValue(test: Test, value: unknown, at: Millis): Truth {
  const isMissing = value === undefined || value === null
  if (test.kind === 'exists') return known(!isMissing)
  if (isMissing) return Truth.UNKNOWN
  switch (test.kind) {
    case 'compare': {
      const sign = compareScalars(value, test.value)
      return sign === undefined ? Truth.UNKNOWN : known(holds(test.operator, sign))
    }
    case 'in': {
      const signs = test.values.map((one) => compareScalars(value, one)).filter((sign) => sign !== undefined)
      return signs.length === 0 ? Truth.UNKNOWN : known(signs.includes(0))
    }
    case 'text': {
      if (typeof value === 'string') return known(matches(value, test.match, test.value))
      if (Array.isArray(value) && test.match === 'contains') return known(value.some((element) => compareScalars(element, test.value) === 0))
      return Truth.UNKNOWN
    }
    case 'list': {
      if (!Array.isArray(value)) return Truth.UNKNOWN
      const isElement = (one: unknown): boolean => value.some((element) => compareScalars(element, one) === 0)
      return known(test.quantifier === 'any' ? test.values.some(isElement) : test.values.every(isElement))
    }
    case 'when':
      return typeof value === 'string' ? testInstant(test, momentOf(value), at) : Truth.UNKNOWN
  }
}

/** Of an event's time only `when` and `exists` speak. */
export function testInstant(test: Test, instant: Millis | undefined, at: Millis): Truth {
  if (test.kind === 'exists') return known(instant !== undefined)
  if (instant === undefined || test.kind !== 'when') return Truth.UNKNOWN
  return known(lies(test, instant, at))
}

function lies({ base, after, upTo }: WhenTest, instant: Millis, at: Millis): boolean {
  const origin = base === 'now' ? at : 0
  return origin + after < instant && instant <= origin + upTo
}

function matches(text: string, match: 'contains' | 'starts' | 'ends', part: string): boolean {
  if (match === 'contains') return text.split(part).length > 1
  return part === (match === 'starts' ? text.slice(0, part.length) : text.slice(Math.max(0, text.length - part.length)))
}

export function holds(operator: Comparison, sign: number): boolean {
  return { '=': sign === 0, '!=': sign !== 0, '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator]
}

/** -1, 0 or 1 for scalars of one type, texts by code point; undefined for all else. */
export function compareScalars(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return undefined
}

function compareTexts(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) as number)
  const right = Array.from(b, (character) => character.codePointAt(0) as number)
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index] !== right[index]) return (left[index] as number) < (right[index] as number) ? -1 : 1
  }
  return Math.sign(left.length - right.length)
}
