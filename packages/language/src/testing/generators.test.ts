// The generators are only worth something if what they make is allowed, means what its text says, and often decides.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditionText as textOf } from '../check/text.ts'
import { evaluateNaively } from '../naive/evaluate.ts'
import { parseCondition } from '../parse-condition.ts'
import { Truth } from '../truth.ts'
import { condition, LEAF_KINDS, leafOf } from './generators.ts'
import { history } from './histories.ts'
import { KINDS, kindsOf } from './kinds.ts'
import { withoutSpans } from './without-spans.ts'

describe('generated conditions', () => {
  it('pass the check as text, and are the same trees then', () => {
    fc.assert(fc.property(condition(fc), (root) => {
      const text = textOf(root)
      const checked = parseCondition(text)
      assert.ok(checked.ok, checked.ok ? '' : `${text}\n${checked.failure.message}`)
      assert.deepEqual(withoutSpans(checked.value.root), withoutSpans(root), text)
    }), { numRuns: 1_500 })
  })

  it('have parts of every kind, and the list of kinds is complete', () => {
    const met = new Set(fc.sample(condition(fc), 3_000).flatMap((root) => [...kindsOf(root)]))
    assert.deepEqual([...met].sort(), [...KINDS].sort())
  })

  it('of each kind are true for some and not for others', () => {
    for (const kind of LEAF_KINDS) {
      let [isTrue, isNot] = [0, 0]
      const cases = fc.sample(fc.tuple(leafOf(fc, kind), history(fc, 20), fc.integer({ min: 1, max: 999_999 })), { numRuns: 250, seed: 1 })
      for (const [root, facts, person] of cases) {
        const last = facts.at(-1)
        if (last === undefined) continue
        if (evaluateNaively({ root }, { person, facts, asOf: last.appended, thresholds: () => 1 }) === Truth.TRUE) isTrue++
        else isNot++
      }
      assert.ok(isTrue >= 5 && isNot >= 5, `${kind}: ${isTrue} true, ${isNot} not`)
    }
  })
})
