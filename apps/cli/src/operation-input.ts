import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fail, nearest, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import type { FieldHelp, OperationHelp } from '@touchstone/client'
import { OPTIONS, flagTypes } from './options.ts'

/** `asOf` is typed as `--as-of`. */
export function flagOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export interface OperationCall {
  readonly input: Readonly<Record<string, unknown>>
  /** The flags that belong to every command. */
  readonly flags: Readonly<Record<string, unknown>>
}

/**
 * What follows `touchstone <room> <verb-noun>` as an input: path fields in their order without a flag, every field as
 * `--field value`, lists by repeating. The server checks the values; here only text becomes numbers, booleans and JSON.
 * A field wins over a flag of every command with the same name (that one can be given before the room's word).
 */
export function readOperationInput(operation: OperationHelp, args: readonly string[]): Result<OperationCall> {
  const types: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = flagTypes(OPTIONS)
  for (const field of operation.fields) types[flagOf(field.name)] = { type: field.kind === 'boolean' ? 'boolean' : 'string', multiple: field.kind === 'list' }
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], options: types, allowPositionals: true, allowNegative: true }) as typeof parsed
  } catch (error) {
    return { ok: false, failure: flagFailure(error, Object.keys(types)) }
  }
  const { values, positionals } = parsed
  const inPath = operation.fields.filter((field) => field.place === 'path')
  if (positionals.length > inPath.length) return fail('cli.usage', `"${positionals[inPath.length]}" has no place: ${operation.name.replace('.', ' ')} takes ${inPath.length === 0 ? 'no value without a flag' : `only ${inPath.map((field) => field.name).join(' ')} without a flag`}`)
  const own = new Set(operation.fields.map((field) => flagOf(field.name)))
  const flags = Object.fromEntries(Object.entries(values).filter(([flag]) => !own.has(flag)))
  const input = readFileInput(flags.input)
  if (!input.ok) return input
  for (const field of operation.fields) {
    const given = values[flagOf(field.name)] ?? positionals[inPath.indexOf(field)]
    if (given === undefined) continue
    const value = fromText(field, given)
    if (!value.ok) return value
    input.value[field.name] = value.value
  }
  return ok({ input: input.value, flags })
}

function readFileInput(file: unknown): Result<Record<string, unknown>> {
  if (typeof file !== 'string') return ok({})
  try {
    const value: unknown = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok({ ...value })
    return fail('cli.usage', `${file} must hold one JSON object`)
  } catch (error) {
    return fail('cli.usage', `cannot read the input from ${file}: ${(error as Error).message}`)
  }
}

function fromText(field: FieldHelp, given: unknown): Result<unknown> {
  if (typeof given !== 'string') return ok(given)
  if (field.kind === 'number') {
    const value = Number(given)
    return given.trim() !== '' && Number.isFinite(value) ? ok(value) : fail('cli.usage', `--${flagOf(field.name)} takes a number (${field.type}); given: "${given}"`)
  }
  if (field.kind !== 'json') return ok(field.kind === 'list' ? [given] : given)
  // A field that may be text or something else (an instant, say) is typed plainly; what is not JSON is text.
  try {
    return ok(JSON.parse(given))
  } catch {
    return ok(given)
  }
}

/** What Node's flag parser says, in its first sentence, and the flag that was probably meant. */
export function flagFailure(error: unknown, known: readonly string[]): Failure {
  const said = (error as Error).message.split(/\. |\n/)[0].replace(/\.$/, '')
  const unknown = /^Unknown option '-*([^']*)'/.exec(said)?.[1]
  if (unknown === undefined) return { code: 'cli.usage', message: said }
  const near = nearest(unknown, known)
  return { code: 'cli.usage', message: `there is no flag --${unknown}; ${near === undefined ? `there are ${known.map((flag) => `--${flag}`).join(', ')}` : `did you mean --${near}?`}` }
}
