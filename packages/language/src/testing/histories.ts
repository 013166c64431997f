// Random histories made to meet generated conditions: few names, few instants, around changes of clocks and ends of
// periods, many facts of the same instant, some late.
import type { NaiveFact } from '../naive/person.ts'
import { type Arbitrary, type Fc, jsonValue, valueOf } from './value-generators.ts'
import { EDGES, EVENTS, START, TRAITS } from './vocabulary.ts'

export interface GeneratedFact extends NaiveFact {
  /** Which of two people the fact is about, before they are found to be one. */
  readonly side: 0 | 1
}

const PROPERTIES = ['revenue', 'revenue', 'revenue', 'cart', 'odd name', 'constructor', 'category', 'category', 'at', 'tags', 'products', 'products']
/** Seconds. */
const LONG_LATE = [60, 3_600, 86_400, 40_000_000, 3_000_000_000]

/** Facts in log order, on a grid of seconds with a few off it. */
export function history(fc: Fc, maxLength: number): Arbitrary<GeneratedFact[]> {
  const fact = fc.record({
    side: fc.constantFrom(0 as const, 1 as const),
    step: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 3 }) }, { weight: 6, arbitrary: fc.constantFrom(0, 0, 0, 4, 11, 60) }, { weight: 1, arbitrary: fc.constantFrom(3_600, 86_400) }),
    // Now and then time goes on to just before one of the edges.
    edge: fc.oneof({ weight: 24, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...EDGES) }),
    offset: fc.constantFrom(0, 0, 0, 0, 1, 999),
    late: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 }) }, { weight: 1, arbitrary: fc.constantFrom(...LONG_LATE) }),
    hash: fc.oneof({ weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }, { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n) }),
    event: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...EVENTS, EVENTS[0] as string) }, { weight: 1, arbitrary: fc.constant('') }),
    traits: entries(fc, [...TRAITS, 'joined', 'joined', 'timezone', 'timezone', 'favourite'], 3),
    properties: entries(fc, PROPERTIES, 5),
  })
  return fc.array(fact, { maxLength, size: 'max' }).map((facts) => {
    let appended = START
    const hashes = new Set<bigint>()
    return facts.map(({ side, step, edge, offset, late, hash, event, traits, properties }, index) => {
      if (edge !== undefined) appended = Math.max(appended, edge - 3_000)
      appended = Math.max(appended, appended - (appended % 1000) + step * 1000 + offset)
      while (hashes.has(hash)) hash = BigInt.asUintN(64, hash + 1n)
      hashes.add(hash)
      return { side, event, timestamp: appended - late * 1000, appended, position: index + 1, hash, traits, properties }
    })
  })
}

/** An object with some of `names`; what is nested holds a value under `total`. */
function entries(fc: Fc, names: readonly string[], most: number): Arbitrary<Record<string, unknown>> {
  const entry = fc.constantFrom(...names).chain((name) => {
    const value = name === 'cart' ? jsonValue(fc).map((total): unknown => ({ total })) : valueOf(fc, name)
    return fc.oneof({ weight: 7, arbitrary: value }, { weight: 1, arbitrary: jsonValue(fc) }).map((made): [string, unknown] => [name, made])
  })
  return fc.uniqueArray(entry, { minLength: 0, maxLength: most, size: 'max', selector: ([key]) => key }).map(Object.fromEntries)
}
