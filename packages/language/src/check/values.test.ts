// Tests and filters against the oracle's reading of them, which is written differently.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { passes } from '../naive/choose.ts'
import { inOrder, momentAt, propertyOf, valuesOf } from '../naive/person.ts'
import { compareScalars, testInstant as naiveInstant, testValue as naiveValue } from '../naive/values.ts'
import { staticFilter as filterOf } from '../testing/event-generators.ts'
import { history } from '../testing/histories.ts'
import { jsonValue, test, valueOf, whenTest } from '../testing/value-generators.ts'
import { INSTANTS, LIST_PATHS, PATHS, STRINGS, TRAITS } from '../testing/vocabulary.ts'
import { Truth } from '../truth.ts'
import type { Comparison } from './tree.ts'
import { compareTexts, comparison, contribution, holds, memberAt, millionths, opposite, pairComparison, staticFilter, testInstant, testValue, visitValues } from './values.ts'

const OPERATORS: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>=']
const value = fc.oneof(jsonValue(fc), fc.constantFrom(...TRAITS, 'products', 'category').chain((name) => valueOf(fc, name)), fc.constant(undefined))

it('texts have the order of their code points', () => {
  const text = fc.oneof(fc.constantFrom(...STRINGS), fc.string({ unit: fc.constantFrom('a', 'é', '\ud83d', '\ude00', '\udfff', '\ue000', '\uffff', '😀', '\u{10ffff}'), maxLength: 4 }))
  fc.assert(fc.property(text, text, (a, b) => assert.equal(Math.sign(compareTexts(a, b)), compareScalars(a, b), JSON.stringify([a, b]))), { numRuns: 3_000 })
})

it('tests of values', () => {
  fc.assert(fc.property(test(fc, ['now', 'epoch']), value, fc.constantFrom(...INSTANTS), (one, of, now) => assert.equal(testValue(one, of, now), naiveValue(one, of, now))), { numRuns: 5_000 })
})

it('tests of instants', () => {
  const instant = fc.option(fc.constantFrom(...INSTANTS), { nil: undefined })
  fc.assert(fc.property(whenTest(fc, ['now', 'epoch']), instant, fc.constantFrom(...INSTANTS), (one, of, now) => {
    assert.ok(one.kind === 'when')
    assert.equal(testInstant(one, of, now), naiveInstant(one, of, now))
  }))
})

it('static filters of events', () => {
  fc.assert(fc.property(filterOf(fc), history(fc, 12), (filter, facts) => {
    const moment = momentAt({ person: 1, known: inOrder(facts), thresholds: () => undefined }, Infinity)
    for (const fact of facts) assert.equal(staticFilter(filter, fact.properties, fact.timestamp) === Truth.TRUE, passes(filter, fact, moment))
  }), { numRuns: 500 })
})

it('paths reach the same values', () => {
  fc.assert(fc.property(history(fc, 12), (facts) => {
    for (const { properties } of facts) {
      for (const path of PATHS) assert.equal(memberAt(path, properties), propertyOf(path, properties))
      for (const path of [...PATHS, ...LIST_PATHS]) {
        const found: unknown[] = []
        visitValues(path, properties, (one) => found.push(one))
        assert.deepEqual(found, valuesOf(path, properties))
      }
    }
  }))
})

it('pairs, contributions and negation are what the tree says', () => {
  for (const operator of OPERATORS) {
    const isEquality = operator === '=' || operator === '!='
    assert.equal(comparison(operator, true, false) === Truth.UNKNOWN, !isEquality)
    assert.equal(pairComparison(operator, 'a', 'b') === Truth.UNKNOWN, !isEquality)
    assert.equal(comparison(operator, 'a', 'b'), holds(operator, -1) ? Truth.TRUE : Truth.FALSE)
    assert.equal(pairComparison(operator, 2, 1), holds(operator, 1) ? Truth.TRUE : Truth.FALSE)
    for (const [left, right] of [[1, '1'], [null, null], [undefined, 1], [[], []], [{}, {}]]) assert.equal(comparison(operator, left, right), Truth.UNKNOWN)
  }
  assert.deepEqual([1.0000005, -0.0000005, 1e12, -1e12].map(contribution), [1_000_001, 0, 1e18, -1e18])
  assert.ok([1e12 + 0.001, -1e12 - 1, '1', true, null, undefined, [1]].every((one) => Number.isNaN(contribution(one))))
  assert.equal(millionths(0.29), 290_000)
  assert.deepEqual([Truth.FALSE, Truth.TRUE, Truth.UNKNOWN].map(opposite), [Truth.TRUE, Truth.FALSE, Truth.UNKNOWN])
})
