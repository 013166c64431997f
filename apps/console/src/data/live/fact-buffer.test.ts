import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FactBuffer, MOST_KEPT } from './fact-buffer.ts'
import type { LiveFact } from './fact-buffer.ts'

const fact = (position: number): LiveFact => ({ position, at: position, happened: position, person: position % 10, type: position % 2 === 0 ? 'track' : 'page', event: position % 3 === 0 ? 'Order Completed' : '', source: 's' })
const facts = (from: number, count: number): LiveFact[] => Array.from({ length: count }, (_, i) => fact(from + i))

test('keeps the newest, bounded, and of them those that fit, in whatever pieces they come', () => {
  const buffer = new FactBuffer()
  buffer.filter({ type: ['track'], event: ['Order Completed'] })
  let at = 1
  for (const count of [1, 7, 9_000, 2_600, 5_000, 20_000, 3]) {
    buffer.add(facts(at, count), 0)
    at += count
    const { facts: shown, kept } = buffer.view()
    assert.ok(kept <= MOST_KEPT && shown.length <= MOST_KEPT * 1.25)
    assert.equal(kept, Math.min(at - 1, MOST_KEPT))
    const expected = facts(1, at - 1).filter(({ position }) => position % 6 === 0).map(({ position }) => position)
    assert.deepEqual(shown.map(({ position }) => position), expected.slice(-shown.length))
    assert.ok(shown.length >= Math.min(expected.length, Math.floor(kept / 6)), 'none of the kept ones is lost')
  }
  const before = buffer.view().fitted
  buffer.add(facts(at, 6), 0)
  assert.equal(buffer.view().fitted, before + 1)
})

test('another filter looks at what is kept; a person can be one', () => {
  const buffer = new FactBuffer()
  buffer.add(facts(1, 100), 0)
  buffer.filter({ person: 7 })
  assert.deepEqual(buffer.view().facts.map(({ position }) => position), [7, 17, 27, 37, 47, 57, 67, 77, 87, 97])
  buffer.filter({ person: 7, source: ['another'] })
  assert.equal(buffer.view().facts.length, 0)
  buffer.filter({})
  assert.equal(buffer.view().facts.length, 100)
})

test('while it is paused it stands still and counts; what was too fast is counted too', () => {
  const buffer = new FactBuffer()
  let told = 0
  buffer.subscribe(() => told++)
  buffer.filter({ type: ['page'] })
  buffer.add(facts(1, 4), 0)
  buffer.pause(true)
  buffer.add(facts(5, 10), 3)
  assert.deepEqual([buffer.view().facts.length, buffer.view().passed, buffer.view().passedFit, buffer.view().missed], [2, 10, 5, 3])
  buffer.pause(false)
  buffer.add(facts(15, 2), 0)
  assert.deepEqual([buffer.view().facts.length, buffer.view().passed], [3, 0])
  const before = told
  buffer.add([], 0)
  assert.equal(told, before, 'nothing new is no news')
})
