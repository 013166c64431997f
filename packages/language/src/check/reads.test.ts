import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseCondition } from '../parse-condition.ts'
import { condition } from '../testing/generators.ts'
import { listens } from './listens.ts'
import { readsOf } from './reads.ts'
import type { Condition } from './tree.ts'

function rootOf(text: string): Condition {
  const checked = parseCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value.root
}

test('each leaf says which events, which of their properties and which traits it looks at', () => {
  const cases: [string, [Record<string, (string | number)[][]>, string[]][]][] = [
    ['plan = "a" and not did "A"', [[{}, ['plan']], [{ A: [] }, []]]],
    ['sum("A".cart.value where kind = "x" and any items (price > 1)) in last 7 days > 3', [[{ A: [['cart', 'value'], ['kind'], ['items', 0, 'price']] }, []]]],
    ['sum("A".items[].price) > 1', [[{ A: [['items', 0, 'price']] }, []]]],
    ['last("A".x) = 1 or first("B") exists', [[{ A: [['x']] }, []], [{ B: [] }, []]]],
    ['count("A") / count("B" where (c = trait("d"))) > 1', [[{ A: [], B: [['c']] }, ['d']]]],
    ['"A" where x = 1 then "B" without "A" where y = 2 and not "C" within 1 day after', [[{ A: [['x'], ['y']], B: [], C: [] }, []]]],
    ['entered (a = 1) in last 1 day', [[{}, ['a']]]],
  ]
  for (const [text, expected] of cases) {
    const found = readsOf(rootOf(text)).map(({ events, traits }) => [Object.fromEntries(events.map(({ event, properties }) => [event, properties])), traits])
    assert.deepEqual(found, expected, text)
  }
})

test('the leaves together listen to what the condition listens to', () => {
  fc.assert(
    fc.property(condition(fc), (root) => {
      const reads = readsOf(root)
      assert.deepEqual(new Set(reads.flatMap(({ events }) => events.map(({ event }) => event))), new Set(listens({ root }).events))
      assert.deepEqual(new Set(reads.flatMap(({ traits }) => traits)), new Set(listens({ root }).traits))
    }),
    { numRuns: 500 },
  )
})
