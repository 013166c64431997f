// What history does to the state when several segments share a node and come and go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MemoryState } from '@touchstone/stream/testing'
import { RecordKind, SeedWriter, encodeControl } from '@touchstone/vocabulary'
import { cellSort } from './machine/cell-key.ts'
import { SWEEP_SLICE } from './machine/sweep.ts'
import { RecordCopy } from './record-copy.ts'
import { SegmentStateReader } from './segment-state-reader.ts'
import { MachineRig, cellsOf } from './testing.ts'

const T = 1_700_000_000_000

/** Seeds a sum over all time of `value` for each of `people`. */
function seed(rig: MachineRig, segment: number, people: readonly number[], value: number): void {
  const writer = new SeedWriter(segment)
  const [cell] = cellsOf('sum("B".v) >= 1', { event: 'B', timestamp: T, properties: { v: value } })
  for (const person of people) writer.add({ person, node: 0, cell: cell! })
  rig.driver.append(RecordKind.SEED, writer.take(), T + 10)
}

test('history that an archived segment had half read is not counted again for the next one', () => {
  for (const withRestart of [false, true]) {
    let rig = new MachineRig(new MemoryState())
    for (let i = 1; i <= 4; i++) rig.fact(T, { identifiers: [`user_id:u${i}`], event: 'B', properties: { v: 3 } })
    const one = rig.define(T, 'one', 'sum("B".v) >= 1')
    const two = rig.define(T, 'two', 'sum("B".v) >= 4')
    const three = rig.define(T, 'three', 'sum("B".v) >= 3')
    seed(rig, one, [1, 2], 3)
    if (withRestart) rig = rig.restarted()
    rig.control(T + 10, { control: 'segment.archive', segment: one })
    seed(rig, two, [1, 2, 3, 4], 3)
    rig.control(T + 12, { control: 'segment.seeded', segment: two })
    rig.control(T + 12, { control: 'segment.seeded', segment: three })
    assert.deepEqual([...rig.members(two).keys()], [])
    assert.deepEqual([...rig.members(three).keys()], [1, 2, 3, 4])
  }
})

test('seeds that come twice count once', () => {
  const rig = new MachineRig(new MemoryState())
  for (let i = 1; i <= 3; i++) rig.fact(T, { identifiers: [`user_id:u${i}`], event: 'B', properties: { v: 3 } })
  const segment = rig.define(T, 'one', 'sum("B".v) > 3')
  seed(rig, segment, [1, 2], 3)
  seed(rig, segment, [1, 2, 3], 3)
  rig.control(T + 11, { control: 'segment.seeded', segment })
  assert.deepEqual([...rig.members(segment).keys()], [])
  assert.equal(new SegmentStateReader(rig.driver.state).liveSegments()[0]!.seededThrough, 3)
})

test('a condition that is defined again while its cells are being given up starts with cells of its own', () => {
  let rig = new MachineRig(new MemoryState())
  const one = rig.define(T, 'one', 'sum("B".v) >= 3')
  for (let i = 1; i <= 20; i++) rig.fact(T, { identifiers: [`user_id:u${i}`], event: 'B', properties: { v: 3 } })
  assert.equal(rig.members(one).size, 20)
  const before = new SegmentStateReader(rig.driver.state).nodes()[0]!.number
  rig.driver.append(RecordKind.CONTROL, encodeControl({ control: 'segment.archive', segment: one }), T + 1, false)
  const two = rig.driver.append(RecordKind.CONTROL, encodeControl({ control: 'segment.define', id: 'two', version: 1, where: 'sum("B".v) >= 3' }), T + 1)
  const states = () => new SegmentStateReader(rig.driver.state).liveSegments().map(({ position, state }) => [position, state])
  assert.deepEqual(states(), [[two, 'backfilling']])
  const [node] = new SegmentStateReader(rig.driver.state).nodes()
  assert.ok(node!.number > before)
  assert.deepEqual([node!.since, node!.complete], [two, false])
  rig = rig.restarted()
  seed(rig, two, Array.from({ length: 19 }, (_, i) => i + 2), 3)
  rig.control(T + 12, { control: 'segment.seeded', segment: two })
  assert.deepEqual(states(), [[two, 'live']])
  assert.equal(rig.members(two).size, 19)
  rig.control(T + 13, { control: 'segment.archive', segment: two })
  assert.deepEqual(new SegmentStateReader(rig.driver.state).nodes(), [])
  rig = rig.restarted()
  rig.define(T + 14, 'three', 'sum("B".v) >= 3')
  assert.ok(new SegmentStateReader(rig.driver.state).nodes()[0]!.number > node!.number, 'numbers are not given twice')
})

