import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepPath } from './step-path.ts'

test('from the first reading to the last, in steps, the lowest at the bottom and the highest at the top', () => {
  assert.equal(stepPath([[0, 5], [1, 9], [4, 1]], 44, 24), 'M2 12H12V2H42V22')
})

test('what stood still, or was read once, is in the middle', () => {
  assert.equal(stepPath([[7, 3], [9, 3]], 44, 24), 'M2 12H42V12')
  assert.equal(stepPath([[7, 3]], 44, 24), 'M2 12')
})
