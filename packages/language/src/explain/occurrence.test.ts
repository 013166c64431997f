import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Sequence } from '../check/tree.ts'
import { momentOf } from '../naive/evaluate.ts'
import { happenedInOrder } from '../naive/sequence.ts'
import { condition, history } from '../testing.ts'
import { latestOccurrence } from './occurrence.ts'

it('an occurrence is named where the definition finds one, and is one; none began later', () => {
  let found = 0
  fc.assert(
    fc.property(condition(fc, ['sequence']), history(fc, 20), fc.integer({ min: 0, max: 100_000 }), (root, facts, later) => {
      if (root.kind !== 'sequence') return
      const asOf = Math.max(0, ...facts.map(({ appended }) => appended)) + later
      const moment = momentOf({ person: 1, facts, asOf })
      const named = latestOccurrence(root, moment)
      assert.equal(named === undefined, happenedInOrder(root, moment) === undefined)
      if (named === undefined) return
      found++
      assert.equal(named.length, root.steps.length)
      // With what must not come, and without the other events of its steps, it still is one.
      const others = facts.filter((fact) => !named.includes(fact) && root.steps.every(({ pattern }) => pattern.event !== fact.event))
      assert.ok(happenedInOrder(root, momentOf({ person: 1, facts: [...others, ...named], asOf })))
      const start = named[0]!.timestamp
      const laterStarts: Sequence = { ...root, window: { kind: 'rolling', length: Math.max(1, asOf - start), until: 0 } }
      assert.equal(happenedInOrder(laterStarts, moment), undefined, 'the window that begins just after it holds none')
    }),
    { numRuns: 1_500 },
  )
  assert.ok(found > 100, `${found} found`)
})
