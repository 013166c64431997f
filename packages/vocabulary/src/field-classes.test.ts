import assert from 'node:assert/strict'
import { test } from 'node:test'
import { derivationsOfTrait, deriveTraits, type SafeTraits } from './derivations.ts'
import { classOfField, classOfTrait, isCodeField, isSafeAddressPart, isSealed, type Surroundings } from './field-classes.ts'

test('a class is told from the name, whatever its spelling', () => {
  const table: [string, Surroundings, string][] = [
    ['email', 'person', 'personal'], ['E-Mail', 'other', 'personal'], ['email_address', 'other', 'personal'], ['firstName', 'other', 'personal'],
    ['First Name', 'person', 'personal'], ['postal_code', 'other', 'personal'], ['dateOfBirth', 'person', 'personal'], ['ip', 'other', 'personal'],
    ['name', 'person', 'personal'], ['name', 'device', 'personal'], ['name', 'other', 'internal'], ['id', 'device', 'personal'], ['id', 'person', 'internal'],
    ['token', 'device', 'personal'], ['token', 'other', 'secret'], ['password', 'person', 'secret'], ['API-Key', 'other', 'secret'], ['cvv', 'other', 'secret'],
    ['card_number', 'other', 'payment'], ['IBAN', 'person', 'payment'], ['passport_number', 'person', 'sensitive'],
    ['currency', 'other', 'public'], ['country', 'person', 'internal'], ['city', 'person', 'internal'], ['title', 'other', 'internal'],
    ['constructor', 'person', 'internal'], ['__proto__', 'person', 'internal'], ['имя', 'person', 'internal'], ['', 'person', 'internal'],
  ]
  for (const [key, surroundings, expected] of table) assert.equal(classOfField(key, surroundings), expected, key)
  assert.equal(classOfTrait('name'), 'personal')
  assert.deepEqual((['public', 'internal', 'personal', 'sensitive', 'payment', 'secret'] as const).map(isSealed), [false, false, true, true, true, false])
  assert.ok(isSafeAddressPart('Country') && isSafeAddressPart('state') && !isSafeAddressPart('city'))
})

test('names of product codes are recognised by their words', () => {
  for (const key of ['gtin', 'GTIN', 'gtin13', 'product_gtin', 'ean', 'eanCode', 'eans', 'imei', 'deviceImei', 'IMEI1', 'isbn13', 'upc', 'order_id', 'timestamp']) {
    assert.ok(isCodeField(key), key)
  }
  for (const key of ['ocean', 'european', 'meaning', 'skull', 'note', 'card', 'order_note', 'id', '', 'x'.repeat(10_000)]) assert.ok(!isCodeField(key), key)
})

test('safe traits stay behind for personal ones', () => {
  const safe = (kind: Parameters<typeof deriveTraits>[0], value: unknown): SafeTraits => {
    const into: SafeTraits = {}
    deriveTraits(kind, value, into)
    return into
  }
  assert.deepEqual(safe('email', 'Ann@Mail.Example.com'), { has_email: true, email_domain: 'mail.example.com' })
  for (const value of [null, '', 'n/a', 5, {}, []]) assert.deepEqual(safe('email', value), { has_email: false, email_domain: null })
  assert.deepEqual(safe('phone', '+49 151 1234567'), { has_phone: true })
  assert.deepEqual(safe('phone', 491511234567), { has_phone: true })
  assert.deepEqual(safe('phone', 'none'), { has_phone: false })
  assert.deepEqual(safe('name', 'Ann'), { has_name: true })
  assert.deepEqual(safe('name', null), { has_name: false })
  assert.deepEqual(safe('address', { street: 'X 1', country: 'DE' }), { has_address: true, country: 'DE' })
  assert.deepEqual(safe('address', 'X 1, Berlin'), { has_address: true })
  assert.deepEqual(safe('address', JSON.parse('{"__proto__":{"country":"DE"}}')), { has_address: true })
  assert.deepEqual(safe('birthday', '1990-05-17'), { birth_year: 1990, birth_day: '05-17' })
  assert.deepEqual(safe('birthday', '17.05.1990'), { birth_year: null, birth_day: null })
  const both: SafeTraits = {}
  deriveTraits('name', 'Ann', both)
  deriveTraits('name', null, both)
  assert.deepEqual(both, { has_name: true })
  assert.deepEqual(derivationsOfTrait('E-Mail'), ['has_email', 'email_domain'])
  assert.deepEqual(derivationsOfTrait('plan'), [])
})
