// Generated backfills for as long as one likes (`npm run long -- --minutes 60 backfill`), each in a warehouse of its own.
import { test } from 'node:test'
import { inRounds, longRun } from '@touchstone/language/testing'
import { tryBackfill } from './testing/backfill-agreement.ts'

test('random conditions over random histories come to what the oracle says, for long', async (t) => {
  await inRounds(longRun(process.env, Date.now()), console.log, Date.now, (seed) => t.test(`seed ${seed}`, (own) => tryBackfill(own, { seed, conditions: 40 })))
})
