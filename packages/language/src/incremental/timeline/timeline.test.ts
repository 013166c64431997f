// A timeline against a plain array, through thousands of random steps: newest, late and equal entries, time that moves on,
// merges of two people, with chunks that scramble what is not kept and without any.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { TestPerson } from '../../testing.ts'
import { randomOf } from '../random.ts'
import { Reading } from '../reading.ts'
import { readTimeline } from './batch.ts'
import { nextWith } from './bits.ts'
import { dropOld, fell, foldEntry } from './expire.ts'
import { insertEntry } from './insert.ts'
import { Layout, type Shape } from './layout.ts'
import { mergeTimelines } from './merge.ts'
import { addBase, addRange, countAll, countBefore, nextKey, select, selected } from './ranges.ts'
import { scanRange, scanRangeBack } from './scan.ts'
import { firstBeyond, firstReaching, lastBeyond } from './search.ts'

type Entry = [key: number, value: number, mark: number]

const SHAPES: Readonly<Record<string, Shape>> = {
  'times alone': { columns: 'none', isSummed: false, isUnique: false, folds: false, head: 0, state: 0 },
  'summed values': { columns: 'value', isSummed: true, isUnique: false, folds: false, head: 0, state: 0 },
  'summed values that fold': { columns: 'value', isSummed: true, isUnique: false, folds: true, head: 0, state: 0 },
  'times that fold': { columns: 'none', isSummed: false, isUnique: false, folds: true, head: 0, state: 0 },
  'codes and marks': { columns: 'value and mark', isSummed: false, isUnique: false, folds: false, head: 0, state: 0 },
  'sets of bits with states': { columns: 'value', isSummed: false, isUnique: true, folds: false, head: 24, state: 240 },
  'a set of keys': { columns: 'none', isSummed: false, isUnique: true, folds: false, head: 0, state: 0 },
}

/** What a timeline should be. */
class Model {
  entries: Entry[] = []
  /** Everything that was folded or forgotten has a key up to here. */
  edge = -Infinity
  /** Every entry there ever was. */
  all: Entry[] = []

  insert(layout: Layout, [key, value, mark]: Entry): void {
    const same = layout.isUnique ? this.all.find((entry) => entry[0] === key) : undefined
    if (same === undefined) this.all.push([key, value, mark])
    else same[1] |= value
  }

  /** In order, those in lo ≤ key < hi; `lo` is after the edge. */
  range(lo: number, hi: number): Entry[] {
    return this.all.filter(([key]) => key >= lo && key < hi).sort(([a, x, m], [b, y, n]) => a - b || x - y || m - n)
  }
}

/** Every question about a range, and about all. */
function isSame(layout: Layout, person: TestPerson, model: Model, lo: number, hi: number): void {
  const at = person.find(layout.id)
  if (at < 0) {
    assert.equal(model.all.length, 0)
    return
  }
  const expected = model.range(lo, hi)
  const reading = new Reading()
  addRange(layout, person, at, lo, hi, reading)
  assert.equal(reading.count, expected.length, `entries in [${lo}, ${hi})`)
  if (layout.isSummed) {
    assert.equal(BigInt(reading.high) * 2n ** 32n + BigInt(reading.low), expected.reduce((sum, [, value]) => sum + BigInt(value), 0n))
    assert.equal(reading.minimum, Math.min(...expected.map(([, value]) => value)))
    assert.equal(reading.maximum, Math.max(...expected.map(([, value]) => value)))
  }
  for (const scan of [scanRange, scanRangeBack]) {
    const seen: Entry[] = []
    scan(layout, person, at, lo, hi, {
      visit(view, entry) {
        seen.push([view.getFloat64(entry, true), layout.hasValue ? view.getFloat64(entry + 8, true) : 0, layout.hasMark ? view.getFloat64(entry + 16, true) : 0])
        return true
      },
    })
    const shown = expected.map(([key, value, mark]) => [key, layout.hasValue ? value : 0, layout.hasMark ? mark : 0])
    assert.deepEqual(seen.map(String), (scan === scanRange ? shown : shown.toReversed()).map(String))
  }
  if (layout.isSummed) findsBounds(layout, person, at, model, lo, hi, expected[expected.length >> 1]?.[1] ?? 0)
  assert.equal(nextKey(layout, person, at, lo), model.range(lo, Infinity)[0]?.[0] ?? Infinity)
  if (layout.isUnique && layout.hasValue) {
    for (const bit of [1, 1 << 12, 1 << 23]) assert.equal(nextWith(layout, person, at, lo, bit), model.range(lo, Infinity).find(([, value]) => (value & bit) !== 0)?.[0] ?? Infinity)
  }
  const before = countBefore(layout, person, at, lo)
  assert.equal(countBefore(layout, person, at, hi) - before, expected.length)
  for (const index of [0, expected.length >> 1, expected.length - 1]) {
    if (expected[index] === undefined) continue
    assert.ok(select(layout, person, at, before + index))
    assert.deepEqual([selected.key, selected.value, selected.mark], expected[index].map((number, column) => (column === 0 || (column === 1 ? layout.hasValue : layout.hasMark) ? number : 0)))
  }
  assert.ok(!select(layout, person, at, countAll(layout, person, at)), 'there is none behind the last')
}

