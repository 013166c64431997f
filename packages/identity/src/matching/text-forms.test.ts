import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateForm, emailForm, nameForm, phoneForm, postcodeForm, splitName } from './text-forms.ts'

test('names lose what only decorates them', () => {
  const same = (form: string, ...texts: string[]): void => texts.forEach((text) => assert.equal(nameForm(text), form, text))
  same('mueller', 'Müller', 'MUELLER', ' müller ', 'Mu\u0308ller', 'Dr. Müller')
  same('weiss', 'Weiß', 'WEISS', 'Prof. Dr. Weiss')
  same('oconnor', 'O’Connor', "O'Connor", 'OConnor')
  same('anna maria', 'Anna-Maria', 'Anna  Maria', 'Frau Anna Maria')
  same('jose', 'José', 'JOSÉ')
  same('анна', 'Анна')
  same('', '', '  ', '---', 'Dr.')
  // A cut leaves no half of a letter behind.
  assert.equal(nameForm(`a${'𐐨'.repeat(30)}`), `a${'𐐨'.repeat(23)}`)
})

test('a form is its own form', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    const form = nameForm(text)
    assert.equal(nameForm(form), form)
    assert.ok(form.length <= 48)
    assert.equal(postcodeForm(postcodeForm(text)), postcodeForm(text))
  }))
})

test('a full name has its two parts, in either order', () => {
  assert.deepEqual(splitName('Anna Maria Muster'), { given: 'Anna Maria', family: 'Muster' })
  assert.deepEqual(splitName('Muster, Anna'), { given: ' Anna', family: 'Muster' })
  assert.deepEqual(splitName('Ursula von der Leyen'), { given: 'Ursula', family: 'von der Leyen' })
  assert.deepEqual(splitName('Muster'), { given: '', family: 'Muster' })
})

test('dates are read in the ways people write them, and nothing else is a date', () => {
  for (const text of ['1990-05-17', '1990-05-17T00:00:00Z', '19900517', '17.5.1990', '17.05.1990', '17/05/1990', '17-05-1990', '1990/5/17', '05/17/1990']) assert.equal(dateForm(text, 'day-first'), 19_900_517, text)
  assert.equal(dateForm('03/04/1990', 'day-first'), 19_900_403)
  assert.equal(dateForm('03/04/1990', 'month-first'), 19_900_304)
  assert.equal(dateForm('03.04.1990', 'month-first'), 19_900_403)
  for (const text of ['', '1990', '31.04.1990', '0.5.1990', '17.13.1990', '1790-05-17', 'May 17, 1990', '17.05.90', '17/05.1990']) assert.equal(dateForm(text, 'day-first'), 0, text)
  fc.assert(fc.property(fc.integer({ min: 1880, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (year, month, day) => {
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    assert.equal(dateForm(iso, 'month-first'), year * 10_000 + month * 100 + day)
    assert.equal(dateForm(`${day}.${month}.${year}`, 'month-first'), dateForm(iso, 'day-first'))
  }))
})

test('postcodes, phone numbers and addresses become one spelling each', () => {
  for (const text of ['10115', ' 10115 ', 'D-10115', 'D - 10115']) assert.equal(postcodeForm(text), '10115')
  assert.equal(postcodeForm('sw1a 1aa'), 'SW1A1AA')
  assert.equal(postcodeForm('12'), '')
  for (const text of ['0151 2345 6789', '+49 151 23456789', '0049-151-23456789', '(0151) 23456789']) assert.equal(phoneForm(text), '23456789')
  for (const text of ['00000000', '11111111', '1234', 'call me', '']) assert.equal(phoneForm(text), '')
  assert.equal(emailForm(' Anna@Example.com'), 'anna@example.com')
  assert.equal(emailForm('anna at example'), '')
})