test('cells that were left when a segment was archived are all gone in the end, whoever comes, goes or becomes one meanwhile', () => {
  for (const withRestart of [false, true]) {
    let rig = new MachineRig(new MemoryState())
    const one = rig.define(T, 'one', 'sum("B".v) in last 30 days >= 3')
    for (let i = 1; i <= 1500; i++) rig.fact(T, { identifiers: [`${i % 2 === 0 ? 'user_id' : 'anonymous_id'}:p${i}`], event: 'B', properties: { v: 3 } }, i % 500 === 0)
    rig.driver.commit()
    assert.equal(rig.members(one).size, 1500)
    rig.driver.append(RecordKind.CONTROL, encodeControl({ control: 'segment.archive', segment: one }), T + 1, false)
    rig.driver.flush()
    rig.driver.work()
    assert.equal(rig.members(one).size, 1500 - SWEEP_SLICE)
    if (withRestart) rig = rig.restarted()
    // One slice of the sweep has passed: facts of someone in it and of someone behind it, and two of them become one.
    for (const identifiers of [['user_id:p2'], ['user_id:p1400'], ['user_id:p4', 'anonymous_id:p1401'], ['anonymous_id:p1403', 'user_id:p1404'], ['user_id:new']]) {
      rig.fact(T + 2, { identifiers, event: 'B', properties: { v: 3 } }, false)
      rig.driver.flush()
    }
    rig.driver.commit()
    assert.equal(rig.takeOutcomes().aliases.length, 2)
    assert.deepEqual(new SegmentStateReader(rig.driver.state).liveSegments(), [])
    assert.equal(nodeCells(rig), 0)
    assert.deepEqual(rig.driver.state.range('chunks', undefined, undefined, 10), [])
  }
})

function nodeCells(rig: MachineRig): number {
  const copy = new RecordCopy(rig.driver.state)
  let found = 0
  for (const { key, value } of rig.driver.state.range('people', undefined, undefined, 1e6)) {
    const record = copy.load(key as number, value)
    for (let i = 0; i < record.cellCount; i++) if (cellSort(record.keyAt(i)) === 'node') found++
  }
  return found
}

test('seeds of an earlier release are passed over, and history is asked for again', () => {
  const rig = new MachineRig(new MemoryState())
  rig.fact(T, { identifiers: ['user_id:u1'], event: 'B', properties: { v: 3 } })
  const segment = rig.define(T, 'one', 'sum("B".v) >= 3')
  const old = Buffer.alloc(8 + 14 + 16)
  old.writeDoubleLE(segment, 0)
  old.writeDoubleLE(1, 8)
  old.writeUInt32LE(16, 18)
  rig.driver.append(4, old, T + 1)
  rig.driver.append(RecordKind.CONTROL, Buffer.from(JSON.stringify({ control: 'segment.seeded', segment })), T + 1)
  const [reading] = new SegmentStateReader(rig.driver.state).liveSegments()
  assert.deepEqual([reading!.state, reading!.seededThrough], ['backfilling', 0])
  const writer = new SeedWriter(segment)
  writer.add({ person: 1, node: 0, cell: Uint8Array.of(1, 2, 3) })
  const other = writer.take()
  other[0] = 77
  rig.driver.append(RecordKind.SEED, other, T + 2)
  assert.equal(new SegmentStateReader(rig.driver.state).liveSegments()[0]!.seededThrough, 0)
  seed(rig, segment, [1], 3)
  rig.control(T + 11, { control: 'segment.seeded', segment })
  assert.deepEqual([...rig.members(segment).keys()], [1])
})
