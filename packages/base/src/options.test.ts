import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvariantError } from './assert.ts'
import { formatBytes, parseBytes } from './bytes.ts'
import { nearest } from './nearest.ts'
import { type OptionTable, defineOptions, describeOptions, helpText, misspelledVariables, optionsAsMarkdown, readOptions } from './options.ts'

const TABLE = defineOptions({
  port: { kind: 'integer', env: 'PORT', flag: 'port', default: 8080, min: 0, max: 65535, help: 'Port to listen on.' },
  data: { kind: 'string', env: 'APP_DATA', flag: 'data', default: '.data', help: 'Folder of all stores.' },
  log: { kind: 'bytes', env: 'APP_LOG_MAX_BYTES', flag: 'log-max-bytes', default: 20e9, min: 1e6, help: 'Size of the log.' },
  verbose: { kind: 'boolean', env: 'APP_VERBOSE', flag: 'verbose', default: false, help: 'Says more.' },
  url: { kind: 'string', env: 'DATABASE_URL', flag: 'database-url', help: 'A server of your own.' },
  token: { kind: 'string', env: 'APP_TOKEN', flag: 'token', secret: true, help: 'A fixed token.' },
})

function read(env: Record<string, string>, argv: string[] = []) {
  const result = readOptions(TABLE, env, argv)
  return result.ok ? result.value : result.failure
}

test('defaults, and the types they have', () => {
  const values = readOptions(TABLE, {}, [])
  assert.ok(values.ok)
  const port: number = values.value.port
  const data: string = values.value.data
  const url: string | undefined = values.value.url
  assert.deepEqual([port, data, url, values.value.log, values.value.verbose, values.value.token], [8080, '.data', undefined, 20e9, false, undefined])
})

test('a flag beats the environment, which beats the default; an empty variable is not set', () => {
  assert.deepEqual(read({ PORT: '9000', APP_DATA: 'e' }, ['--data', 'f']), { port: 9000, data: 'f', log: 20e9, verbose: false, url: undefined, token: undefined })
  assert.deepEqual(read({ PORT: '', DATABASE_URL: '' }), { port: 8080, data: '.data', log: 20e9, verbose: false, url: undefined, token: undefined })
})

test('every way to write a flag', () => {
  const values = (argv: string[]) => read({ APP_VERBOSE: 'yes' }, argv) as Record<string, unknown>
  assert.equal(values(['--port=1'])['port'], 1)
  assert.equal(values(['--data='])['data'], '')
  assert.equal(values(['--data', '--odd'])['data'], '--odd')
  assert.equal(values(['--data=a=b'])['data'], 'a=b')
  assert.equal(values([])['verbose'], true)
  assert.equal(values(['--no-verbose'])['verbose'], false)
  assert.equal(values(['--no-verbose', '--verbose'])['verbose'], true)
  assert.equal(values(['--log-max-bytes', '512 MiB'])['log'], 536_870_912)
})

test('what is wrong is quoted, with what was expected', () => {
  const failures: [Record<string, string>, string[], string, string][] = [
    [{}, ['--prot', '1'], 'base.unknown_option', 'expected an option, got "--prot": did you mean --port?'],
    [{}, ['--zzzzzzz'], 'base.unknown_option', 'expected an option, got "--zzzzzzz": see --help'],
    [{}, ['start'], 'base.unknown_option', 'expected an option, got "start": see --help'],
    [{}, ['--no-port'], 'base.unknown_option', 'expected an option, got "--no-port": did you mean --port?'],
    [{}, ['--port'], 'base.bad_option', 'expected a value behind --port, got nothing'],
    [{ PORT: '80 80' }, [], 'base.bad_option', 'expected a whole number in PORT, got "80 80"'],
    [{ PORT: '1e3' }, [], 'base.bad_option', 'expected a whole number in PORT, got "1e3"'],
    [{}, ['--port=-1'], 'base.bad_option', 'expected at least 0 in --port, got "-1"'],
    [{ PORT: '65536' }, [], 'base.bad_option', 'expected at most 65535 in PORT, got "65536"'],
    [{ APP_LOG_MAX_BYTES: '20 gigs' }, [], 'base.bad_option', 'expected a size such as 20GB or 512MiB in APP_LOG_MAX_BYTES, got "20 gigs"'],
    [{ APP_LOG_MAX_BYTES: '1kB' }, [], 'base.bad_option', 'expected at least 1 MB in APP_LOG_MAX_BYTES, got "1kB"'],
    [{ APP_VERBOSE: 'maybe' }, [], 'base.bad_option', 'expected true or false in APP_VERBOSE, got "maybe"'],
  ]
  for (const [env, argv, code, message] of failures) {
    const failure = read(env, argv)
    assert.deepEqual({ code: (failure as { code: string }).code, message: (failure as { message: string }).message }, { code, message })
  }
})

