// SQL against the oracle, for minutes: each kind of leaf by itself, then everything together. A disagreement says how to run
// it again; it becomes a case in testing/disagreements.ts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { KINDS, LEAF_KINDS } from '@touchstone/language/testing'
import { agreementRun } from './testing/agreement.ts'
import { HistoryStand } from './testing/history-stand.ts'

/** Seconds. */
const EACH_KIND = 30
const TOGETHER = 600

let stand: HistoryStand

before(async () => {
  stand = await HistoryStand.open()
})

after(() => stand.close())

describe('SQL selects the people for whom the oracle says true', () => {
  for (const kind of LEAF_KINDS) {
    it(`of ${kind}`, async () => {
      const { runs } = await agreementRun(stand, { kinds: [kind], runs: 100_000, seconds: EACH_KIND })
      assert.ok(runs > 3, `${runs} runs`)
    })
  }

  it('of everything together', async () => {
    const { runs, met } = await agreementRun(stand, { runs: 1_000_000, seconds: TOGETHER })
    assert.deepEqual(KINDS.filter((kind) => !met.has(kind)), [])
    assert.ok(runs > 30, `${runs} runs`)
  })
})
