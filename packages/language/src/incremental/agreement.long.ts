// What agreement.test.ts does in seconds, for about 25 minutes and with a new seed each time.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { agreementRun, assertMet } from '../testing/agreement.ts'
import { LEAF_KINDS } from '../testing/generators.ts'
import { KINDS } from '../testing/kinds.ts'

const ENDLESS = 1_000_000_000

describe('incremental values are the oracle\'s, for long', () => {
  for (const kind of LEAF_KINDS) {
    it(`of ${kind}`, () => assert.ok(agreementRun({ kinds: [kind], runs: ENDLESS, seconds: 45 }).runs > 100))
  }

  it('of people with long histories', () => {
    agreementRun({ kinds: LEAF_KINDS.filter((kind) => kind !== 'held' && kind !== 'moved'), runs: ENDLESS, burst: 150, seconds: 180 })
    agreementRun({ kinds: ['held', 'moved'], runs: ENDLESS, burst: 5, seconds: 60 })
  })

  it('of everything together', () => assertMet(agreementRun({ runs: ENDLESS, seconds: 600 }), KINDS))
})
