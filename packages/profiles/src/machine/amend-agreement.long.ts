// What amend-agreement.test.ts does in seconds, for as long as one likes (`npm run long -- --minutes 60 amend`).
import { test } from 'node:test'
import fc from 'fast-check'
import { conditionText, inRounds, longRun, metSomething } from '@touchstone/language/testing'
import { amendSteps, checkAmendments } from '../testing/amend-agreement.ts'

const settings = longRun(process.env, Date.now())

test('after amendments everything is as for a Machine that knew them first, for long', async () => {
  const conditions = fc.array(conditionText(fc), { minLength: 1, maxLength: 4 })
  await inRounds(settings, console.log, Date.now, (seed, seconds) => {
    const check = fc.property(conditions, amendSteps, (texts, given) => void checkAmendments(texts, given))
    const details = fc.check(check, { seed, numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000 })
    if (metSomething(details)) throw new Error(fc.defaultReportMessage(details))
  })
})