/** Which entry reaches a bound first, or last, and with which the sum does. */
function findsBounds(layout: Layout, person: TestPerson, at: number, model: Model, lo: number, hi: number, value: number): void {
  const later = model.range(lo, Infinity)
  for (const side of [1, -1] as const) {
    for (const isStrict of [false, true]) {
      const isBeyond = ([, one]: Entry): boolean => (isStrict ? side * one > side * value : side * one >= side * value)
      assert.equal(firstBeyond(layout, person, at, lo, { side, value, isStrict }), later.find(isBeyond)?.[0] ?? Infinity)
      const last = model.all.filter(([key]) => key < hi && key >= lo).sort(([a], [b]) => a - b).findLast(isBeyond)
      // Before `lo` there may be more that the model forgot.
      if (last !== undefined) assert.equal(lastBeyond(layout, person, at, hi, { side, value, isStrict }), last[0])
    }
  }
  if (later.some(([, one]) => one < 0)) return
  let sum = 0n
  const wanted = later.slice(0, later.length >> 1).reduce((total, [, one]) => total + BigInt(one), 1n)
  const reaching = later.find(([, one]) => (sum += BigInt(one)) >= wanted)
  assert.equal(firstReaching(layout, person, at, lo, Number(wanted >> 32n), Number(wanted & 0xffff_ffffn)), reaching?.[0] ?? Infinity)
}

/** What was folded and what stands apart are everything. */
function foldsAll(layout: Layout, person: TestPerson, model: Model): void {
  const at = person.find(layout.id)
  if (at < 0) return
  const reading = new Reading()
  addRange(layout, person, at, -Infinity, Infinity, reading)
  addBase(layout, person, at, reading)
  assert.equal(reading.count, model.all.length)
  if (!layout.isSummed) return
  assert.equal(BigInt(reading.high) * 2n ** 32n + BigInt(reading.low), model.all.reduce((sum, [, value]) => sum + BigInt(value), 0n))
  assert.equal(reading.minimum, Math.min(...model.all.map(([, value]) => value)))
  assert.equal(reading.maximum, Math.max(...model.all.map(([, value]) => value)))
}

