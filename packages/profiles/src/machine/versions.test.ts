// What control records do to versions and thresholds of segments that people are in already.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { SegmentStateReader } from '../segment-state-reader.ts'
import { ProfileReader } from '../read-profile.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { MachineRig, ranksOf } from '../testing.ts'

const T = 1_700_000_000_000

function roles(rig: MachineRig): Record<string, string> {
  return Object.fromEntries(new SegmentStateReader(rig.driver.state).liveSegments().map(({ id, version, role, state, reported }) => {
    assert.equal(reported, role === 'reported')
    return [`${id}@${version}`, `${role} ${state}`]
  }))
}

test('a version in the shadow is kept up to date and does not speak until its cut-over; the other stands by and can come back', () => {
  let rig = new MachineRig()
  for (let i = 0; i < 10; i++) rig.fact(T, { identifiers: [`user_id:u${i}`], traits: { plan: i < 4 ? 'pro' : 'free', age: i } })
  const one = rig.define(T + 1, 'sg', 'plan = "pro"')
  const two = rig.define(T + 2, 'sg', 'plan = "pro" and age >= 2', 2, true)
  assert.deepEqual(roles(rig), { 'sg@1': 'reported live', 'sg@2': 'shadow live' })
  assert.deepEqual([rig.members(one).size, rig.members(two).size], [4, 2])
  rig.fact(T + 3, { identifiers: ['user_id:u9'], traits: { plan: 'pro' } })
  assert.deepEqual([rig.members(one).size, rig.members(two).size], [5, 3], 'both are kept up to date')
  const reader = () => new ProfileReader(rig.driver.state, hashForTests).memberships(10, T + 4)!.map(({ position }) => position)
  assert.deepEqual(reader(), [one])
  rig = rig.restarted()
  rig.takeOutcomes()
  rig.control(T + 5, { control: 'segment.cut-over', segment: two })
  assert.deepEqual(roles(rig), { 'sg@1': 'standby live', 'sg@2': 'reported live' })
  assert.deepEqual(reader(), [two])
  assert.deepEqual(rig.takeOutcomes().changes, [], 'nobody enters or leaves a version by it')
  rig.fact(T + 6, { identifiers: ['user_id:u8'], traits: { plan: 'pro' } })
  assert.deepEqual([rig.members(one).size, rig.members(two).size], [6, 4], 'what stands by is kept up to date')
  rig.control(T + 7, { control: 'segment.cut-over', segment: one })
  assert.deepEqual(roles(rig), { 'sg@1': 'reported live', 'sg@2': 'standby live' })
  const three = rig.define(T + 8, 'sg', 'age >= 2', 3, true)
  rig.control(T + 9, { control: 'segment.cut-over', segment: three })
  rig.control(T + 9, { control: 'segment.cut-over', segment: 99_999 })
  assert.deepEqual(roles(rig.restarted()), { 'sg@1': 'standby live', 'sg@2': 'standby live', 'sg@3': 'reported live' })
  rig.control(T + 10, { control: 'segment.archive', segment: one })
  rig.control(T + 10, { control: 'segment.archive', segment: two })
  rig.control(T + 11, { control: 'segment.cut-over', segment: one })
  assert.deepEqual(roles(rig), { 'sg@3': 'reported live' })
})

test('without the shadow the newest live version takes over by itself, after a cut-over too', () => {
  const rig = new MachineRig()
  rig.fact(T, { identifiers: ['user_id:u'], event: 'A', traits: { plan: 'pro' } })
  rig.define(T + 1, 'sg', 'plan = "pro"')
  const two = rig.define(T + 2, 'sg', 'did "A"', 2)
  assert.deepEqual(roles(rig), { 'sg@1': 'reported live', 'sg@2': 'shadow backfilling' })
  rig.control(T + 3, { control: 'segment.seeded', segment: two })
  assert.deepEqual(roles(rig), { 'sg@1': 'standby live', 'sg@2': 'reported live' })
  const three = rig.define(T + 4, 'sg', 'plan exists', 3, true)
  const other = rig.define(T + 4, 'other', 'plan exists', 1)
  assert.deepEqual(roles(rig), { 'sg@1': 'standby live', 'sg@2': 'reported live', 'sg@3': 'shadow live', 'other@1': 'reported live' })
  rig.control(T + 5, { control: 'segment.cut-over', segment: three })
  rig.define(T + 6, 'sg', 'not plan exists', 4)
  assert.deepEqual(roles(rig), { 'sg@1': 'standby live', 'sg@2': 'standby live', 'sg@3': 'standby live', 'sg@4': 'reported live', 'other@1': 'reported live' })
  rig.control(T + 7, { control: 'segment.archive', segment: other })
  assert.equal(roles(rig)['other@1'], undefined)
})

