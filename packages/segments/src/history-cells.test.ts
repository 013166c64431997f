import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HistoryCells, HistoryTooLargeError } from './history-cells.ts'

test('cells grow and shrink in place or elsewhere, keep what fits, and new bytes are 0', () => {
  const cells = new HistoryCells(3, 1_000_000)
  const expected = new Map<string, number[]>()
  let random = 7
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return (random >>> 8) % below
  }
  for (let step = 0; step < 20_000; step++) {
    const person = 1 + next(40) ** 2
    const node = next(3)
    const key = `${person} ${node}`
    const before = expected.get(key)
    cells.of(person)
    assert.equal(cells.person, person)
    assert.equal(cells.find(node) < 0, before === undefined)
    assert.equal(cells.size(node), before?.length ?? 0)
    // Mostly an entry more.
    const length = next(8) === 0 ? 1 + next(300) : (before?.length ?? 0) + 16
    const at = cells.allocate(node, length)
    assert.equal(at, cells.find(node))
    const now = Array.from({ length }, (_, i) => before?.[i] ?? 0)
    assert.deepEqual([...cells.cell(node)!], now, `step ${step}`)
    const changed = next(length)
    now[changed] = cells.bytes[at + changed] = 1 + next(255)
    expected.set(key, now)
    if (step % 5_000 !== 4_999) continue
    for (const [known, bytes] of expected) {
      const [id, index] = known.split(' ').map(Number)
      assert.deepEqual([...cells.of(id!).cell(index!)!], bytes)
    }
    assert.deepEqual([...cells.people()], [...new Set([...expected.keys()].map((known) => Number(known.split(' ')[0])))].sort((a, b) => a - b))
    cells.clear()
    expected.clear()
    assert.equal(cells.people().length, 0)
  }
})

test('a cell that no record could carry is refused', () => {
  const cells = new HistoryCells(1, 100).of(7)
  cells.allocate(0, 100)
  assert.throws(() => cells.allocate(0, 101), HistoryTooLargeError)
  assert.equal(cells.size(0), 100)
})
