import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fail, ok } from '@touchstone/base'
import { readCsvPieces } from './csv.ts'

test('a text cut anywhere gives the same rows, also within quotes, letters and line ends', async () => {
  const text = '\uFEFFNo;Name;Mail\r\n1;"Muster; ""die"" Große";a@b.c\r\n\r\n2;"Two\r\nlines"\r\n3;Bo;;'
  const expected = [['No', 'Name', 'Mail'], ['1', 'Muster; "die" Große', 'a@b.c'], ['2', 'Two\r\nlines'], ['3', 'Bo', '', '']]
  await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.nat(text.length), { maxLength: 6 }), async (cuts) => {
    const rows: (readonly string[])[] = []
    const csv = readCsvPieces(';', (cells) => (rows.push(cells), ok(undefined)))
    const places = [0, ...cuts.sort((a, b) => a - b), text.length]
    for (let i = 1; i < places.length; i++) assert.ok((await csv.write(text.slice(places[i - 1], places[i]))).ok)
    assert.ok((await csv.end()).ok)
    assert.deepEqual(rows, expected)
  }), { numRuns: 60 })
})

test('what is no CSV is said without repeating it, and whoever takes rows may stop', async () => {
  for (const text of ['a;"Muster" x;b\n', 'a;"Muster']) {
    const csv = readCsvPieces(';', () => ok(undefined))
    const [given, ended] = [await csv.write(text), await csv.end()]
    const result = given.ok ? ended : given
    assert.ok(!result.ok && result.failure.code === 'csv.unreadable' && !result.failure.message.includes('Muster'), text)
  }
  let rows = 0
  const csv = readCsvPieces(',', () => (++rows < 2 ? ok(undefined) : fail('test.enough', 'enough')))
  const stopped = await csv.write('a\nb\nc\nd\n')
  assert.deepEqual([rows, stopped.ok ? '' : stopped.failure.code], [2, 'test.enough'])
})