test('a threshold puts everyone on the right side of it, at once for facts and for all in a sweep, with its cause', () => {
  const where = 'top 10% by sum("A".v) and plan = "pro"'
  const [key] = ranksOf(where)
  let rig = new MachineRig()
  const segment = rig.define(T, 'sg', where)
  const people = 2500
  for (let i = 0; i < people; i++) rig.fact(T + 1, { identifiers: [`user_id:u${i}`], event: 'A', properties: { v: i }, traits: { plan: 'pro' } }, i % 1000 === 999)
  rig.driver.commit()
  assert.equal(rig.members(segment).size, 0, 'unknown before there is one')
  const reading = () => new SegmentStateReader(rig.driver.state).liveSegments()[0]!
  const give = (time: number, value: number | null, commit = true): void => {
    rig.control(time, { control: 'segment.threshold', segment, key: key!, value, people, error: 0.001, at: time - 5 }, commit)
  }
  rig.takeOutcomes()
  give(T + DAY, 2250, false)
  rig.driver.flush()
  assert.equal(reading().isRechecking, true)
  assert.equal(reading().state, 'live', 'it goes on to be live')
  // A fact does not wait for the sweep, and a crash in the middle of the sweep loses nothing.
  rig.fact(T + DAY, { identifiers: ['user_id:u7'], event: 'A', properties: { v: 5000 } }, false)
  rig.driver.flush()
  assert.deepEqual([...rig.members(segment)], [[9, T + DAY]])
  rig.driver.work()
  rig = rig.restarted()
  rig.driver.commit()
  assert.equal(rig.members(segment).size, 251)
  assert.equal(reading().isRechecking, false)
  assert.equal(reading().changedAt, T + DAY)
  assert.deepEqual(reading().thresholds, [{ key, value: 2250, people, error: 0.001, at: T + DAY - 5 }])
  const { liveSince } = reading()
  rig.takeOutcomes()
  give(T + DAY + 1, 2250)
  assert.deepEqual(rig.takeOutcomes().changes, [], 'the same threshold again asks nobody')
  assert.equal(reading().thresholds[0]!.at, T + DAY + 1 - 5)
  const read = (person: number) => new ProfileReader(rig.driver.state, hashForTests).memberships(person, T + 2 * DAY, true)![0]!.value
  assert.deepEqual([read(9), read(2501), read(10)], [true, true, false], 'whoever reads beside the engine compares with the same')
  give(T + 2 * DAY, 2499)
  const { changes } = rig.takeOutcomes()
  assert.equal(changes.length, 249)
  assert.ok(changes.every(({ cause, entered, at }) => cause === 'threshold' && !entered && at === T + 2 * DAY))
  assert.deepEqual([...rig.members(segment).keys()], [9, 2501])
  rig.control(T + 2 * DAY, { control: 'segment.threshold', segment, key: 'top 1% by count("Z")', value: 1, people: 1, error: 0, at: T })
  assert.equal(reading().thresholds.length, 1, 'a rank that the segment does not have')
  give(T + 3 * DAY, null)
  assert.equal(rig.members(segment).size, 0, 'nobody has a value: unknown')
  assert.equal(reading().liveSince, liveSince)
})

test('a threshold that comes while everyone is swept for the first time starts the sweep over', () => {
  const where = 'bottom 50% by count("A") in last 30 days'
  const [key] = ranksOf(where)
  const rig = new MachineRig()
  for (let i = 0; i < 1500; i++) rig.fact(T, { identifiers: [`user_id:u${i}`] }, i === 1499)
  const segment = rig.define(T, 'sg', where)
  for (let i = 0; i < 1500; i++) rig.fact(T + 1, { identifiers: [`user_id:u${i}`], event: 'A' }, i === 1499)
  rig.control(T + HOUR, { control: 'segment.seeded', segment }, false)
  rig.driver.flush()
  rig.driver.work()
  rig.control(T + HOUR, { control: 'segment.threshold', segment, key: key!, value: 1, people: 1500, error: 0, at: T }, false)
  rig.driver.flush()
  rig.driver.commit()
  assert.equal(rig.members(segment).size, 1500)
  const { changes } = rig.takeOutcomes()
  assert.equal(changes.length, 1500)
  assert.ok(changes.every(({ cause }) => cause === 'backfill'))
  rig.tick(T + 1 + 30 * DAY)
  assert.equal(rig.members(segment).size, 0)
})

test('where a rank is turned around, people whom it knows nothing of are members once there is a threshold', () => {
  const where = 'not top 10% by count("A")'
  const [key] = ranksOf(where)
  const rig = new MachineRig()
  const segment = rig.define(T, 'sg', where)
  const before = rig.fact(T + 1, { identifiers: ['user_id:before'], event: 'B' })
  assert.equal(rig.members(segment).size, 0)
  rig.control(T + 2, { control: 'segment.threshold', segment, key: key!, value: 3, people: 5, error: 0, at: T })
  const after = rig.fact(T + 3, { identifiers: ['user_id:after'], event: 'B' })
  assert.deepEqual([...rig.members(segment)], [[before, T + 2], [after, T + 3]])
})
