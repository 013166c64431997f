// The incremental target against the oracle, a slice of each kind of leaf and of all together. `npm run long` does the same
// for longer (agreement.long.ts).
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { agreementRun, assertMet } from '../testing/agreement.ts'
import { LEAF_KINDS } from '../testing/generators.ts'
import { KINDS } from '../testing/kinds.ts'

/** The past is left out: the oracle tries every instant of it. */
const BUSY = LEAF_KINDS.filter((kind) => kind !== 'held' && kind !== 'moved')

describe('incremental values are the oracle\'s, after every fact, at every due instant and between', () => {
  for (const kind of LEAF_KINDS) {
    it(`of ${kind}`, () => {
      const { runs } = agreementRun({ kinds: [kind], runs: 300, seconds: 0.4 })
      assert.ok(runs > 3, `${runs} runs`)
    })
  }

  it('of people with long histories', () => {
    const { runs } = agreementRun({ kinds: BUSY, runs: 300, burst: 70, seconds: 3 })
    assert.ok(runs > 3, `${runs} runs`)
  })

  it('of everything together', () => {
    const report = agreementRun({ runs: 2_000, seconds: 5 })
    assertMet(report, KINDS)
    assert.ok(report.trueValues > 100 && report.dues > 100, JSON.stringify(report))
  })
})
