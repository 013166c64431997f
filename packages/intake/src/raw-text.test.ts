import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rawText } from './raw-text.ts'

test('property: ordinary JSON comes out as the platform writes it', () => {
  // Without digits there is no card, and none of these names is protected.
  const value = fc.jsonValue({ noUnicodeString: false }).filter((json) => !/\d{6}/.test(JSON.stringify(json)) && !/pin|otp|pan/i.test(JSON.stringify(json)))
  fc.assert(fc.property(value, (json) => assert.equal(rawText(json, 1e9).text, JSON.stringify(json))), { numRuns: 500 })
})

test('cards and secrets go, identifiers and codes stay', () => {
  const card = '4111111111111111'
  const raw = rawText(
    {
      userId: card, messageId: card, note: `x ${card}`, [card]: 1, ean: card, phone: card, password: 'hunter2', nested: [{ apiKey: { a: 1 } }, { cvv: 123 }],
      context: { externalIds: [{ id: card, type: 'crm' }] }, other: [{ id: card }], card_number: 4111111111111111, count: 4111111111111111, pin: null,
    },
    1e9,
  )
  assert.deepEqual(JSON.parse(raw.text), {
    userId: card, messageId: card, note: 'x [card ****1111]', '[card ****1111]': 1, ean: card, phone: card, password: '[secret]',
    nested: [{ apiKey: '[secret]' }, { cvv: '[secret]' }], context: { externalIds: [{ id: card, type: 'crm' }] }, other: [{ id: '[card ****1111]' }],
    card_number: '[card ****1111]', count: 4111111111111111, pin: null,
  })
})

test('infinite numbers are read as they came', () => {
  assert.deepEqual(JSON.parse(rawText(JSON.parse('[1e400,-1e400]'), 1e9).text), [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
})

test('any depth is written, and a text over the limit is cut where it stands', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  assert.equal(rawText(JSON.parse(deep), 1e9).text, deep)
  const cut = rawText(JSON.parse(deep), 1000)
  assert.deepEqual([cut.cut, cut.text], [true, '['.repeat(1000)])
  const long = rawText({ a: 'x'.repeat(5000) }, 1000)
  assert.deepEqual([long.cut, long.text.length], [true, 1000])
  assert.equal(rawText({ a: 1 }, 7).cut, false)
})
