import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import type { OperationHelp } from '@touchstone/client'
import { RELEASE, run } from './run.ts'
import type { Vocabulary } from './run.ts'
import type { Terminal } from './terminal.ts'

const NOTE = { id: 7, title: 'Tea' }
const REFERENCE: readonly OperationHelp[] = [
  {
    name: 'notes.change-note', method: 'PATCH', path: 'notes/{id}', summary: 'Change a note', permission: 'notes:write',
    fields: [
      { name: 'id', place: 'path', kind: 'number', required: true, type: 'integer from 1' },
      { name: 'title', place: 'body', kind: 'string', required: false, type: 'string', description: 'What it says.' },
      { name: 'asOf', place: 'body', kind: 'json', required: false, type: 'string or number' },
      { name: 'tags', place: 'body', kind: 'list', required: false, type: 'list of string' },
      { name: 'done', place: 'body', kind: 'boolean', required: false, type: 'boolean' },
      { name: 'token', place: 'body', kind: 'string', required: false, type: 'string' },
    ],
    example: { input: { id: 7, title: "It's", tags: ['a', 'b c'], done: false }, output: NOTE },
  },
  { name: 'notes.export-notes', method: 'GET', path: 'notes/notes.txt', summary: 'All notes as a file', fileType: 'text/plain', permission: 'notes:read', fields: [], example: { input: {}, output: 'Tea\n' } },
  { name: 'notes.list-notes', method: 'GET', path: 'notes', summary: 'List notes', permission: 'notes:read', fields: [], example: { input: {}, output: { notes: [NOTE] } } },
]
const VOCABULARY: Vocabulary = { routes: { 'notes.change-note': ['PATCH', 'notes/{id}'], 'notes.list-notes': ['GET', 'notes'], 'notes.export-notes': ['GET', 'notes/notes.txt', 'text/plain'] }, streams: { 'stream.tail': 'stream/tail' }, reference: REFERENCE }

interface Seen {
  readonly method?: string
  readonly url?: string
  readonly token?: string
  readonly body: unknown
}

