import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classOfSealed, namesOfPath } from './sealed-paths.ts'

test('a path is taken apart at its dots, not at those inside names', () => {
  assert.deepEqual(namesOfPath('traits.email'), ['traits', 'email'])
  assert.deepEqual(namesOfPath('properties.a\\.b.c'), ['properties', 'a.b', 'c'])
  assert.deepEqual(namesOfPath('userId'), ['userId'])
})

test('the class of a sealed value is that of its field, and personal where only the value was', () => {
  for (const [path, expected] of [
    ['traits.email', 'personal'], ['traits.name', 'personal'], ['properties.passport', 'sensitive'], ['properties.order.iban', 'payment'],
    ['properties.guests.0.phone', 'personal'], ['context.device.id', 'personal'], ['context.traits.name', 'personal'],
    ['properties.note', 'personal'], ['userId', 'personal'], ['event', 'personal'], ['traits.ssn', 'sensitive'], ['properties.ssns.0', 'personal'],
  ] as const) assert.equal(classOfSealed(path), expected, path)
})
