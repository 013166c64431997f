/**
 * Configuration is one typed table. A program declares every key once, with its environment variable, flag, kind, default
 * and help; reading, the types of the values, `--help` and the documentation page all come from that declaration.
 *
 *     const OPTIONS = defineOptions({
 *       port: { kind: 'integer', env: 'PORT', flag: 'port', default: 8080, min: 0, max: 65535, help: 'Port to listen on.' },
 *       data: { kind: 'string', env: 'APP_DATA', flag: 'data', default: '.data', help: 'Folder of all stores.' },
 *     })
 *     const read = readOptions(OPTIONS, { PORT: '9000' }, ['--data', 'd'])
 *     // { ok: true, value: { port: 9000, data: 'd' } }
 *
 * A flag beats the environment, which beats the default. An empty environment variable counts as not set, because that is
 * how shells and container tools say so. An unknown flag is an error that names the nearest known one; an unknown
 * environment variable is none of our business, but `misspelledVariables` finds those that look like ours.
 */
import { assert } from './assert.ts'
import { formatBytes, parseBytes } from './bytes.ts'
import { nearest } from './nearest.ts'
import { type Result, fail, ok } from './result.ts'

interface Declared {
  /** Environment variable, e.g. `TOUCHSTONE_DATA`. */
  readonly env: string
  /** Flag without its dashes, e.g. `data` for `--data`. */
  readonly flag: string
  /** One or two sentences for --help and the documentation. */
  readonly help: string
  /** The value must not appear in any output, and the flag is refused: arguments are visible to every user of a machine. */
  readonly secret?: boolean
}

export type Option = Declared &
  (
    | { readonly kind: 'string'; readonly default?: string }
    | { readonly kind: 'boolean'; readonly default: boolean }
    /** `bytes` reads `20 GB` and gives a number. `min` and `max` are inclusive. */
    | { readonly kind: 'integer' | 'bytes'; readonly default?: number; readonly min?: number; readonly max?: number }
  )

export type OptionTable = Readonly<Record<string, Option>>

type Value<O extends Option> = O extends { kind: 'string' } ? string : O extends { kind: 'boolean' } ? boolean : number

/** The values of a table by key; undefined only where there is no default. */
export type OptionValues<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { default: unknown } ? Value<T[K]> : Value<T[K]> | undefined
}

export const MAX_OPTIONS = 40

/** Declares a table. Two options with one name, a flag that is no flag, or more than `MAX_OPTIONS` keys break an invariant. */
export function defineOptions<const T extends OptionTable>(table: T): T {
  const options = Object.values<Option>(table)
  assert(options.length <= MAX_OPTIONS, `a program has at most ${MAX_OPTIONS} options, this one has ${options.length}: remove one before you add one`)
  assert(new Set(options.map(({ env }) => env)).size === options.length, 'two options have the same environment variable')
  assert(new Set(options.map(({ flag }) => flag)).size === options.length, 'two options have the same flag')
  for (const { env, flag } of options) {
    assert(/^[A-Z][A-Z0-9_]*$/.test(env), `an environment variable is written in capitals, got "${env}"`)
    assert(/^(?!no-|help$)[a-z][a-z0-9-]*$/.test(flag), `a flag is written in small letters, without dashes in front, got "${flag}"`)
  }
  return table
}

/**
 * Reads the values. `argv` holds the arguments behind the script. Fails with `base.unknown_option` or `base.bad_option`;
 * the message of a secret option never quotes its value.
 */
export function readOptions<const T extends OptionTable>(
  table: T,
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): Result<OptionValues<T>> {
  const flags = readFlags(table, argv)
  if (!flags.ok) return flags
  const values: Record<string, unknown> = {}
  for (const [key, option] of Object.entries<Option>(table)) {
    const flag = flags.value.get(key)
    const fromEnv = env[option.env]
    const text = flag ?? (fromEnv === '' ? undefined : fromEnv)
    if (text === undefined) {
      values[key] = option.default
      continue
    }
    const value = parseValue(option, text, flag === undefined ? option.env : `--${option.flag}`)
    if (!value.ok) return value
    values[key] = value.value
  }
  return ok(values as OptionValues<T>)
}

