// JSON texts in SQL. A value is its own JSON text as JSONExtractRaw writes it ('' where there is none), and its first
// letter tells its type; of all JSON texts only those of numbers are read by toFloat64OrNull, so no second call is needed
// to ask for it. Equal texts have equal raw texts, since one function writes them all: a literal is compared as
// the raw text that the engine makes of it.
//
// Doubles are NaN where there is no number, and `=`, `<`, `<=`, `>` and `>=` of NaN are false. `!=` is not, so it is
// written as `<` or `>`.
import { type Comparison, LIST, type Path } from '../check/tree.ts'
import type { Parameters } from './parameters.ts'

/** A JSON text, or an object in one, in which paths begin. */
export interface Json {
  /** The value at a path without `LIST`. An empty path is the text itself. */
  value(path: Path): string
  /** The elements of the list at a path without `LIST`; none where there is no list. */
  elements(path: Path): string
}

/** In the JSON text `base`: raw where an empty path is asked for. */
export function jsonText(base: string, parameters: Parameters): Json {
  const called = (name: string, path: Path): string => `${name}(${[base, ...path.map((step) => parameters.text(step as string))].join(', ')})`
  return {
    value: (path) => (path.length === 0 ? base : called('JSONExtractRaw', path)),
    elements: (path) => called('JSONExtractArrayRaw', path),
  }
}

/** Every value that a path with `LIST` reaches. */
export function valuesAt(json: Json, path: Path, parameters: Parameters, depth = 0): string {
  const entered = path.indexOf(LIST)
  const list = json.elements(path.slice(0, entered))
  const rest = path.slice(entered + 1)
  if (rest.length === 0) return list
  const element = `e${depth}`
  const inside = jsonText(element, parameters)
  if (!rest.includes(LIST)) return `arrayMap(${element} -> ${inside.value(rest)}, ${list})`
  return `arrayFlatten(arrayMap(${element} -> ${valuesAt(inside, rest, parameters, depth + 1)}, ${list}))`
}

export const isText = (raw: string): string => `startsWith(${raw}, '"')`
export const isList = (raw: string): string => `startsWith(${raw}, '[')`
export const isBoolean = (raw: string): string => `(${raw} IN ('true', 'false'))`
export const isNumber = (raw: string): string => `isNotNull(toFloat64OrNull(${raw}))`
export const isThere = (raw: string): string => `(${raw} NOT IN ('', 'null'))`
export const isMissing = (raw: string): string => `(${raw} IN ('', 'null'))`

/** The text that the raw text writes. */
export const textOf = (raw: string): string => `JSONExtractString(${raw})`

/** NaN unless it is a number. Not toFloat64OrDefault, which takes the least doubles for 0. */
export const numberOf = (raw: string): string => `ifNull(toFloat64OrNull(${raw}), nan)`

/** The raw text of a literal text. */
export function rawText(value: string, parameters: Parameters): string {
  return `JSONExtractRaw(${parameters.text(jsonOf(value))})`
}

/** A list of the raw texts of literal texts. */
export function rawTexts(values: readonly string[], parameters: Parameters): string {
  return `arrayMap(x -> JSONExtractRaw(x), ${parameters.texts(values.map(jsonOf))})`
}

/** Half a surrogate pair is no text for the engine, which would take all of the JSON for none. */
function jsonOf(value: string): string {
  return JSON.stringify(value.toWellFormed())
}

/** Doubles of which either may be NaN, for no number: then it is false. */
export function doublesCompared(left: string, operator: Comparison, right: string): string {
  return operator === '!=' ? `(${left} < ${right} OR ${left} > ${right})` : `(${left} ${operator} ${right})`
}

/** Equal for equal scalars, of one type and value, and only for them; '' for what is no scalar. 0 and -0 are equal. */
export function scalarKey(raw: string): string {
  const number = numberOf(raw)
  return `multiIf(${isText(raw)} OR ${isBoolean(raw)}, ${raw}, ${number} = 0, '0', ${isNumber(raw)}, toString(${number}), '')`
}