/** A real server that remembers what came and says what it is told to. */
async function serve(t: { after(done: () => void): void }, status: number, answer: string, type = 'application/json'): Promise<{ address: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((req, res) => {
    let text = ''
    req.on('data', (chunk) => (text += chunk)).on('end', () => {
      seen.push({ method: req.method, url: req.url, token: req.headers.authorization, body: text === '' ? undefined : JSON.parse(text) })
      res.writeHead(status, { 'content-type': type }).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

async function typed(argv: readonly string[], env: Record<string, string> = {}, vocabulary = VOCABULARY, signal = new AbortController().signal) {
  let out = ''
  let err = ''
  const terminal: Terminal = { env, clock: new ManualClock(0), out: (text) => (out += text), pour: async (chunks) => { for await (const chunk of chunks) out += Buffer.from(chunk).toString() }, err: (text) => (err += text), live: false, signal }
  const code = await run(argv, terminal, vocabulary)
  return { code, out, err }
}

test('an operation takes path values without a flag and fields with one, typed as the table says', async (t) => {
  const { address, seen } = await serve(t, 200, JSON.stringify(NOTE))
  const done = await typed(['notes', 'change-note', '7', '--title', 'Tea', '--as-of', '2011-12-10', '--tags', 'a', '--tags', 'b', '--no-done'], { TOUCHSTONE_ADDRESS: address, TOUCHSTONE_ADMIN_TOKEN: 'secret' })
  assert.deepEqual([done.code, done.err], [0, ''])
  assert.equal(done.out, '{\n  "id": 7,\n  "title": "Tea"\n}\n')
  assert.deepEqual(seen, [{ method: 'PATCH', url: '/api/notes/7', token: 'Bearer secret', body: { title: 'Tea', asOf: '2011-12-10', tags: ['a', 'b'], done: false } }])
})

test('flags win over the environment, and a field wins over a flag of every command', async (t) => {
  const { address, seen } = await serve(t, 200, '{}')
  await typed(['--address', address, '--token', 'outer', 'notes', 'change-note', '7', '--as-of', '12', '--token', 'field', '--json'], { TOUCHSTONE_ADDRESS: 'http://127.0.0.1:9', TOUCHSTONE_ADMIN_TOKEN: 'env' })
  assert.deepEqual([seen[0].token, seen[0].body], ['Bearer outer', { asOf: 12, token: 'field' }])
  await typed(['notes', 'list-notes', '--address', address])
  assert.equal(seen[1].token, undefined)
})

test('JSON on one line, and a table of what is a list', async (t) => {
  const hostile = 'red\u001b[31m \u009b31m\u202e'
  const { address } = await serve(t, 200, JSON.stringify({ notes: [{ id: 7, title: hostile }, { id: 12, title: 'x', tags: ['a'] }], next: null }))
  const json = await typed(['notes', 'list-notes', '--json', '--address', address])
  assert.equal(json.out.split('\n').length, 2)
  assert.doesNotMatch(json.out, /[\u001b\u009b\u202e]/)
  assert.equal(JSON.parse(json.out).notes[0].title, hostile)
  const table = await typed(['notes', 'list-notes', '--table', '--address', address])
  assert.equal(table.out, 'id  title           tags\n 7  red·[31m ·31m·\n12  x               ["a"]\nnext: \n')
})

test('a failure of the server is told with its code and ends with 1', async (t) => {
  const { address } = await serve(t, 404, '{"code":"notes.note-not-found","message":"there is no note 7\\u001b[2J"}')
  const failed = await typed(['notes', 'change-note', '7', '--address', address])
  assert.deepEqual(failed, { code: 1, out: '', err: 'there is no note 7·[2J  [notes.note-not-found]\n' })
  const json = await typed(['--json', 'notes', 'list-notes', '--address', address])
  assert.equal(JSON.parse(json.err).code, 'notes.note-not-found')
})

test('a wrong command line ends with 2 and says what was meant', async () => {
  for (const [argv, message] of [
    [['nots'], /there is no room "nots"; did you mean notes\?/],
    [['zzz'], /it is one of notes, tail, replay/],
    [['notes'], /notes has to be told what to do: change-note, export-notes, list-notes/],
    [['notes', 'chnge-note'], /did you mean change-note\?/],
    [['notes', 'change-note', '7', '--tilte', 'x'], /there is no flag --tilte; did you mean --title\?/],
    [['notes', 'change-note', '7', '8'], /"8" has no place: notes change-note takes only id without a flag/],
    [['notes', 'list-notes', 'x'], /takes no value without a flag/],
    [['notes', 'change-note', 'seven'], /--id takes a number/],
    [['notes', 'change-note', '7', '--input', '/nowhere.json'], /cannot read the input from \/nowhere\.json/],
    [['--adress', 'x', 'notes'], /did you mean --address\?/],
    [['replay'], /replay takes one file/],
    [['replay', 'x.csv'], /needs --mapping/],
    [['replay', 'x.csv', '--mapping', 'm.json'], /needs --write-key/],
    [['replay', 'x.csv', '--mapping', 'm.json', '--write-key', 'k', '--batch', '0'], /--batch takes a whole number of at least 1; given: "0"/],
    [['tail', '--person', 'x'], /--person takes a whole number/],
  ] as const) {
    const said = await typed(argv)
    assert.equal(said.code, 2, argv.join(' '))
    assert.match(said.err, message)
    assert.equal(said.out, '')
  }
  assert.equal((await typed([])).code, 2)
})

test('help is there for everything, with an example to paste', async () => {
  assert.match((await typed(['--help'])).out, /notes +change-note, export-notes, list-notes[\s\S]*--address <url> +where the server is; or TOUCHSTONE_ADDRESS/)
  assert.match((await typed(['notes', '--help'])).out, /change-note +Change a note/)
  const one = await typed(['notes', 'change-note', '--help'])
  assert.equal(one.code, 0)
  assert.match(one.out, /Usage: touchstone notes change-note <id> \[--field value …\]\nNeeds notes:write; PATCH \/api\/notes\/\{id\}/)
  assert.match(one.out, /--title <value> +What it says; string/)
  assert.ok(one.out.includes(`touchstone notes change-note 7 --title 'It'\\''s' --tags a --tags 'b c' --no-done`))
  for (const word of ['replay', 'tail']) assert.equal((await typed([word, '--help'])).code, 0)
})

test('every operation of this release has help', async () => {
  for (const { name } of RELEASE.reference) {
    const help = await typed([...name.split('.'), '--help'], {}, RELEASE)
    assert.deepEqual([help.code, help.err], [0, ''], name)
    assert.match(help.out, /Example\n {2}touchstone /)
  }
})

test('tail prints entries for people, or as JSON, and ends when it is told to or refused', async (t) => {
  const entries = [
    { kind: 'fact', position: 5, at: 1_322_784_000_000, happened: 1_322_784_000_000, person: 3, type: 'track', event: 'Order\u001b[2J', source: 's' },
    { kind: 'membership', position: 5, at: 1_322_784_000_250, person: 3, segment: 'sg_1', entered: true, cause: 'fact' },
    { kind: 'notice', reason: 'dropped', count: 12 },
  ]
  const { address, seen } = await serve(t, 200, entries.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''), 'text/event-stream')
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 120)
  const text = await typed(['tail', '--segment', 'sg_1', '--address', address], {}, VOCABULARY, stop.signal)
  assert.equal(text.code, 0)
  assert.ok(text.out.startsWith('00:00:00.000 fact    #5  person 3  track "Order·[2J"\n00:00:00.250 entered segment sg_1  person 3  (fact)\n-- 12 entries are missing here: this reader was too slow\n'), text.out)
  assert.equal(seen[0].url, '/api/stream/tail?segment=sg_1')
  const again = new AbortController()
  setTimeout(() => again.abort(), 120)
  const json = await typed(['tail', '--json', '--address', address], {}, VOCABULARY, again.signal)
  assert.deepEqual(JSON.parse(json.out.split('\n')[1]), entries[1])
  const refusing = await serve(t, 401, '{"code":"api.unauthenticated","message":"who"}')
  const refused = await typed(['tail', '--address', refusing.address])
  assert.deepEqual([refused.code, refused.err], [1, 'who  [api.unauthenticated]\n'])
})

test('a file goes where --out says, whole or not at all', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-cli-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  let breaks = false
  const server = createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="notes.txt"', 'content-length': '9' })
    if (breaks) res.write('Tea\n', () => res.destroy())
    else res.end('Tea\nMilk\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const file = join(directory, 'notes.txt')
  const command = ['notes', 'export-notes', '--address', address]
  assert.deepEqual(await typed([...command, '--out', file]), { code: 0, out: '', err: '' })
  assert.equal(readFileSync(file, 'utf8'), 'Tea\nMilk\n')
  assert.deepEqual(await typed([...command, '--out', '-']), { code: 0, out: 'Tea\nMilk\n', err: '' })
  const nowhere = await typed(command)
  assert.equal(nowhere.code, 2)
  assert.match(nowhere.err, /--out <file>/)
  breaks = true
  const broken = await typed([...command, '--out', file])
  assert.equal(broken.code, 1)
  assert.match(broken.err, /is not whole.*cli\.download-broken/)
  assert.ok(!existsSync(file))
  assert.match((await typed(['notes', 'export-notes', '--help'])).out, /touchstone notes export-notes --out <file>/)
})
