import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinOrders } from './join-orders.ts'

const person = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52 + 7, 2 ** 53 - 1))
const people = fc.uniqueArray(person, { maxLength: 60 })

test('those who come first and are there, then everyone else, each once', async () => {
  await fc.assert(
    fc.asyncProperty(people, people, async (first, everyone) => {
      const expected = [...first.filter((one) => everyone.includes(one)), ...everyone.filter((one) => !first.includes(one))]
      assert.deepEqual([...(await joinOrders(Float64Array.from(first), Float64Array.from(everyone)))], expected)
    }),
    { seed: 20261129 },
  )
})

test('a hundred thousand people who follow each other, in pauses', async () => {
  const everyone = Float64Array.from({ length: 100_000 }, (_, i) => 3 * i + 1)
  const first = everyone.filter((_, i) => i % 7 === 0).toReversed()
  let turns = 0
  const counting = setInterval(() => turns++, 0)
  const whole = await joinOrders(first, everyone)
  clearInterval(counting)
  assert.deepEqual(whole.subarray(0, first.length), first)
  assert.deepEqual(whole.subarray(first.length), everyone.filter((_, i) => i % 7 !== 0))
  assert.ok(turns > 2, 'others had their turn meanwhile')
})
