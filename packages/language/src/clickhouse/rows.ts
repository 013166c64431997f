// Expressions over one row, a fact `f`: whether it is chosen, and what it contributes. Reading JSON is what costs, so it
// is read only where a row is chosen: `AND`, `OR` and `if` of the engine look no further than they must.
import type { Millis } from '@touchstone/base'
import { type Comparison, type Filter, LIST, type Path, type Test } from '../check/tree.ts'
import { filterHolds } from './filter.ts'
import { isMissing, isText, type Json, jsonText, numberOf, scalarKey, textOf, valuesAt } from './json.ts'
import { compared, every, FIRST_OF_ALL, LAST_OF_ALL, NO, some, YES } from './logic.ts'
import type { Mattering } from './mattering.ts'
import type { Parameters } from './parameters.ts'
import { testHolds } from './value-test.ts'
import type { Edges } from './windows.ts'

/** So many traits are taken out of their text quicker all at once than one by one: measured. */
const MANY_TRAITS = 3

/** Stand for no value: outside of what |v| ≤ 1e12 can be in millionths. */
export const NO_MINIMUM = LAST_OF_ALL
export const NO_MAXIMUM = FIRST_OF_ALL

/** Facts in the order of (happened, hash), as one number: quicker to compare than a pair. */
export const ORDER = 'bitOr(bitShiftLeft(toInt128(f.happened), 64), toInt128(f.hash))'

const HAPPENED = 'f.happened'

/** What the values of a row that a path reaches come to. */
export interface Contribution {
  /** How many numbers there are. */
  readonly count: string
  /** Their sum in millionths, as Int128. */
  readonly sum: string
  /** `NO_MINIMUM` or `NO_MAXIMUM` where there is none. */
  readonly minimum: string
  readonly maximum: string
  /** Keys of the scalars, each perhaps often (see `scalarKey`). */
  readonly keys: string
  /** How many numbers compare so with a number of millionths. */
  counted(operator: Comparison, micros: string): string
}

export class Rows {
  readonly #parameters: Parameters
  readonly #asOf: Millis
  readonly #mattering: Mattering
  readonly #properties: Json

  constructor(parameters: Parameters, asOf: Millis, mattering: Mattering) {
    this.#parameters = parameters
    this.#asOf = asOf
    this.#mattering = mattering
    this.#properties = jsonText('f.properties', parameters)
  }

  /** Whether a row is of the event, between the edges and let in by the filter, which is static. */
  chosen(event: string, edges: Edges, filter: Filter | undefined): string {
    const { only } = this.#mattering
    const isEvent = only?.event === event ? YES : `f.event = ${this.#parameters.text(event)}`
    const between = this.#between(edges, only?.edges)
    if (filter === undefined) return every([isEvent, ...between])
    return every([isEvent, ...between, filterHolds(filter, true, { parameters: this.#parameters, asOf: this.#asOf, json: this.#properties, happened: HAPPENED, reach: edges })])
  }

  /** Which facts are read at all. */
  get where(): string {
    const { everything, events, traits } = this.#mattering
    if (everything) return YES
    const ofEvents = [...events].map(([event, edges]) => every([`f.event = ${this.#parameters.text(event)}`, ...this.#between(edges, undefined)]))
    return some([...ofEvents, traits > 0 ? HAS_TRAITS : NO])
  }

  #between({ after, upTo }: Edges, known: Edges | undefined): string[] {
    const isAfter = after === -Infinity || after === known?.after ? [] : [`${HAPPENED} > ${this.#parameters.instant(after)}`]
    const isUpTo = upTo >= this.#asOf || upTo === known?.upTo ? [] : [`${HAPPENED} <= ${this.#parameters.instant(upTo)}`]
    return [...isAfter, ...isUpTo]
  }

  /** The raw text of the property at a path without `LIST`; '' unless the row is chosen. */
  value(path: Path, chosen: string): string {
    return where(chosen, this.#properties.value(path), "''")
  }

  /** The raw text of a trait; '' where the fact does not have it. */
  trait(trait: string): string {
    const name = this.#parameters.text(trait)
    if (this.#mattering.traits < MANY_TRAITS) return `if(${HAS_TRAITS}, JSONExtractRaw(f.traits, ${name}), '')`
    // The condition stands around the taking out and nothing else: what is in an `if` is not shared with what is in another.
    const all = `if(${HAS_TRAITS}, JSONExtractKeysAndValuesRaw(f.traits), [])`
    return `tupleElement(${all}, 2)[indexOf(tupleElement(${all}, 1), ${name})]`
  }

  /** Whether a test of the trait that the row gives is true, or false. */
  traitHolds(trait: string, test: Test, wanted: boolean): string {
    return testHolds(test, this.trait(trait), wanted, this.#asOf, this.#parameters)
  }

  /** The raw texts of the texts of 1 to 100 bytes at a path, each as often as it is there; none unless the row is chosen. */
  texts(path: Path, chosen: string): string {
    const counts = (raw: string): string => every([isText(raw), `length(${textOf(raw)}) BETWEEN 1 AND 100`])
    if (path.includes(LIST)) return where(chosen, `arrayFilter(v -> ${counts('v')}, ${valuesAt(this.#properties, path, this.#parameters)})`, '[]')
    const raw = this.#properties.value(path)
    return where(every([chosen, counts(raw)]), `[${raw}]`, '[]')
  }

  contribution(path: Path): Contribution {
    return path.includes(LIST) ? manyValues(valuesAt(this.#properties, path, this.#parameters)) : oneValue(this.#properties.value(path))
  }
}

const HAS_TRAITS = 'length(f.traits) > 2'

/** The expression where the row is chosen, else `otherwise`. */
export function where(chosen: string, expression: string, otherwise: string): string {
  return chosen === YES ? expression : `if(${chosen}, ${expression}, ${otherwise})`
}

/** Whole numbers of at most 1e18. */
const micros = (number: string): string => `toInt64(floor(${number} * 1e6 + 0.5))`
/** False for NaN. */
const counts = (number: string): string => `abs(${number}) <= 1e12`

function oneValue(raw: string): Contribution {
  const number = numberOf(raw)
  const isNumber = counts(number)
  const value = micros(`if(${isNumber}, ${number}, 0.)`)
  const key = scalarKey(raw)
  return {
    count: isNumber,
    sum: `toInt128(${value})`,
    minimum: `if(${isNumber}, ${value}, ${NO_MINIMUM})`,
    maximum: `if(${isNumber}, ${value}, ${NO_MAXIMUM})`,
    keys: `if(${isMissing(raw)}, [], arrayFilter(k -> k != '', [${key}]))`,
    counted: (operator, limit) => `(${isNumber} AND ${compared(value, operator, limit)})`,
  }
}

function manyValues(values: string): Contribution {
  const all = `arrayMap(v -> ${micros('v')}, arrayFilter(v -> ${counts('v')}, arrayMap(v -> ${numberOf('v')}, ${values})))`
  return {
    count: `length(${all})`,
    sum: `arraySum(v -> toInt128(v), ${all})`,
    minimum: `arrayMin(arrayPushBack(${all}, ${NO_MINIMUM}))`,
    maximum: `arrayMax(arrayPushBack(${all}, ${NO_MAXIMUM}))`,
    keys: `arrayFilter(k -> k != '', arrayMap(v -> ${scalarKey('v')}, ${values}))`,
    counted: (operator, limit) => `arrayCount(v -> ${compared('v', operator, limit)}, ${all})`,
  }
}
