import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseInstant } from './instant.ts'

const at = (text: string) => Date.parse(text)

test('every spelling that SDKs use', () => {
  const exact = at('2024-05-05T10:11:12.123Z')
  const whole = at('2024-05-05T10:11:12.000Z')
  const table: [unknown, number][] = [
    ['2024-05-05T10:11:12.123Z', exact],
    ['2024-05-05T10:11:12.123456Z', exact],
    ['2024-05-05T10:11:12.123456789Z', exact],
    ['2024-05-05T10:11:12,123Z', exact],
    ['2024-05-05T12:11:12.123+02:00', exact],
    ['2024-05-05T12:11:12.123+0200', exact],
    ['2024-05-05T12:11:12.123+02', exact],
    ['2024-05-05T04:41:12.123-05:30', exact],
    ['2024-05-05T10:11:12.123456+00:00', exact],
    ['2024-05-05t10:11:12.123z', exact],
    [' 2024-05-05T10:11:12.123Z ', exact],
    ['2024-05-05T10:11:12Z', whole],
    ['2024-05-05T10:11:12', whole],
    ['2024-05-05 10:11:12', whole],
    ['2024-05-05T10:11:12.1Z', whole + 100],
    ['2024-05-05T10:11Z', at('2024-05-05T10:11:00Z')],
    ['2024-05-05', at('2024-05-05T00:00:00Z')],
    ['2024-02-29', at('2024-02-29T00:00:00Z')],
    ['2024-12-31T23:59:60Z', at('2025-01-01T00:00:00Z')],
    ['0001-01-01T00:00:00Z', at('0001-01-01T00:00:00Z')],
    [1714903872123, 1714903872123],
    [1714903872123.9, 1714903872123],
    ['1714903872123', 1714903872123],
  ]
  for (const [value, expected] of table) assert.equal(parseInstant(value), expected, String(value))
})

test('anything else is refused', () => {
  const table: unknown[] = [
    '', 'now', '2024', '2024-5-5', '2024-13-01', '2024-00-01', '2023-02-29', '2024-04-31', '2024-05-05T25:00:00Z',
    '2024-05-05T10:60:00Z', '2024-05-05T10:11:61Z', '2024-05-05T10:11:12.Z', '2024-05-05T10:11:12.123Q', '05/05/2024',
    '2024-05-05T10:11:12+2', '2024-05-05T10:11:12+25:00', '2024-05-05T10', '2024/05/05', '20240505T101112Z', '+275760-09-13T00:00:00Z',
    'Sun, 05 May 2024 10:11:12 GMT', '2024-05-05T10:11:12Zjunk', 'x'.repeat(100_000), 1714903872, 0, -1, Number.NaN,
    Number.POSITIVE_INFINITY, 1e300, true, {}, [], ['2024-05-05'], null, undefined,
  ]
  for (const value of table) assert.equal(parseInstant(value), undefined, String(value).slice(0, 50))
})

test('property: agrees with the platform on its own format, in every year', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      assert.equal(parseInstant(date.toISOString()), date.getTime())
    }),
    { numRuns: 2000 },
  )
})

test('property: no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseInstant(text)))
})
