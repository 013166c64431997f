import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'

/** A setting of the command line: what it is called as a flag and in the environment. The flag wins. */
export interface Option {
  readonly flag: string
  /** The flag takes a value; without this it is on or off. */
  readonly value?: string
  readonly env?: string
  readonly fallback?: string
  readonly help: string
}

/** The only place that knows the names. Flags of one command are beside that command. */
export const OPTIONS = {
  address: { flag: 'address', value: 'url', env: 'TOUCHSTONE_ADDRESS', fallback: 'http://localhost:8080', help: 'where the server is' },
  token: { flag: 'token', value: 'token', env: 'TOUCHSTONE_ADMIN_TOKEN', help: 'the admin token' },
  input: { flag: 'input', value: 'file', help: 'take the input from a JSON file, or from the standard input with "-"; flags win' },
  json: { flag: 'json', help: 'answer as JSON on one line' },
  table: { flag: 'table', help: 'answer as a table when there is a list in it' },
  out: { flag: 'out', value: 'file', help: 'where to put a file that is the answer; "-" is the standard output' },
  help: { flag: 'help', help: 'explain' },
} as const satisfies Readonly<Record<string, Option>>

export const REPLAY_OPTIONS = {
  mapping: { flag: 'mapping', value: 'file', help: 'the mapping (JSON); required' },
  writeKey: { flag: 'write-key', value: 'key', env: 'TOUCHSTONE_WRITE_KEY', help: 'the write key of the source' },
  shiftToNow: { flag: 'shift-to-now', help: 'move all dates by the same time so that the last fact is now' },
  rate: { flag: 'rate', value: 'n', help: 'at most n facts per second' },
  resume: { flag: 'resume', value: 'file', help: 'remember what is acknowledged in this file, and go on from there' },
  batch: { flag: 'batch', value: 'n', fallback: '500', help: 'at most n facts per request (a request holds at most 480 KB in any case)' },
  inFlight: { flag: 'in-flight', value: 'n', fallback: '4', help: 'requests under way at once' },
  dryRun: { flag: 'dry-run', help: 'read, count and check; send nothing' },
} as const satisfies Readonly<Record<string, Option>>

export const MATCH_OPTIONS = {
  given: { flag: 'given', value: 'column', help: 'the column of given names' },
  family: { flag: 'family', value: 'column', help: 'the column of family names' },
  name: { flag: 'name', value: 'column', help: 'the column of full names, instead of the two' },
  birth: { flag: 'birth', value: 'column', help: 'the column of dates of birth' },
  postcode: { flag: 'postcode', value: 'column', help: 'the column of postcodes' },
  phone: { flag: 'phone', value: 'column', help: 'the column of phone numbers' },
  email: { flag: 'email', value: 'column', help: 'the column of email addresses' },
  id: { flag: 'id', value: 'column', help: 'the column of what the list calls a row' },
  against: { flag: 'against', value: 'whom', fallback: 'both', help: 'list, people (who are known) or both' },
  delimiter: { flag: 'delimiter', value: 'sign', fallback: ',', help: 'between the cells' },
  dates: { flag: 'dates', value: 'order', fallback: 'day-first', help: 'how 03/04/1990 is meant: day-first or month-first' },
  least: { flag: 'least', value: 'p', help: 'show pairs from this probability on, instead of the recommended one' },
  pairs: { flag: 'pairs', value: 'n', fallback: '20', help: 'how many pairs to show, at most 500' },
} as const satisfies Readonly<Record<string, Option>>

export const TAIL_OPTIONS = {
  segment: { flag: 'segment', value: 'id', help: 'only membership changes of this segment' },
  person: { flag: 'person', value: 'n', help: 'only what concerns this person' },
  event: { flag: 'event', value: 'name', help: 'only facts with this event name' },
} as const satisfies Readonly<Record<string, Option>>

export type Values<Table extends Readonly<Record<string, Option>>> = { readonly [Name in keyof Table]: Table[Name] extends { readonly value: string } ? string | undefined : boolean }

/** Reads options from parsed flags, then the environment, then their fallback. */
export function readOptions<Table extends Readonly<Record<string, Option>>>(table: Table, flags: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string | undefined>>): Values<Table> {
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(table)) {
    const fromEnv = option.env === undefined ? undefined : env[option.env]
    values[name] = option.value === undefined ? flags[option.flag] === true : (flags[option.flag] ?? (fromEnv === '' ? undefined : fromEnv) ?? option.fallback)
  }
  return values as Values<Table>
}

/** The form that the flag parser of Node wants. */
export function flagTypes(table: Readonly<Record<string, Option>>): Record<string, { type: 'string' | 'boolean' }> {
  return Object.fromEntries(Object.values(table).map((option) => [option.flag, { type: option.value === undefined ? 'boolean' : 'string' }]))
}

/** A whole number of at least 1, or the usage failure that says what was expected. */
export function wholeNumber(flag: string, text: string): Result<number> {
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= 1 ? ok(value) : fail('cli.usage', `--${flag} takes a whole number of at least 1; given: "${text}"`)
}
