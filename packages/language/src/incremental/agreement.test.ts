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
    it(`of ${kind}`, () => void agreementRun({ kinds: [kind], runs: 150 }))
  }

  it('of people with long histories', () => void agreementRun({ kinds: BUSY, runs: 400, burst: 70 }))

  it('of everything together', () => {
    const report = agreementRun({ runs: 1_200 })
    assertMet(report, KINDS)
    assert.ok(report.trueValues > 100 && report.dues > 100, JSON.stringify(report))
  })
})
