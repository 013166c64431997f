// What agreement.test.ts does in seconds, for as long as one likes (`npm run long -- --minutes 60 agreement`).
import { test } from 'node:test'
import fc from 'fast-check'
import { conditionText, inRounds, longRun, metSomething } from '@touchstone/language/testing'
import { checkMachine, steps } from '../testing/agreement.ts'

const settings = longRun(process.env, Date.now())

test('memberships of the Machine are what the definition says, for long', async () => {
  const conditions = fc.array(conditionText(fc), { minLength: 1, maxLength: 4 })
  await inRounds(settings, console.log, Date.now, (seed, seconds) => {
    const details = fc.check(fc.property(conditions, steps, checkMachine), { seed, numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000 })
    if (metSomething(details)) throw new Error(fc.defaultReportMessage(details))
  })
})
