import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupPairs } from './groups.ts'

function group(pairs: readonly (readonly [number, number, number])[], threshold = 0.5): number[] {
  const sorted = [...pairs].sort((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1])
  return [...groupPairs({ a: Int32Array.from(sorted, ([a]) => a), b: Int32Array.from(sorted, ([, b]) => b), probability: Float64Array.from(sorted, ([, , p]) => p) }, threshold)]
}

test('three records that are all alike are one group', () => {
  assert.deepEqual(group([[1, 2, 0.9], [1, 3, 0.8], [2, 3, 0.7]]), [1, 1, 1])
})

test('nothing is chained: the likelier pair stays, the other stands for itself', () => {
  assert.deepEqual(group([[1, 2, 0.9], [2, 3, 0.8]]), [1, 0])
  assert.deepEqual(group([[1, 2, 0.9], [2, 3, 0.8], [1, 3, 0.4]]), [1, 0, 0])
  assert.deepEqual(group([[1, 2, 0.9], [3, 4, 0.9], [2, 3, 0.8]]), [1, 2, 0])
})

test('in a group every record is a likely pair with every other', () => {
  const pair = fc.tuple(fc.nat(8), fc.nat(8), fc.float({ min: 0, max: 1, noNaN: true })).filter(([a, b]) => a !== b).map(([a, b, p]): [number, number, number] => [Math.min(a, b), Math.max(a, b), p])
  fc.assert(fc.property(fc.uniqueArray(pair, { selector: ([a, b]) => a * 100 + b, maxLength: 25 }), (pairs) => {
    const sorted = [...pairs].sort((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1])
    const likely = new Set(pairs.filter(([, , p]) => p >= 0.5).map(([a, b]) => `${a} ${b}`))
    const members = new Map<number, Set<number>>()
    group(pairs).forEach((number, i) => {
      if (number === 0) return
      const known = members.get(number) ?? new Set()
      members.set(number, known.add(sorted[i]![0]).add(sorted[i]![1]))
    })
    const seen = new Set<number>()
    for (const records of members.values()) {
      for (const a of records) {
        assert.ok(!seen.has(a), 'nobody is in two groups')
        for (const b of records) if (a < b) assert.ok(likely.has(`${a} ${b}`))
      }
      for (const a of records) seen.add(a)
    }
  }))
})
