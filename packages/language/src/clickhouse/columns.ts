// What a condition needs to know of each person, as columns: aggregates of one GROUP BY, and on top of them, in layers,
// what is computed from the columns of the layer below. A column is asked for by its expression; equal ones are one
// column. Layers keep the text short: what a later step needs twice is a name by then, not the text of all steps before.
import { assert } from '@touchstone/base'
import { YES } from './logic.ts'

/** The name of the canonical person id, in every layer. */
export const CANONICAL_ID = 'canonical'

export interface AggregateColumn {
  readonly column: string
  /** The function, with `If` where its last argument is a condition. */
  readonly name: string
  /** What stands in its first parentheses. */
  readonly setting: string | undefined
  /** Its arguments. */
  readonly list: readonly string[]
}

interface DerivedColumn {
  readonly column: string
  readonly expression: string
  readonly layer: number
}

export class Columns {
  readonly aggregates: AggregateColumn[] = []
  readonly #derived: DerivedColumn[] = []
  /** By expression. */
  readonly #names = new Map<string, string>()
  /** By name; 0 for aggregates. */
  readonly #layers = new Map<string, number>()

  /** The name of the column that holds an aggregate over the person's facts `f`, those for which `chosen` holds. */
  aggregate(called: string, given: readonly string[], chosen: string = YES, setting?: string): string {
    const [name, list] = chosen === YES ? [called, given] : [`${called}If`, [...given, chosen]]
    return this.#column(JSON.stringify([name, setting, list]), 0, (column) => void this.aggregates.push({ column, name, setting, list }))
  }

  /** The name of a column computed from the columns `inputs`, which are all that `expression` names. */
  derive(inputs: readonly string[], expression: string): string {
    const below = inputs.map((name) => {
      const layer = this.#layers.get(name)
      assert(layer !== undefined, 'a column is derived from columns')
      return layer
    })
    const layer = Math.max(0, ...below) + 1
    return this.#column(expression, layer, (column) => void this.#derived.push({ column, expression, layer }))
  }

  /** A SELECT of all columns, `grouped` being the one of the aggregates. */
  select(grouped: string): string {
    const last = Math.max(0, ...this.#derived.map(({ layer }) => layer))
    let sql = grouped
    for (let layer = 1; layer <= last; layer++) {
      const list = this.#derived.filter((one) => one.layer === layer).map(({ column, expression }) => `, ${expression} AS ${column}`)
      sql = `SELECT *${list.join('')}\nFROM (${sql})`
    }
    return sql
  }

  #column(key: string, layer: number, make: (name: string) => void): string {
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = `c${this.#names.size}`
    this.#names.set(key, name)
    this.#layers.set(name, layer)
    make(name)
    return name
  }
}