function run(shape: Shape, seed: number, steps: number, withChunks: readonly boolean[]): void {
  const random = randomOf(seed)
  const layout = new Layout(3, shape)
  const people = withChunks.map((chunks, index) => new TestPerson(index, chunks))
  const models = people.map(() => new Model())
  const length = [50, 2_000, 1e9][Math.floor(random() * 3)] as number
  const lateness = random() * 0.4
  const below = random() < 0.5 ? 0.3 : 0
  let now = 1_000
  const put = (of: number, key: number): void => {
    // As a value that is added up, a set of bits, or a code; equal keys have different ones at times.
    const value = layout.isUnique ? (layout.hasValue ? 1 << Math.floor(random() ** 6 * 24) : 0) : layout.hasValue ? Math.floor((random() - below) * 10 ** Math.floor(random() * (layout.hasMark ? 2 : 18))) : 0
    const mark = layout.hasMark ? Math.floor(random() * 5) : 0
    const person = people[of]
    models[of].insert(layout, [key, value, mark])
    if (key > now - length) insertEntry(layout, person, key, value, mark, now - length)
    else if (layout.folds) {
      if (person.find(3) < 0) person.allocate(3, layout.tail)
      foldEntry(layout, person.view, person.find(3), key, value, mark)
    } else models[of].all = models[of].all.filter((entry) => entry[0] !== key || entry[1] !== value || entry[2] !== mark)
  }
  for (let step = 0; step < steps; step++) {
    now += Math.floor(random() * 4)
    const of = random() < 0.1 ? 1 : 0
    const late = random() < lateness ? Math.floor(random() ** 3 * 3 * Math.min(length, step + 10)) : 0
    put(of, now - late)
    if (random() < 0.02) for (let burst = Math.floor(random() * 40); burst > 0; burst--) put(of, now)
    people[of].rest()
    if (step % 40 === 39 || step === steps - 1) {
      const edge = now - length
      const lo = edge + 1 + Math.floor(random() * Math.min(length, 4 * step))
      isSame(layout, people[of], models[of], lo, lo + Math.floor(random() * 2 * step))
      isSame(layout, people[of], models[of], Math.max(edge + 1, -1e6), Infinity)
      if (layout.folds) foldsAll(layout, people[of], models[of])
    }
    if (random() < 0.004) {
      mergeTimelines(layout, people[0], people[1])
      for (const entry of models[1].all) models[0].insert(layout, entry)
      if (people[1].find(3) >= 0) fell(layout, people[1], people[1].find(3))
      assert.equal(people[1].chunks?.count ?? 0, 0, 'who was felled has no chunks')
      people[1] = new TestPerson(1, withChunks[1])
      models[1] = new Model()
      isSame(layout, people[0], models[0], now - length + 1, Infinity)
    }
  }
  for (const person of people) if (person.find(3) >= 0) fell(layout, person, person.find(3))
  assert.deepEqual(people.map(({ chunks }) => chunks?.count ?? 0), [0, 0], 'no chunk is left')
}

describe('a timeline is a sorted list', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`of ${name}`, () => {
      const options = { numRuns: 25, interruptAfterTimeLimit: 500, endOnFailure: true }
      fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 700 }), fc.tuple(fc.boolean(), fc.boolean()), (seed, steps, chunks) => run(shape, seed, steps, chunks)), options)
    })
  }

  it('of thousands of entries, with a tree of several levels', () => {
    const layout = new Layout(3, SHAPES['summed values'])
    const person = new TestPerson(1, true)
    const model = new Model()
    const random = randomOf(7)
    for (let key = 0; key < 4_600; key++) {
      const at = random() < 0.05 ? Math.floor(random() * key) : key
      insertEntry(layout, person, at, key, 0, -Infinity)
      model.insert(layout, [at, key, 0])
    }
    assert.ok(person.bytes[person.find(3) + 4] >= 2, 'the root has lists below it')
    assert.ok(person.size(3) < 2_048, `${person.size(3)} bytes in the cell`)
    for (const [lo, hi] of [[0, Infinity], [5, 4_400], [3_111, 3_112], [2_000, 2_400]]) isSame(layout, person, model, lo, hi)
    const chunks = person.chunks?.count ?? 0
    dropOld(layout, person, person.find(3), 2_299)
    assert.ok((person.chunks?.count ?? 0) < 0.6 * chunks, 'what is old gives its chunks back')
    isSame(layout, person, model, 2_600, Infinity)
    dropOld(layout, person, person.find(3), 1e9)
    assert.equal(person.chunks?.count, 0)
    assert.ok(readTimeline(layout, person, 0).length <= 32)
  })

  it('is the same whatever is merged with what first', () => {
    const layout = new Layout(3, SHAPES['codes and marks'])
    const lists = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 })), { maxLength: 120, size: 'max' })
    fc.assert(
      fc.property(lists, lists, lists, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (a, b, c, chunks) => {
        const of = (which: number, ...entries: [number, number][][]): TestPerson => {
          const person = new TestPerson(1, chunks[which])
          for (const [key, value] of entries.flat()) insertEntry(layout, person, key, value, value, -Infinity)
          return person
        }
        const merged = (into: TestPerson, from: TestPerson): TestPerson => {
          if (from.find(3) >= 0) mergeTimelines(layout, into, from)
          return into
        }
        const shown = (person: TestPerson): number[][] => {
          const { length, keys, values, marks } = readTimeline(layout, person, 0)
          return Array.from({ length }, (_, index) => [keys[index], values[index], marks[index]])
        }
        const expected = shown(of(0, a, b, c))
        assert.deepEqual(shown(merged(merged(of(0, a), of(1, b)), of(2, c))), expected)
        assert.deepEqual(shown(merged(of(2, c), merged(of(1, b), of(0, a)))), expected)
      }),
      { numRuns: 60, interruptAfterTimeLimit: 1_000, endOnFailure: true },
    )
  })
})
