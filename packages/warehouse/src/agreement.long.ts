// SQL against the oracle, for as long as one likes (`npm run long -- --minutes 60 agreement`): each kind of leaf by itself,
// then everything together. A disagreement says how to run it again; it becomes a case in testing/disagreements.ts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inRounds, KINDS, LEAF_KINDS, longRun } from '@touchstone/language/testing'
import { agreementRun } from './testing/agreement.ts'
import { HistoryStand } from './testing/history-stand.ts'

const settings = longRun(process.env, Date.now())

let stand: HistoryStand

before(async () => {
  stand = await HistoryStand.open()
})

after(() => stand.close())

describe('SQL selects the people for whom the oracle says true', () => {
  for (const kind of LEAF_KINDS) {
    it(`of ${kind}`, async () => {
      await inRounds(settings, console.log, Date.now, (seed, seconds) => agreementRun(stand, { kinds: [kind], runs: 100_000, seed, seconds }), 0.5 / LEAF_KINDS.length)
    })
  }

  it('of everything together', async () => {
    const met = new Set<string>()
    const rounds = await inRounds(settings, console.log, Date.now, async (seed, seconds) => {
      const report = await agreementRun(stand, { runs: 1_000_000, seed, seconds })
      for (const kind of report.met.keys()) met.add(kind)
    }, 0.5)
    // A dozen runs meet everything; short settings do fewer.
    assert.ok(rounds < 3 || KINDS.every((kind) => met.has(kind)), KINDS.filter((kind) => !met.has(kind)).join(', '))
  })
})
