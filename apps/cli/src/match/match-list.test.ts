import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import type { Terminal } from '../terminal.ts'
import { matchList, type Call } from './match-list.ts'
import { matchText } from './match-text.ts'

const STATE = { id: 'mt_1', state: 'done', rows: 2, known: 5, compared: 3, failure: null }
const SUMMARY = { expected: 1.2, recommended: 0.95, thresholds: [{ threshold: 0.9, pairs: 2, precision: 0.98, recall: 1 }, { threshold: 0.95, pairs: 1, precision: 0.997, recall: 0.8 }] }
const PAIR = { place: 0, a: { row: 1, id: 'K\u001b1', person: null }, b: { row: null, id: null, person: 1042 }, probability: 0.9991, evidence: [{ says: 'same given name' }, { says: 'same date of birth' }] }

/** A server that says what it is told to, and what it was asked. */
function server(answers: Readonly<Record<string, (input: any) => Result<unknown>>>): { call: Call; asked: [string, any][] } {
  const asked: [string, any][] = []
  const usual: Record<string, (input: any) => Result<unknown>> = {
    'begin-match': () => ok({ id: 'mt_1' }), 'add-match-rows': ({ part }) => ok({ rows: part + 1 }), 'run-match': () => ok(STATE), 'drop-match': () => ok({ dropped: true }),
    'get-match': () => ok({ match: STATE, summary: SUMMARY }), 'list-match-pairs': () => ok({ pairs: [PAIR] }), ...answers,
  }
  return {
    asked,
    call(operation, input) {
      const verb = operation.replace('profiles.', '')
      asked.push([verb, input])
      return Promise.resolve(usual[verb]!(input))
    },
  }
}

function terminal(signal = new AbortController().signal): Terminal {
  return { env: {}, clock: new ManualClock(0), out: () => undefined, pour: () => Promise.resolve(), err: () => undefined, live: false, signal }
}

function written(t: TestContext, name: string, bytes: string | Uint8Array): string {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-match-'))
  t.after(() => rmSync(directory, { recursive: true }))
  writeFileSync(join(directory, name), bytes)
  return join(directory, name)
}

const settings = (file: string) => ({ file, columns: { given: 'Name' }, against: 'both', delimiter: ',', dates: 'day-first', least: undefined, most: 20 })

test('a file goes in parts that are whole letters and together the file, also when it is packed', async (t) => {
  const text = `Name\n${'Änne „ß“ 😀\n'.repeat(60_000)}`
  for (const file of [written(t, 'list.csv', text), written(t, 'list.csv.gz', gzipSync(text))]) {
    const { call, asked } = server({})
    const found = await matchList(settings(file), call, terminal())
    assert.ok(found.ok)
    assert.deepEqual(asked[0], ['begin-match', { columns: { given: 'Name' }, against: 'both', delimiter: ',', dates: 'day-first' }])
    const parts = asked.filter(([verb]) => verb === 'add-match-rows').map(([, input]) => input)
    assert.ok(parts.length > 2 && parts.every(({ part, csv }, i) => part === i && Buffer.byteLength(JSON.stringify({ part, csv })) < 1_000_000))
    assert.equal(parts.map(({ csv }) => csv).join(''), text)
    assert.deepEqual(asked.slice(-3).map(([verb]) => verb), ['run-match', 'get-match', 'list-match-pairs'])
    assert.deepEqual(asked.at(-1)![1], { id: 'mt_1', least: 0.95, limit: 20 })
  }
})

test('whatever goes wrong on the way drops the comparison', async (t) => {
  const file = written(t, 'list.csv', 'Name\nAnna\n')
  const codeOf = async (answers: Parameters<typeof server>[0], path = file, signal?: AbortSignal): Promise<string> => {
    const { call, asked } = server(answers)
    const found = await matchList(settings(path), call, terminal(signal))
    assert.equal(asked.at(-1)![0], 'drop-match')
    return found.ok ? '' : found.failure.code
  }
  assert.equal(await codeOf({ 'add-match-rows': () => fail('profiles.match-column', 'no') }), 'profiles.match-column')
  assert.equal(await codeOf({ 'get-match': () => ok({ match: { ...STATE, state: 'failed', failure: { code: 'profiles.match-broken', message: 'no' } }, summary: null }) }), 'profiles.match-broken')
  assert.equal(await codeOf({}, `${file}.not`), 'match.file-unreadable')
  assert.equal(await codeOf({}, written(t, 'empty.csv', '')), 'match.file-unreadable')
  assert.equal(await codeOf({}, file, AbortSignal.abort()), 'match.interrupted')
  const { call, asked } = server({ 'begin-match': () => fail('profiles.match-busy', 'no') })
  assert.ok(!(await matchList(settings(file), call, terminal())).ok)
  assert.equal(asked.length, 1)
})

test('what was found reads as a table and a line for each pair', () => {
  assert.equal(matchText({ match: STATE, summary: SUMMARY, pairs: [PAIR] }), `2 rows and 5 known people: 3 pairs compared, about 1 of one person

from probability     pairs  expected precision  expected recall
  0.900                  2              98.0 %          100.0 %
→ 0.950                  1              99.7 %           80.0 %

     0  0.9991  row 1 (K·1) = person 1042: same given name, same date of birth

Kept for a day as mt_1. All pairs: touchstone profiles list-match-pairs mt_1; one is accepted with profiles accept-match.
`)
})
