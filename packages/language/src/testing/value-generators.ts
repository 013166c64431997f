// Single values, and the tests they are put to.
import type fastCheck from 'fast-check'
import type { Comparison, Path, Scalar, Test, WhenTest } from '../check/tree.ts'
import { DAYS, INSTANTS, instantTexts, LENGTHS, NUMBERS, SMALL_NUMBERS, START, STRINGS, WORDS, ZONES_USED } from './vocabulary.ts'

export type Fc = typeof fastCheck
export type Arbitrary<T> = fastCheck.Arbitrary<T>

const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const

export function comparison(fc: Fc): Arbitrary<Comparison> {
  return fc.constantFrom(...OPERATORS)
}

/**
 * Any number whose JSON text ClickHouse can read: JSON.stringify writes whole numbers up to 1e21 as digits, and beyond
 * 64 bits its reader refuses them together with the rest of the text. Facts are stored without such digits.
 */
function jsonDouble(fc: Fc): Arbitrary<number> {
  return fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => Math.abs(value) < 9.2e18 || Math.abs(value) >= 1e21)
}

/** Of any type. */
export function jsonValue(fc: Fc): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...STRINGS) },
    { weight: 1, arbitrary: jsonDouble(fc) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, null, [], [1, 'DE'], {}, { total: 5 }, { length: 1 }) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...SMALL_NUMBERS) },
  )
}

/** What the trait or property of this name mostly has; now and then something else. */
export function valueOf(fc: Fc, name: string): Arbitrary<unknown> {
  const typical = typicalValue(fc, name)
  return typical === undefined ? jsonValue(fc) : fc.oneof({ weight: 5, arbitrary: typical }, { weight: 1, arbitrary: jsonValue(fc) })
}

function typicalValue(fc: Fc, name: string): Arbitrary<unknown> | undefined {
  switch (name) {
    case 'score':
    case 'revenue':
      return fc.oneof(fc.constantFrom<unknown>(...SMALL_NUMBERS), fc.constantFrom<unknown>(...NUMBERS, null))
    case 'favourite':
    case 'category':
      return fc.constantFrom<unknown>(...WORDS, null, true, 1)
    case 'joined':
    case 'at':
      return instantText(fc)
    case 'name_day':
      return fc.constantFrom<unknown>(...DAYS)
    case 'timezone':
      return fc.constantFrom<unknown>(...ZONES_USED, ...ZONES_USED, 'Europe/berlin', '', null)
    case 'tags':
      return tags(fc)
    case 'products':
      return fc.array(fc.oneof({ weight: 5, arbitrary: product(fc) }, { weight: 1, arbitrary: jsonValue(fc) }), { maxLength: 3 })
    default:
      return undefined
  }
}

function tags(fc: Fc): Arbitrary<unknown> {
  return fc.array(fc.constantFrom<unknown>(...WORDS, 1, 0.29, true, null, ['DE'], {}), { maxLength: 4 })
}

function product(fc: Fc): Arbitrary<unknown> {
  const price = fc.constantFrom<unknown>(...SMALL_NUMBERS, 12, '12', null)
  return fc.record({ price, sku: fc.constantFrom<unknown>(...WORDS, 7), tags: tags(fc) }, { requiredKeys: [] })
}

export function instantText(fc: Fc): Arbitrary<unknown> {
  const near = fc.integer({ min: -10, max: 60 }).map((seconds) => START + seconds * 1000)
  return fc.oneof(near, fc.constantFrom(...INSTANTS)).chain((at) => fc.constantFrom<unknown>(...instantTexts(at), at))
}

export function scalar(fc: Fc): Arbitrary<Scalar> {
  const number = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...SMALL_NUMBERS) }, { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) }, { weight: 1, arbitrary: jsonDouble(fc) })
  return fc.oneof<Arbitrary<Scalar>[]>(fc.constantFrom(...STRINGS), fc.constantFrom(...WORDS), number.map((value) => value + 0), fc.boolean())
}

/** `base`: which origins a `when` may have here. */
export function test(fc: Fc, bases: readonly WhenTest['base'][]): Arbitrary<Test> {
  return fc.oneof({ weight: 3, arbitrary: compareTest(fc) }, { weight: 2, arbitrary: inTest(fc) }, { weight: 2, arbitrary: textTest(fc) }, { weight: 2, arbitrary: listTest(fc) }, { weight: 1, arbitrary: fc.constant<Test>({ kind: 'exists' }) }, { weight: 2, arbitrary: whenTest(fc, bases) })
}