test('a secret is taken from the environment only, and no message shows it', () => {
  assert.equal((read({ APP_TOKEN: 'hush' }) as { token?: string }).token, 'hush')
  const failure = read({}, ['--token=hush']) as { code: string; message: string }
  assert.equal(failure.code, 'base.bad_option')
  assert.match(failure.message, /set APP_TOKEN in the environment/)
  assert.doesNotMatch(JSON.stringify(failure), /hush/)
  const unknown = read({}, ['--tokem=hush']) as { message: string }
  assert.match(unknown.message, /did you mean --token\?/)
  assert.doesNotMatch(JSON.stringify(unknown), /hush/)
})

test('variables that look like ours', () => {
  assert.deepEqual(misspelledVariables(TABLE, { APP_DTA: 'x', APP_DATA: 'y', PATH: 'p', PORTS: '1', APP_SERVICE_PORT_HTTP: '1', DATABASE_URLS: 'u' }), [
    { name: 'APP_DTA', nearest: 'APP_DATA' },
    { name: 'DATABASE_URLS', nearest: 'DATABASE_URL' },
  ])
})

test('a table that contradicts itself is our defect', () => {
  const one = { kind: 'string', env: 'A', flag: 'a', help: '' } as const
  const broken = (table: OptionTable): void => assert.throws(() => defineOptions(table), InvariantError)
  broken({ a: one, b: { ...one, flag: 'b' } })
  broken({ a: one, b: { ...one, env: 'B' } })
  broken({ a: { ...one, env: 'a' } })
  broken({ a: { ...one, flag: '--a' } })
  broken({ a: { ...one, flag: 'no-a' } })
  broken(Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`a${index}`, { ...one, env: `A${index}`, flag: `a${index}` }])))
})

test('descriptions for --help and the documentation', () => {
  assert.deepEqual(describeOptions(TABLE)[2], { env: 'APP_LOG_MAX_BYTES', flag: '--log-max-bytes', kind: 'bytes', default: '20 GB', help: 'Size of the log.' })
  assert.match(helpText(TABLE), / {2}--port, PORT <integer>\n {6}Port to listen on\. Default: 8080\.\n/)
  assert.match(helpText(TABLE), / {2}APP_TOKEN <string>\n {6}A fixed token\.$/)
  assert.match(optionsAsMarkdown(TABLE), /\n\| `APP_DATA` \| `--data` \| string \| `\.data` \| Folder of all stores\. \|\n/)
})

test('sizes', () => {
  for (const [text, bytes] of [['0', 0], ['4096', 4096], ['20GB', 20e9], ['20 gb', 20e9], ['1.5 MB', 1_500_000], ['512MiB', 536_870_912], ['2 TB', 2e12]] as const) {
    assert.deepEqual(parseBytes(text), { ok: true, value: bytes })
  }
  for (const text of ['', 'GB', '-1', '1 XB', '1e3', '99999999 TB', '1,000']) assert.equal(parseBytes(text).ok, false, text)
  for (const [bytes, text] of [[20e9, '20 GB'], [536_870_912, '512 MiB'], [1_500_000, '1500 kB'], [7, '7 B'], [0, '0 B']] as const) assert.equal(formatBytes(bytes), text)
})

test('the nearest word', () => {
  const known = ['port', 'data', 'description', 'asOf']
  for (const [word, meant] of [['prot', 'port'], ['dat', 'data'], ['desciption', 'description'], ['asof', 'asOf'], ['xyz', undefined], ['', undefined]]) {
    assert.equal(nearest(word as string, known), meant)
  }
  assert.equal(nearest('x'.repeat(1_000_000), known), undefined, 'a long word costs no more than a short one')
})