/** Texts by key: `--port 80`, `--port=80`, `--verbose`, `--no-verbose`. */
function readFlags(table: OptionTable, argv: readonly string[]): Result<Map<string, string>> {
  const byFlag = new Map(Object.entries(table).map(([key, option]) => [option.flag, { key, option }]))
  const texts = new Map<string, string>()
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at]
    const match = /^--(no-)?([^=]*)(?:=([^]*))?$/.exec(argument)
    const known = match && byFlag.get(match[2])
    if (!known || (match[1] !== undefined && known.option.kind !== 'boolean')) return unknownFlag(argument, [...byFlag.keys()])
    const { key, option } = known
    if (option.secret) return fail('base.bad_option', `--${option.flag} would show a secret to every user of this machine: set ${option.env} in the environment instead`)
    let text: string | undefined = match[3]
    if (option.kind === 'boolean') text = match[1] === undefined ? (text ?? 'true') : 'false'
    else text ??= argv[++at]
    if (text === undefined) return fail('base.bad_option', `expected a value behind --${option.flag}, got nothing`)
    texts.set(key, text)
  }
  return ok(texts)
}

function unknownFlag(argument: string, flags: readonly string[]): Result<never> {
  const written = argument.replace(/^-+(?:no-)?/, '').split('=')[0]
  const meant = nearest(written, flags)
  const hint = meant === undefined ? 'see --help' : `did you mean --${meant}?`
  return fail('base.unknown_option', `expected an option, got "${argument.split('=')[0]}": ${hint}`, { nearest: meant })
}

function parseValue(option: Option, text: string, from: string): Result<unknown> {
  const bad = (expected: string): Result<never> =>
    fail('base.bad_option', `expected ${expected} in ${from}${option.secret ? '' : `, got "${text}"`}`, { option: option.env })
  if (option.kind === 'string') return ok(text)
  if (option.kind === 'boolean') {
    if (/^(?:true|1|yes|on)$/i.test(text)) return ok(true)
    return /^(?:false|0|no|off)$/i.test(text) ? ok(false) : bad('true or false')
  }
  const show = option.kind === 'bytes' ? formatBytes : String
  const size = option.kind === 'bytes' ? parseBytes(text) : undefined
  const number = size ? (size.ok ? size.value : NaN) : /^-?\d+$/.test(text.trim()) ? Number(text) : NaN
  if (!Number.isSafeInteger(number)) return bad(option.kind === 'bytes' ? 'a size such as 20GB or 512MiB' : 'a whole number')
  if (option.min !== undefined && number < option.min) return bad(`at least ${show(option.min)}`)
  if (option.max !== undefined && number > option.max) return bad(`at most ${show(option.max)}`)
  return ok(number)
}

/** Environment variables that are not in the table but nearly are: each with the one that was probably meant. */
export function misspelledVariables(table: OptionTable, env: Readonly<Record<string, string | undefined>>): { readonly name: string; readonly nearest: string }[] {
  const known = Object.values(table).map((option) => option.env)
  const found: { name: string; nearest: string }[] = []
  for (const name of Object.keys(env).sort()) {
    if (known.includes(name)) continue
    // Only with the same first word, and two letters off at most, would anybody agree that it was meant for us.
    const near = nearest(name, known.filter((one) => one.includes('_') && one.split('_')[0] === name.split('_')[0] && Math.abs(one.length - name.length) <= 2))
    if (near !== undefined) found.push({ name, nearest: near })
  }
  return found
}

export interface OptionDescription {
  readonly env: string
  readonly flag: string
  readonly kind: Option['kind']
  /** As one would write it; undefined where there is no default. */
  readonly default: string | undefined
  readonly help: string
}

/** The table in words, in the order it was declared. */
export function describeOptions(table: OptionTable): OptionDescription[] {
  return Object.values(table).map((option) => ({
    env: option.env,
    flag: option.secret ? '' : `--${option.kind === 'boolean' && option.default ? 'no-' : ''}${option.flag}`,
    kind: option.kind,
    default: option.default === undefined ? undefined : option.kind === 'bytes' ? formatBytes(option.default) : String(option.default),
    help: option.help,
  }))
}

/** The text of `--help`, without a heading. */
export function helpText(table: OptionTable): string {
  const rows = describeOptions(table).map(({ env, flag, kind, default: standard, help }) => {
    const first = [flag, env].filter((name) => name !== '').join(', ')
    return `  ${first} <${kind}>\n      ${help}${standard === undefined ? '' : ` Default: ${standard}.`}`
  })
  return rows.join('\n')
}

/** The documentation page's table, as Markdown. */
export function optionsAsMarkdown(table: OptionTable): string {
  const rows = describeOptions(table).map(({ env, flag, kind, default: standard, help }) => `| \`${env}\` | ${flag === '' ? '' : `\`${flag}\``} | ${kind} | ${standard === undefined ? '' : `\`${standard}\``} | ${help} |`)
  return ['| environment | flag | kind | default | meaning |', '|---|---|---|---|---|', ...rows].join('\n')
}
