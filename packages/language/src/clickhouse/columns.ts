// What a condition needs to know of each person, as columns of one GROUP BY: a count or sum per distinct aggregate, and
// per trait the JSON text of its latest value ('' where there never was one, 'null' where it was removed).
//
// JSON is read with one call per value: JSONExtractRaw answers the text of the value, and of all JSON texts only those
// of numbers are read as numbers by toFloat64OrNull and OrZero, so no second call is needed to ask for the type.
import type { Aggregate, Window } from '../check/tree.ts'
import { aggregateText } from '../check/text.ts'
import type { Millis } from '@touchstone/base'
import type { Parameters } from './parameters.ts'

export class Columns {
  readonly #columns = new Map<string, { name: string; expression: string }>()
  readonly #parameters: Parameters
  readonly #asOf: Millis

  constructor(parameters: Parameters, asOf: Millis) {
    this.#parameters = parameters
    this.#asOf = asOf
  }

  /** The SELECT list. */
  get list(): string {
    return [...this.#columns.values()].map(({ name, expression }) => `, ${expression} AS ${name}`).join('')
  }

  /** The name of the column that holds the aggregate: UInt64 for a count, Int128 millionths for a sum. */
  aggregate(aggregate: Aggregate): string {
    return this.#column('a', aggregateText(aggregate), () => {
      const chosen = this.chosen(aggregate.events.event, aggregate.events.window)
      return aggregate.kind === 'count' ? `countIf(${chosen})` : `sum(if(${chosen}, ${this.#micros(aggregate.path)}, 0))`
    })
  }

  /** The name of the column that holds the JSON text of the trait's latest value. */
  trait(trait: string): string {
    return this.#column('t', `trait ${trait}`, () => {
      const value = `if(f.traits != '{}', JSONExtractRaw(f.traits, ${this.#parameters.text(trait)}), '')`
      return `argMaxIf(${value}, (f.happened, f.hash), ${value} != '')`
    })
  }

  /** Whether a fact is of `event` and in `window`; facts after `asOf` are not read at all. */
  chosen(event: string, window: Window): string {
    const named = `f.event = ${this.#parameters.text(event)}`
    return window.kind === 'all-time' ? named : `${named} AND f.happened > ${this.#parameters.instant(this.#asOf - window.length)}`
  }

  /** Int128. Bounded before it is multiplied and converted, so no value can overflow. */
  #micros(path: readonly string[]): string {
    const keys = path.map((name) => this.#parameters.text(name)).join(', ')
    const number = `toFloat64OrZero(JSONExtractRaw(f.properties, ${keys}))`
    return `toInt128(floor(if(abs(${number}) <= 1e12, ${number}, 0.) * 1e6 + 0.5))`
  }

  #column(prefix: string, key: string, make: () => string): string {
    const known = this.#columns.get(key)
    if (known !== undefined) return known.name
    const column = { name: `${prefix}${this.#columns.size}`, expression: make() }
    this.#columns.set(key, column)
    return column.name
  }
}
