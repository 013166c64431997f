// The formulas against what scipy, statsmodels and plain definitions say (figures.py), and Newcombe's published examples.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { adjusted, association, cliffsDelta, cohensD, cohensH, meanDifference, shareDifference, wilson, type Dominance, type Interval, type Sample } from './statistics.ts'

const FIGURES = JSON.parse(readFileSync(new URL('./figures.json', import.meta.url), 'utf8'))

function near(actual: number | null | undefined, expected: number, what: string, within = 1e-9): void {
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)), `${what}: expected ${expected}, got ${actual}`)
}

function nearInterval(actual: Interval | null | undefined, [low, high]: readonly [number, number], what: string, within?: number): void {
  near(actual?.low, low, `${what}, low`, within)
  near(actual?.high, high, `${what}, high`, within)
}

function sampleOf(values: readonly number[]): Sample {
  const n = values.length
  const mean = values.reduce((sum, x) => sum + x, 0) / n
  return { n, mean, variance: n < 2 ? 0 : values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) }
}

function dominanceOf(a: readonly number[], b: readonly number[]): Dominance {
  const rows = a.map((x) => b.reduce((sum, y) => sum + Math.sign(x - y), 0) / b.length)
  const columns = b.map((y) => a.reduce((sum, x) => sum + Math.sign(x - y), 0) / a.length)
  const squares = (list: readonly number[]) => list.reduce((sum, x) => sum + x * x, 0)
  return { nA: a.length, nB: b.length, sum: rows.reduce((sum, x) => sum + x, 0), squaresA: squares(rows), squaresB: squares(columns), ties: a.reduce((sum, x) => sum + b.filter((y) => y === x).length, 0) }
}

test('means: Welch, Cohen and Cliff', () => {
  for (const { a, b, ...expected } of FIGURES.numbers) {
    const [sa, sb] = [sampleOf(a), sampleOf(b)]
    const difference = meanDifference(sa, sb)
    near(difference?.value, expected.meanDifference, 'difference')
    nearInterval(difference?.interval, expected.meanInterval, 'Welch', 1e-6)
    near(difference?.p, expected.p, 'p of Welch', 1e-6)
    near(cohensD(sa, sb)?.value, expected.d, 'd')
    nearInterval(cohensD(sa, sb)?.interval, expected.dInterval, 'd')
    const delta = cliffsDelta(dominanceOf(a, b))
    near(delta?.value, expected.delta, 'delta')
    nearInterval(delta?.interval, expected.deltaInterval, 'delta')
  }
})

test('shares: Wilson and Newcombe', () => {
  for (const { given: [x1, n1, x2, n2], difference, interval, wilson: alone } of FIGURES.shares) {
    const found = shareDifference(x1, n1, x2, n2)
    near(found?.value, difference, 'difference')
    nearInterval(found?.interval, interval, `${x1}/${n1} and ${x2}/${n2}`, 1e-8)
    nearInterval(wilson(x1, n1), alone, 'Wilson', 1e-8)
  }
  // Table II of Newcombe (1998), method 10, to four digits.
  nearInterval(shareDifference(56, 70, 48, 80)?.interval, [0.0524, 0.3339], 'published a', 5e-5)
  nearInterval(shareDifference(9, 10, 3, 10)?.interval, [0.1705, 0.809], 'published b', 5e-5)
  nearInterval(shareDifference(5, 56, 0, 29)?.interval, [-0.0381, 0.1926], 'published d', 5e-5)
  nearInterval(shareDifference(10, 10, 0, 20)?.interval, [0.6791, 1], 'published g', 5e-5)
})

test('tables: chi-squared, Cramér and Bergsma', () => {
  for (const { rows, ...expected } of FIGURES.tables) {
    const found = association([...rows, [0, 0]])
    near(found?.chiSquared, expected.chiSquared, 'chi-squared')
    assert.equal(found?.freedom, expected.freedom)
    near(found?.p, expected.p, 'p', 1e-8)
    near(found?.v, expected.v, 'V')
    near(found?.correctedV, expected.correctedV, 'corrected V')
  }
})

test('many questions at once', () => {
  adjusted(FIGURES.adjusted.given).forEach((p, i) => near(p, FIGURES.adjusted.expected[i], `adjusted ${i}`))
  assert.deepEqual(adjusted([]), [])
})

test('where there are too few, nothing is made up', () => {
  const [nobody, one, same] = [sampleOf([]), sampleOf([3]), sampleOf([3, 3])]
  assert.equal(meanDifference(nobody, same), null)
  assert.deepEqual(meanDifference(one, same), { value: 0, interval: null, p: null })
  assert.deepEqual(meanDifference(same, same), { value: 0, interval: { low: 0, high: 0 }, p: 1 })
  assert.equal(cohensD(same, same), null)
  assert.equal(cohensD(one, same), null)
  assert.equal(cliffsDelta(dominanceOf([], [1])), null)
  assert.deepEqual(cliffsDelta(dominanceOf([2], [1, 1])), { value: 1, interval: null, p: null })
  assert.equal(shareDifference(0, 0, 1, 2), null)
  assert.equal(association([[1, 2]]), null)
  assert.equal(association([[1, 0], [2, 0]]), null)
  assert.equal(cohensH(0.5, 0.5), 0)
  near(cohensH(1, 0), Math.PI, 'h at its largest')
})
