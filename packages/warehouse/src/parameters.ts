// How a value travels to a `{name:Type}` place of a query. Over HTTP the client library does it. The embedded engine
// takes it as the session setting `param_<name>`, because its own parameter calls must run one at a time in the whole
// process, while sessions are apart. Two escapes apply there, inner to outer: the text form of the value (backslash for
// tab, newline, backslash…; quotes only inside arrays), and the backslash of the SQL literal that carries it. The
// single quote of that literal is doubled by the connection itself.
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import type { Parameters, ParameterValue } from './ports.ts'

const PLACE = /\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*:/g

/** `warehouse.missing_parameter` where a place of `sql` has no value: an earlier query's value would be taken otherwise. */
export function checkParameters(sql: string, parameters: Parameters): Result<void> {
  for (const [, name] of sql.matchAll(PLACE)) {
    if (!Object.hasOwn(parameters, name!) || parameters[name!] === undefined) {
      return fail('warehouse.missing_parameter', `expected a value for the parameter "${name}" of the query, got none`)
    }
  }
  return ok(undefined)
}

/** The session settings that bind `parameters` in the embedded engine. */
export function parameterSettings(parameters: Parameters): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) {
    settings[`param_${name}`] = textOf(value).replaceAll('\\', '\\\\')
  }
  return settings
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0', "'": "\\'" }

function textOf(value: ParameterValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\t\n\r\0]/g, (char) => ESCAPES[char]!)
  return elementOf(value)
}

function elementOf(value: ParameterValue): string {
  if (value === null) return 'NULL'
  if (Array.isArray(value)) return `[${value.map(elementOf).join(',')}]`
  if (typeof value === 'string') return `'${value.replace(/[\\\t\n\r\0']/g, (char) => ESCAPES[char]!)}'`
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  return String(value)
}
