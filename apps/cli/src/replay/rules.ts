import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import { PLACES, formatDecimal, parseDecimal, roundDecimal } from './decimal.ts'
import type { First, List, Mapping, Sum } from './mapping.ts'

/** A line that a rule cannot use. */
export interface Fault {
  readonly fault: string
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value
}

/** One rule of a mapping at work: a state per group, taken through its lines, written as JSON text at the end. */
interface Rule {
  begin(): unknown
  /** The state after one more line. */
  add(state: unknown, fields: readonly string[]): unknown
  /** JSON text, or `undefined` when there is nothing to say. */
  write(state: unknown): string | undefined
  /** Characters one more line adds to what is held. */
  held?(state: unknown): number
}

export interface Rules {
  begin(): unknown[]
  /** Takes one line into the states of its group; gives the characters held more, or why the line cannot be used. */
  add(states: unknown[], fields: readonly string[]): number | Fault
  /** JSON text of the objects for `context.traits` and `properties`. */
  write(states: readonly unknown[]): { readonly traits: string; readonly properties: string }
  /** The sums of a group as they are sent, by the property's name, in millionths. */
  sums(states: readonly unknown[]): ReadonlyMap<string, bigint>
}

/** Where a column is, by its name in the first line. */
export function columnOf(header: readonly string[], column: string): Result<number> {
  const place = header.findIndex((name) => name.trim() === column)
  return place === -1 ? fail('replay.column-missing', `the file has no column "${column}"; it has ${header.map((name) => `"${name.trim()}"`).join(', ')}`) : ok(place)
}

/** Fails when a rule names a column the file does not have. */
export function compileRules(mapping: Mapping, header: readonly string[]): Result<Rules> {
  const traits = compileAll(mapping.traits ?? {}, header)
  if (!traits.ok) return traits
  const properties = compileAll(mapping.properties, header)
  if (!properties.ok) return properties
  const rules = [...traits.value, ...properties.value]
  const sums = Object.entries(mapping.properties).flatMap(([name, rule], index) => (rule.take === 'sum' ? [{ name, place: traits.value.length + index, scale: PLACES * rule.of.length, decimals: rule.decimals }] : []))
  return ok({
    begin: () => rules.map(([, rule]) => rule.begin()),
    add(states, fields) {
      let held = 0
      for (let i = 0; i < rules.length; i++) {
        const rule = rules[i][1]
        const next = rule.add(states[i], fields)
        if (isFault(next)) return next
        states[i] = next
        held += rule.held?.(next) ?? 0
      }
      return held
    },
    write: (states) => ({ traits: object(traits.value, states, 0), properties: object(properties.value, states, traits.value.length) }),
    sums: (states) => new Map(sums.map(({ name, place, scale, decimals }) => [name, roundDecimal(states[place] as bigint, scale, decimals)])),
  })
}

type Named = readonly [name: string, rule: Rule]

function compileAll(rules: Readonly<Record<string, First | Sum | List>>, header: readonly string[]): Result<Named[]> {
  const compiled: Named[] = []
  for (const [name, rule] of Object.entries(rules)) {
    const one = rule.take === 'first' ? compileFirst(rule, header) : rule.take === 'sum' ? compileSum(rule, header) : compileList(rule, header)
    if (!one.ok) return one
    compiled.push([name, one.value])
  }
  return ok(compiled)
}

function object(rules: readonly Named[], states: readonly unknown[], from: number): string {
  const fields: string[] = []
  for (const [index, [name, rule]] of rules.entries()) {
    const value = rule.write(states[from + index])
    if (value !== undefined) fields.push(`${JSON.stringify(name)}:${value}`)
  }
  return `{${fields.join(',')}}`
}

function compileFirst(rule: First, header: readonly string[]): Result<Rule> {
  const place = columnOf(header, rule.column)
  if (!place.ok) return place
  const write = writer(rule.column, rule.as)
  return ok({
    begin: () => '',
    add: (state, fields) => {
      if (state !== '') return state
      const text = fields[place.value].trim()
      return text === '' ? '' : write(text)
    },
    write: (state) => (state === '' ? undefined : (state as string)),
  })
}

function compileSum(rule: Sum, header: readonly string[]): Result<Rule> {
  const places: number[] = []
  for (const column of rule.of) {
    const place = columnOf(header, column)
    if (!place.ok) return place
    places.push(place.value)
  }
  const scale = PLACES * places.length
  return ok({
    begin: () => 0n,
    add(state, fields) {
      let product = 1n
      for (let i = 0; i < places.length; i++) {
        const value = parseDecimal(fields[places[i]].trim())
        if (value === undefined) return notNumber(rule.of[i], fields[places[i]])
        product *= value
      }
      return (state as bigint) + product
    },
    write: (state) => formatDecimal(roundDecimal(state as bigint, scale, rule.decimals)),
  })
}

function compileList(rule: List, header: readonly string[]): Result<Rule> {
  const parts: { readonly prefix: string; readonly place: number; readonly write: (text: string) => string | Fault }[] = []
  for (const [name, { column, as }] of Object.entries(rule.each)) {
    const place = columnOf(header, column)
    if (!place.ok) return fail(place.failure.code, place.failure.message)
    parts.push({ prefix: `${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`, place: place.value, write: writer(column, as) })
  }
  return ok({
    begin: () => [],
    add(state, fields) {
      let text = ''
      for (const { prefix, place, write } of parts) {
        const value = write(fields[place].trim())
        if (isFault(value)) return value
        text += prefix + value
      }
      ;(state as string[]).push(`${text}}`)
      return state
    },
    write: (state) => `[${(state as string[]).join(',')}]`,
    held: (state) => (state as string[]).at(-1)?.length ?? 0,
  })
}

/** Text of a field as JSON. Numbers are written as they are read, without needless zeros. */
function writer(column: string, as: 'text' | 'number' | undefined): (text: string) => string | Fault {
  if (as !== 'number') return (text) => JSON.stringify(text)
  return (text) => {
    const value = parseDecimal(text)
    return value === undefined ? notNumber(column, text) : formatDecimal(value)
  }
}

function notNumber(column: string, text: string): Fault {
  return { fault: `${column} must be a plain decimal number with at most ${PLACES} places; given: ${JSON.stringify(text.slice(0, 40))}` }
}
