import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day, FACTS_PER_SECOND, type LiveFigures } from './day.ts'

const START: LiveFigures = {
  kind: 'figures', at: 1_760_000_000_000, facts: { accepted: 10, processed: 10, perSecond: 0 }, people: 100, warehouse: { behindFacts: 0, behindMillis: 0 }, quarantined: 0,
  segments: ['a', 'b', 'c'].map((id) => ({ id, version: 1, state: 'live', size: 0, changedAt: 0 })), engine: { position: 10, time: 1_760_000_000_000, lagMs: 0 }, stores: [],
}

test('an hour has its facts, and figures say what the entries before them did', () => {
  const day = new Day(START)
  const sizes = new Map(START.segments.map(({ id, size }) => [id, size]))
  let [facts, changes, figures, position] = [0, 0, 0, 10]
  for (const entry of [...day.hours(1)].flat()) {
    if (entry.kind === 'fact') {
      facts++
      assert.equal(entry.position, ++position, 'one after the other')
      assert.ok(entry.person >= 1)
    } else if (entry.kind === 'membership') {
      changes++
      sizes.set(entry.segment, sizes.get(entry.segment)! + (entry.entered ? 1 : -1))
    } else if (entry.kind === 'figures') {
      figures++
      assert.equal(entry.engine.position, position)
      for (const { id, size } of entry.segments) assert.equal(size, sizes.get(id), `${id} at ${entry.at}`)
    }
  }
  assert.deepEqual([facts, changes, figures], [3_600 * FACTS_PER_SECOND, (3_600 * FACTS_PER_SECOND) / 5, 4 * 3_600])
  assert.deepEqual(day.figures.segments.map(({ id, size }) => [id, size]), [...sizes])
  assert.equal(day.figures.at, START.at + 3_600_000)
  assert.ok([...sizes.values()].every((size) => size >= 0) && [...sizes.values()].some((size) => size > 0))
})
