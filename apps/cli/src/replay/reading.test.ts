import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { ok } from '@touchstone/base'
import { readCsv } from './csv.ts'
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts'
import { parseMapping } from './mapping.ts'
import { timeReader } from './time-format.ts'

const round = (text: string, decimals: number) => formatDecimal(roundDecimal(parseDecimal(text) ?? assert.fail(text), 6, decimals))

test('decimals are exact where binary floating point is not', () => {
  assert.notEqual(0.1 + 0.2, 0.3)
  assert.equal(formatDecimal((parseDecimal('0.1') ?? 0n) + (parseDecimal('0.2') ?? 0n)), '0.3')
  for (const [text, decimals, expected] of [['2.675', 2, '2.68'], ['-2.675', 2, '-2.68'], ['-0.004', 2, '0'], ['0.0005', 3, '0.001'], ['12', 0, '12'], ['-11062.06', 4, '-11062.06'], ['+1.50', 6, '1.5'], ['0.999999', 0, '1']] as const) assert.equal(round(text, decimals), expected, text)
  for (const bad of ['', ' 1', '1e3', '1,000', '1.', '.5', '0x10', 'NaN', '1.0000001', '1234567890123456']) assert.equal(parseDecimal(bad), undefined, bad)
})

test('decimals: text and back is the number, and sums do not depend on their order', () => {
  const decimal = fc.tuple(fc.boolean(), fc.nat(1e9), fc.nat(999_999)).map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}.${String(fraction).padStart(6, '0')}`)
  fc.assert(fc.property(decimal, (text) => Number(formatDecimal(parseDecimal(text) ?? 0n)) === Number(text)))
  fc.assert(
    fc.property(fc.array(decimal), (texts) => {
      const sum = (all: readonly string[]) => all.reduce((total, text) => total + (parseDecimal(text) ?? 0n), 0n)
      return sum(texts) === sum(texts.toReversed())
    }),
  )
})

test('times are read as UTC by their format, and dates that do not exist are not read', () => {
  const read = (format: string, text: string) => {
    const reader = timeReader(format)
    assert.ok(reader.ok, format)
    const at = reader.value(text)
    return at === undefined ? undefined : new Date(at).toISOString()
  }
  assert.equal(read('YYYY-MM-DD HH:mm:ss', '2010-12-01 08:26:00'), '2010-12-01T08:26:00.000Z')
  assert.equal(read('DD/MM/YYYY HH:mm', '31/01/2011 23:59'), '2011-01-31T23:59:00.000Z')
  assert.equal(read('(YYYY).MM.DD', '(2011).06.07'), '2011-06-07T00:00:00.000Z')
  assert.equal(read('iso', '2011-06-07T10:00:00.5+02:00'), '2011-06-07T08:00:00.500Z')
  assert.equal(read('iso', '2011-06-07'), '2011-06-07T00:00:00.000Z')
  assert.equal(read('unix-seconds', '1291191960'), '2010-12-01T08:26:00.000Z')
  assert.equal(read('unix-millis', '1291191960001'), '2010-12-01T08:26:00.001Z')
  for (const [format, text] of [['YYYY-MM-DD', '2011-06-31'], ['YYYY-MM-DD', '2011-02-29'], ['YYYY-MM-DD', '2011-6-1'], ['YYYY-MM-DD HH:mm', '2011-06-01 24:00'], ['iso', 'yesterday'], ['iso', '2011-13-01'], ['unix-seconds', '-5'], ['YYYY-MM-DD', '']] as const) assert.equal(read(format, text), undefined, text)
  for (const bad of ['', 'YYYY', 'YYYY-MM', 'YYYY-MM-DD YYYY']) assert.equal(timeReader(bad).ok, false, bad)
})

test('a mapping that is wrong is told where and why', () => {
  const good = { name: 'x', group: { column: 'A' }, event: { otherwise: 'Order' }, time: { column: 'T', format: 'iso' }, user: { column: 'U', guest: 'g-{group}' }, properties: { n: { take: 'sum', of: ['A'], decimals: 2 } } }
  assert.equal(parseMapping(JSON.stringify(good)).ok, true)
  const refused = (change: object, message: RegExp) => {
    const result = parseMapping(JSON.stringify({ ...good, ...change }))
    assert.equal(result.ok ? '' : result.failure.code, 'replay.mapping-invalid')
    assert.match(result.ok ? '' : result.failure.message, message)
  }
  assert.match(((result) => (result.ok ? '' : result.failure.message))(parseMapping('{')), /not JSON/)
  refused({ group: undefined }, /the mapping needs "group"/)
  refused({ groups: {} }, /the mapping has "groups", which means nothing there \(known: .*group/)
  refused({ name: 'Has Spaces' }, /name must match pattern.*given: "Has Spaces"/)
  refused({ user: { column: 'U', guest: 'all' } }, /user\.guest must match pattern/)
  refused({ event: { otherwise: 'x', rules: [] } }, /event must have property column/)
  refused({ properties: { p: { take: 'last', column: 'A' } } }, /properties\.p\.take must be "first", "sum" or "list".*given: "last"/)
  refused({ properties: { p: { take: 'sum', of: ['A'] } } }, /properties\.p needs "decimals"/)
  refused({ properties: { p: { take: 'list', each: { q: { column: 'A', as: 'int' } } } } }, /properties\.p\.each\.q\.as must be one of "text", "number"; given: "int"/)
  refused({ traits: { t: { take: 'list', each: {} } } }, /traits\.t\.take must be/)
  refused({ file: { encoding: 'utf16' } }, /file\.encoding must be one of/)
})

test('CSV: quotes, line breaks in fields, a byte-order mark, gzip, other separators', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const read = async (name: string, bytes: Buffer | string, format = {}) => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    const rows: (readonly string[])[] = []
    const result = await readCsv(file, format, (header) => (rows.push(header), ok(undefined)), (fields) => (rows.push(fields), undefined))
    return result.ok ? rows : result.failure
  }
  const text = '\ufeffA,B\r\n1,"x, ""y""\nz"\r\n'
  const rows = [['A', 'B'], ['1', 'x, "y"\nz']]
  assert.deepEqual(await read('a.csv', text), rows)
  assert.deepEqual(await read('a.csv.gz', gzipSync(text)), rows)
  assert.deepEqual(await read('b.csv', Buffer.from('A;B\n\xe4;2\n', 'latin1'), { delimiter: ';', encoding: 'latin1' }), [['A', 'B'], ['ä', '2']])
  for (const [name, bytes, message] of [['c.csv', 'A,B\n1,2\n1,2,3\n', /at line 3/], ['d.csv', '', /is empty/], ['e.csv.gz', 'not gzip', /cannot read/], ['f.csv', 'A\n"open', /Quote Not Closed/]] as const) {
    const failure = await read(name, bytes)
    assert.match('message' in failure ? failure.message : '', message)
  }
  const missing = await readCsv(join(folder, 'none.csv'), {}, () => ok(undefined), () => undefined)
  assert.match(missing.ok ? '' : missing.failure.message, /ENOENT/)
})
