import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '@touchstone/base'
import { MemoryState } from '@touchstone/stream/testing'
import { MachineRig } from '../testing.ts'

const T = 1_700_000_000_000

function peopleOf(rig: MachineRig): Map<number, string> {
  return new Map(rig.driver.state.range('people', undefined, undefined, 100).map(({ key, value }) => [key as number, value.toString('hex')]))
}

test('a sweep writes only those for whom something changes, and tells nothing of the time before it', () => {
  for (const withRestart of [false, true]) {
    let rig = new MachineRig(new MemoryState())
    const lately = rig.define(T, 'lately', 'did "X" in last 20 days')
    const fell = rig.fact(T, { identifiers: ['user_id:a'], event: 'X' })
    const stays = rig.fact(T, { identifiers: ['user_id:b'], event: 'Y' })
    const enters = rig.fact(T + 11 * DAY, { identifiers: ['user_id:c'], event: 'X' })
    rig.takeOutcomes()
    const before = peopleOf(rig)

    // True of the first from the fifth to the tenth day: that is over when the segment comes.
    const between = rig.define(T + 17 * DAY, 'between', 'did "X" in last 10 days and did not "X" in last 5 days')
    rig.control(T + 17 * DAY, { control: 'segment.seeded', segment: between })
    assert.deepEqual(rig.takeOutcomes().changes.map(({ segment, person, at, cause }) => [segment, person, at, cause]), [[between, enters, T + 17 * DAY, 'backfill']])
    const after = peopleOf(rig)
    assert.equal(after.get(stays), before.get(stays))
    assert.notEqual(after.get(enters), before.get(enters))

    if (withRestart) rig = rig.restarted()
    rig.tick(T + 40 * DAY)
    assert.deepEqual(rig.takeOutcomes().changes.map(({ segment, person, at, entered }) => [segment, person, at - T, entered]), [
      [lately, fell, 20 * DAY, false],
      [between, enters, 21 * DAY, false],
      [lately, enters, 31 * DAY, false],
    ])
  }
})
