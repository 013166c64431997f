import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { partsOf } from '../check/listens.ts'
import type { Condition } from '../check/tree.ts'
import { type NaiveFact, evaluateNaively } from '../naive/evaluate.ts'
import { parseCondition } from '../parse-condition.ts'
import { condition as anyCondition, history } from '../testing.ts'
import { Truth } from '../truth.ts'
import { type Explained, type Need, explain } from './explain.ts'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 0, 1, 12)

function at(days: number, fact: Partial<NaiveFact>): NaiveFact {
  const timestamp = NOON + days * DAY
  return { event: '', timestamp, appended: timestamp, position: Math.round(days * 10) + 1, hash: BigInt(Math.round(days * 10) + 1), traits: {}, properties: {}, ...fact }
}

function explained(text: string, facts: readonly NaiveFact[], days: number) {
  const checked = parseCondition(text)
  assert.ok(checked.ok, checked.ok ? '' : checked.failure.message)
  return explain(checked.value, { person: 1, facts, asOf: NOON + days * DAY })
}

const ORDERS = [at(0, { traits: { plan: 'free' } }), at(1, { event: 'Order' }), at(3, { event: 'Order' }), at(4, { traits: { plan: 'gold' } })]

describe('an explanation', () => {
  it('tells what was found, the facts behind it, since when and until when', () => {
    const { root, needs } = explained('plan = "gold" and count("Order") in last 7 days >= 2', ORDERS, 5)
    assert.equal(root.truth, Truth.TRUE)
    assert.deepEqual([root.since, root.until], [NOON + 4 * DAY, NOON + 8 * DAY])
    const [plan, count] = root.items
    assert.deepEqual(plan?.observed, [{ kind: 'value', value: 'gold' }])
    assert.deepEqual(plan?.facts, [41])
    assert.deepEqual(count?.observed, [{ kind: 'number', number: 2 }])
    assert.deepEqual([count?.facts, count?.factCount, count?.since], [[11, 31], 2, NOON + 3 * DAY])
    assert.equal(needs.kind, 'any')
    assert.match(lines(needs).join('\n'), /plan.*now "gold"[^]*Order.*now 2/)
  })

  it('tells what is missing', () => {
    const { root, needs } = explained('(plan = "gold" or plan = "team") and count("Order") in last 7 days >= 3 and did not "Refund"', ORDERS, 3)
    assert.equal(root.truth, Truth.FALSE)
    assert.equal(needs.kind, 'all')
    const text = lines(needs)
    assert.equal(text.length, 3, text.join('\n'))
    assert.match(text.join('\n'), /now "free"[^]*now 2/)
    assert.doesNotMatch(text.join('\n'), /Refund/)
  })

  it('of a person without facts, and before the first', () => {
    const { root } = explained('did not "Order"', [], 1)
    assert.deepEqual([root.truth, root.since, root.until, root.factCount], [Truth.TRUE, undefined, undefined, 0])
    assert.equal(explained('did "Order"', ORDERS, 0.5).root.truth, Truth.FALSE)
  })

  it('wakes up by the clock: something that was not done in time', () => {
    const { root } = explained('"Order" and not "Refund" within 2 days after', ORDERS, 3.5)
    assert.deepEqual([root.truth, root.since], [Truth.TRUE, NOON + 3 * DAY])
    const waiting = explained('"Order" and not "Refund" within 2 days after in last 4 days', ORDERS, 2).root
    assert.deepEqual([waiting.truth, waiting.until], [Truth.FALSE, NOON + 3 * DAY])
  })

  it('agrees with the oracle about values, and about when they change', () => {
    fc.assert(
      fc.property(anyCondition(fc), history(fc, 12), fc.integer({ min: 0, max: 200_000 }), (condition, facts, later) => {
        const asOf = Math.max(0, ...facts.map(({ appended }) => appended)) + later
        const { root } = explain({ root: condition }, { person: 1, facts, asOf })
        const isTrue = (instant: number): boolean => evaluateNaively({ root: condition }, { person: 1, facts, asOf: instant }) === Truth.TRUE
        assert.equal(root.truth, evaluateNaively({ root: condition }, { person: 1, facts, asOf }))
        assertChange(root.since, isTrue)
        assertChange(root.until, isTrue)
        if (root.until !== undefined) for (const share of [0.1, 0.5, 0.9, 1]) assert.equal(isTrue(Math.floor(asOf + share * (root.until - 1 - asOf))), isTrue(asOf), `before ${root.until}`)
        assertParts(condition, root, facts, asOf)
        const seen = facts.map(({ timestamp }) => timestamp).filter((instant) => instant <= asOf && (root.since === undefined || instant >= root.since))
        for (const instant of seen) assert.equal(isTrue(instant), isTrue(asOf), `at ${instant}`)
      }),
      { numRuns: 120, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    )
  })
})

/** Each part by itself is explained as it is within the whole. */
function assertParts(condition: Condition, { items, truth, since, until }: Explained, facts: readonly NaiveFact[], asOf: number): void {
  const alone = explain({ root: condition }, { person: 1, facts, asOf }).root
  assert.deepEqual([truth, since, until], [alone.truth, alone.since, alone.until])
  if (items.length > 0) partsOf(condition).forEach((part, index) => assertParts(part, items[index]!, facts, asOf))
}

function assertChange(instant: number | undefined, isTrue: (instant: number) => boolean): void {
  if (instant !== undefined) assert.notEqual(isTrue(instant), isTrue(instant - 1), `the value changes at ${instant}`)
}

function lines(need: Need): string[] {
  return need.kind === 'so' ? [need.text] : need.items.flatMap(lines)
}

// Every part is explained, to any depth.
it('an explanation has the parts of its condition', () => {
  const { root } = explained('not (plan = "x" and (did "Order" or (plan = "gold") for 2 days))', ORDERS, 9)
  const kinds = (part: Explained): unknown[] => [part.kind, ...part.items.map(kinds)]
  assert.deepEqual(kinds(root), ['not', ['all', ['test'], ['any', ['measure'], ['held']]]])
})
