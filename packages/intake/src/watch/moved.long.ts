// How often the rule is wrong: four weeks of sixty sources, minute by minute.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarmsOf, chance, KINDS, simulate } from '../testing/traffic.ts'

test('four weeks of ordinary traffic raise less than one false alarm per watch', () => {
  const random = chance(20_261_129)
  const found = KINDS.flatMap((traffic) => Array.from({ length: 15 }, () => alarmsOf(simulate(traffic, 56, random), 28)))
  const total = found.reduce((sum, { volume, late }) => sum + volume + late, 0)
  console.log(`false alarms of ${2 * found.length} watches in four weeks: ${total}`)
  assert.ok(total <= found.length / 10, `${total}`)
})
