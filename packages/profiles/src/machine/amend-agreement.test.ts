// A slice of amend-agreement.long.ts, always the same: the long run looks for more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { conditionText } from '@touchstone/language/testing'
import { amendSteps, checkAmendments } from '../testing/amend-agreement.ts'

test('after amendments everything is as for a Machine that knew them first', () => {
  const met = { rounds: 0, taken: 0 }
  fc.assert(
    fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 3 }), amendSteps, (texts, given) => {
      const { rounds, taken } = checkAmendments(texts, given)
      met.rounds += rounds
      met.taken += taken
    }),
    { seed: 2, numRuns: 150, endOnFailure: false, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
  )
  assert.ok(met.taken > 0, `people were built again: ${JSON.stringify(met)}`)
})