/** A test that the values of this trait or property are made for, more often than not. */
export function testFor(fc: Fc, name: Path[number] | undefined, bases: readonly WhenTest['base'][]): Arbitrary<Test> {
  const fitting = fittingTest(fc, name, bases)
  return fitting === undefined ? test(fc, bases) : fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: test(fc, bases) })
}

function fittingTest(fc: Fc, name: Path[number] | undefined, bases: readonly WhenTest['base'][]): Arbitrary<Test> | undefined {
  switch (name) {
    case 'joined':
    case 'at':
      return whenTest(fc, bases)
    case 'tags':
      return fc.oneof(listTest(fc), textTest(fc))
    case 'revenue':
    case 'price':
    case 'score':
      return fc.tuple(comparison(fc), fc.constantFrom(...SMALL_NUMBERS)).map(([operator, value]): Test => ({ kind: 'compare', operator, value }))
    case 'category':
    case 'sku':
    case 'favourite': {
      const some = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
      const compared = fc.tuple(comparison(fc), fc.constantFrom(...WORDS)).map(([operator, value]): Test => ({ kind: 'compare', operator, value }))
      return fc.oneof(compared, some.map((values): Test => ({ kind: 'in', values })), textTest(fc))
    }
    case 'timezone':
      return fc.uniqueArray(fc.constantFrom(...ZONES_USED), { minLength: 1, maxLength: 4 }).map((values) => ({ kind: 'in', values }))
    default:
      return undefined
  }
}

export function compareTest(fc: Fc): Arbitrary<Test> {
  return fc.tuple(comparison(fc), scalar(fc)).map(([operator, value]): Test => ({ kind: 'compare', operator: typeof value === 'boolean' && operator !== '=' ? '!=' : operator, value }))
}

function distinctScalars(fc: Fc): Arbitrary<Scalar[]> {
  return fc.uniqueArray(fc.oneof(scalar(fc), fc.constantFrom<Scalar>(...WORDS, 1, true)), { minLength: 1, maxLength: 6 })
}

export function inTest(fc: Fc): Arbitrary<Test> {
  return distinctScalars(fc).map((values) => ({ kind: 'in', values }))
}

export function textTest(fc: Fc): Arbitrary<Test> {
  const value = fc.constantFrom(...STRINGS, ...WORDS, 'D', 'T', 'e', '🛒', 'shoe', '%', '_', '\\').filter((text) => text !== '')
  return fc.record({ kind: fc.constant('text' as const), match: fc.constantFrom('contains' as const, 'starts' as const, 'ends' as const), value })
}

export function listTest(fc: Fc): Arbitrary<Test> {
  return fc.record({ kind: fc.constant('list' as const), quantifier: fc.constantFrom('any' as const, 'all' as const), values: distinctScalars(fc) })
}

/** As `before`, `after`, `in last` and `in next` make it. */
export function whenTest(fc: Fc, bases: readonly WhenTest['base'][]): Arbitrary<Test> {
  const shape = fc.constantFrom('before' as const, 'after' as const, 'last' as const, 'next' as const)
  return fc.tuple(fc.constantFrom(...bases), shape, fc.constantFrom(...INSTANTS), length(fc), fc.constantFrom(-1, 0, 1)).map(([base, kind, at, distance, side]): Test => {
    const isBefore = kind === 'before' || kind === 'last'
    if (base === 'now' && kind === 'last') return { kind: 'when', base, after: -distance, upTo: 0 }
    if (base === 'now' && kind === 'next') return { kind: 'when', base, after: 0, upTo: distance }
    const border = base === 'now' ? side * distance + 0 : at
    return isBefore ? { kind: 'when', base, after: -Infinity, upTo: border - 1 } : { kind: 'when', base, after: border, upTo: Infinity }
  })
}

/** Lengths of time as they are written: whole seconds, mostly few. */
export function length(fc: Fc): Arbitrary<number> {
  return fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 20 }).map((seconds) => seconds * 1000) }, { weight: 1, arbitrary: fc.constantFrom(...LENGTHS) })
}
