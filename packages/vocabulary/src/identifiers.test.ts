import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIdentifierType, looksPersonal, normalizeEmail, normalizePhone, resolveIdentifier } from './identifiers.ts'

const hash = (type: string, value: string) => `h:${type}/${value}`

test('emails', () => {
  for (const text of ['ann@example.com', ' Ann@Example.COM ', 'ANN@EXAMPLE.COM\n']) assert.equal(normalizeEmail(text), 'ann@example.com')
  assert.equal(normalizeEmail('ju\u0308rgen@example.com'), normalizeEmail('jürgen@example.com'))
  for (const text of ['', '@', 'a@', '@b.c', 'a b@c.de', 'a@b@c', 'a,b@c.de', 'n/a', 'x'.repeat(65) + '@a.de', 'a@' + 'b'.repeat(400)]) {
    assert.equal(normalizeEmail(text), undefined, text)
  }
})

test('phones', () => {
  for (const text of ['+49 151 1234567', '+49-151-1234567', '0049 151 1234567', '+49 (151) 123/4567', '＋49 151 1234567', '+٤٩ 151 1234567']) {
    assert.equal(normalizePhone(text), '+491511234567', text)
  }
  assert.equal(normalizePhone('(030) 123-4567'), '0301234567')
  for (const text of ['', '+', '1234', '+1234567890123456', '12+345678', 'call me', '030 1234567 ext. 5', '9'.repeat(1000)]) {
    assert.equal(normalizePhone(text), undefined, text)
  }
})

test('an id that is really an address or a number is personal, a customer number is not', () => {
  for (const text of ['ann@example.com', '+49 151 1234567', '(030) 123-4567', 'h:AAAAAAAAAAAAAAAAAAAAAA']) assert.ok(looksPersonal(text), text)
  for (const text of ['17850', 'u-17850', '4915112345678', '00012345', '@ann', 'a@', 'host@', '550e8400-e29b-41d4-a716-446655440000', '+x', '']) {
    assert.ok(!looksPersonal(text), text)
  }
})

test('identifiers resolve to what is stored', () => {
  assert.deepEqual(resolveIdentifier('user_id', '17850', hash), { identifier: { type: 'user_id', value: '17850' }, personal: false })
  assert.deepEqual(resolveIdentifier('user_id', 'Ann@Example.com', hash), { identifier: { type: 'user_id', value: 'h:user_id/ann@example.com' }, personal: true })
  assert.deepEqual(resolveIdentifier('email', 'Ann@Example.com', hash), { identifier: { type: 'email', value: 'h:email/ann@example.com' }, personal: true })
  assert.deepEqual(resolveIdentifier('phone', '0049 151 1234567', hash)?.identifier.value, 'h:phone/+491511234567')
  assert.deepEqual(resolveIdentifier('crm', 'h:stolen', hash), { identifier: { type: 'crm', value: 'h:crm/h:stolen' }, personal: true })
  assert.equal(resolveIdentifier('crm', 'a\ud800', hash)?.identifier.value, 'a\ufffd')
  for (const [type, value] of [['email', 'n/a'], ['phone', 'none'], ['user_id', '  ']] as const) assert.equal(resolveIdentifier(type, value, hash), undefined)
  assert.ok(isIdentifierType('crm_id') && isIdentifierType('ga.client-id') && !isIdentifierType('a:b') && !isIdentifierType('') && !isIdentifierType('x'.repeat(65)))
})

test('device ids are personal, compared without case, and those that name no device are none', () => {
  const value = (type: string, text: string) => resolveIdentifier(type, text, hash)?.identifier.value
  assert.deepEqual(resolveIdentifier('ios.idfa', ' 7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB', hash), { identifier: { type: 'ios.idfa', value: 'h:ios.idfa/7a3cbea0-bdf5-11e4-8dfc-aa07a5b093db' }, personal: true })
  assert.equal(value('android.push_token', ' dGhpcy1Jc0E '), 'h:android.push_token/dGhpcy1Jc0E', 'tokens have capitals')
  for (const text of ['', ' ', '0', '00000000-0000-0000-0000-000000000000', 'NULL', 'unknown', '9774d56d682e549c', '9774D56D682E549C']) assert.equal(value('android.id', text), undefined, text)
  assert.equal(value('ga_client_id', '1033501218.1368477899'), '1033501218.1368477899')
})
