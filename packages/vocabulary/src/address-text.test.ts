import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressText, isHomeAddress } from './address-text.ts'

test('one door has one text, however it is written', () => {
  const door = addressText({ street: 'Hauptstraße 5a', postalCode: '1010', city: 'Wien', country: 'AT' })
  assert.ok(door !== undefined)
  for (const address of [
    { street: 'HAUPTSTR. 5 A', zip: 1010, town: 'Wien' }, { street: 'Hauptstrasse', houseNumber: '5a', postcode: '1010', City: 'wien', country: 'Austria' },
    'Hauptstr. 5a, 1010 Wien', ' 1010 WIEN, Hauptstraße 5A ', { address1: 'Hauptstr. 5a', postal_code: '1010', city: 'Wien' },
  ]) assert.equal(addressText(address), door, JSON.stringify(address))
  assert.equal(addressText('12 High St, Apt 4, Leeds LS1 4AB'), addressText({ street: '12 High Street', street2: 'Flat 4', city: 'Leeds', postcode: 'ls1 4ab' }))
})

test('another door has another text', () => {
  const texts = ['Hauptstr. 5a, 1010 Wien', 'Hauptstr. 5b, 1010 Wien', 'Hauptstr. 5, 1010 Wien', 'Hauptstr. 5a, 1020 Wien', 'Hauptplatz 5a, 1010 Wien', 'Hauptstr. 5a Top 3, 1010 Wien'].map(addressText)
  assert.equal(new Set(texts).size, texts.length)
})

test('what leads to no door has no text', () => {
  for (const address of [
    undefined, null, 7, '', [], {}, 'Wien', '1010 Wien', 'Hauptstraße Wien', { city: 'Wien', postalCode: '1010' }, { street: 'Hauptstraße', city: 'Wien', postalCode: '1010' },
    { street: 'Hauptstraße 5' }, { street: '', city: '' }, { street: { x: 1 }, city: 'Wien' }, 'x 1 '.repeat(200),
  ]) assert.equal(addressText(address), undefined, JSON.stringify(address)?.slice(0, 60))
})

test('only where somebody lives is home', () => {
  for (const trait of ['address', 'Home_Address', 'postalAddress']) assert.ok(isHomeAddress(trait))
  for (const trait of ['shippingAddress', 'work_address', 'billing address', 'addresses', 'email_address']) assert.ok(!isHomeAddress(trait))
})
