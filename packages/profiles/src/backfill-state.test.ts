// What history does to the state when several segments share a node and come and go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MemoryState } from '@touchstone/stream/testing'
import { RecordKind, SeedWriter, encodeControl } from '@touchstone/vocabulary'
import { SegmentStateReader } from './segment-state-reader.ts'
import { MachineRig } from './testing.ts'

const T = 1_700_000_000_000

/** Seeds a sum over all time of `value` for each of `people`. */
function seed(rig: MachineRig, segment: number, people: readonly number[], value: number): void {
  const writer = new SeedWriter(segment)
  const cell = new Uint8Array(16)
  new DataView(cell.buffer).setFloat64(8, value * 1e6, true)
  for (const person of people) writer.add({ person, node: 0, cell })
  rig.driver.append(RecordKind.SEED, writer.take(), T + 10)
}

function restarted(rig: MachineRig): MachineRig {
  const again = new MachineRig(rig.driver.state)
  again.driver.position = rig.driver.position
  return again
}

test('history that an archived segment had half read is not counted again for the next one', () => {
  for (const withRestart of [false, true]) {
    let rig = new MachineRig(new MemoryState())
    for (let i = 1; i <= 4; i++) rig.fact(T, { identifiers: [`user_id:u${i}`], event: 'B', properties: { v: 3 } })
    const one = rig.define(T, 'one', 'sum("B".v) >= 1')
    const two = rig.define(T, 'two', 'sum("B".v) >= 4')
    const three = rig.define(T, 'three', 'sum("B".v) >= 3')
    seed(rig, one, [1, 2], 3)
    if (withRestart) rig = restarted(rig)
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
  rig = restarted(rig)
  seed(rig, two, Array.from({ length: 19 }, (_, i) => i + 2), 3)
  rig.control(T + 12, { control: 'segment.seeded', segment: two })
  assert.deepEqual(states(), [[two, 'live']])
  assert.equal(rig.members(two).size, 19)
  rig.control(T + 13, { control: 'segment.archive', segment: two })
  assert.deepEqual(new SegmentStateReader(rig.driver.state).nodes(), [])
  rig = restarted(rig)
  rig.define(T + 14, 'three', 'sum("B".v) >= 3')
  assert.ok(new SegmentStateReader(rig.driver.state).nodes()[0]!.number > node!.number, 'numbers are not given twice')
})
