import { assert } from '@touchstone/base'

/** A query with everything that a user wrote bound as `{name:Type}` parameters, none of it in the text. */
export interface Query {
  readonly sql: string
  /** Texts and lists of texts only, which every driver passes on as they are and ClickHouse reads as their type. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>
}

/** Collects parameters; equal ones are bound once. */
export class Parameters {
  readonly #values = new Map<string, string | readonly string[]>()
  readonly #placeholders = new Map<string, string>()
  readonly #prefix: string

  /** `prefix` keeps apart the names of queries that are put together into one. */
  constructor(prefix: string) {
    assert(/^[a-z][a-z0-9_]*$/i.test(prefix), 'a parameter has a plain name')
    this.#prefix = prefix
  }

  text(value: string): string {
    return this.#bind('String', value)
  }

  texts(values: readonly string[]): string {
    return this.#bind('Array(String)', values)
  }

  double(value: number): string {
    assert(Number.isFinite(value), 'a literal is a finite number')
    return this.#bind('Float64', String(value))
  }

  /** A list of doubles, as an expression. */
  doubles(values: readonly number[]): string {
    return `arrayMap(x -> toFloat64(x), ${this.#bind('Array(String)', values.map(String))})`
  }

  /** Milliseconds. Infinity is the end of time. */
  instant(value: number): string {
    assert(!Number.isNaN(value) && value !== -Infinity, 'an instant is a number of milliseconds, or the end of time')
    return this.#bind('Int64', value === Infinity ? '9223372036854775807' : String(BigInt(Math.trunc(value))))
  }

  /** A list of whole numbers, as Int64. */
  integers(values: readonly (number | bigint)[]): string {
    assert(values.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value)), 'a list of whole numbers')
    return this.#bind('Array(Int64)', `[${values.join(',')}]`)
  }

  count(value: number): string {
    assert(Number.isSafeInteger(value) && value >= 0, 'a count is a whole number from 0')
    return this.#bind('UInt64', String(value))
  }

  micros(value: bigint): string {
    return this.#bind('Int128', String(value))
  }

  /** The query of this text, with those of the parameters that it has places for. */
  query(sql: string): Query {
    const placed = new Set(Array.from(sql.matchAll(/\{(\w+):/g), ([, name]) => name as string))
    return { sql, parameters: Object.fromEntries([...this.#values].filter(([name]) => placed.has(name))) }
  }

  #bind(type: string, value: string | readonly string[]): string {
    const key = `${type} ${JSON.stringify(value)}`
    const known = this.#placeholders.get(key)
    if (known !== undefined) return known
    const name = `${this.#prefix}${this.#placeholders.size}`
    const placeholder = `{${name}:${type}}`
    this.#placeholders.set(key, placeholder)
    this.#values.set(name, value)
    return placeholder
  }
}
