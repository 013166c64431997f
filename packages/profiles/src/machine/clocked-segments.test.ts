// Segments that time alone changes for people of whom there is nothing to count: clocks, anniversaries, instants in
// traits, what was so for long. Nothing but the Machine's own timers moves these people.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import { MachineRig } from '../testing.ts'

/** A Wednesday. */
const NOON = Date.UTC(2026, 6, 15, 12)

/** What was said since the last call; all of it when it happened, not at the next occasion. */
function changesOf(rig: MachineRig) {
  const { changes } = rig.takeOutcomes()
  for (const { at, appended } of changes) assert.equal(appended, at)
  return changes
}

function timesOf(rig: MachineRig): [number, boolean, string][] {
  return changesOf(rig).map(({ at, entered, cause }) => [at, entered, cause])
}

/** Lets the Machine's own timers fire up to `until`, each when it is due; answers how many there were. */
function passTime(rig: MachineRig, until: number): number {
  let fired = 0
  for (; rig.driver.nextDue <= until; fired++) rig.tick(rig.driver.nextDue)
  rig.tick(until)
  return fired
}

test('a condition on the clock begins and ends at its hours, whatever the person did before', () => {
  const rig = new MachineRig()
  const segment = rig.define(NOON, 'sg', 'hour("UTC") in (9, 10) and plan = "gold"')
  rig.fact(NOON, { identifiers: ['user_id:gold'], traits: { plan: 'gold' } })
  const late = rig.fact(NOON, { identifiers: ['user_id:late'] })
  rig.fact(NOON, { identifiers: ['user_id:never'], traits: { plan: 'basic' } })
  const nine = Date.UTC(2026, 6, 16, 9)
  passTime(rig, nine + MINUTE)
  rig.fact(nine + 2 * MINUTE, { identifiers: ['user_id:late'], traits: { plan: 'gold' } })
  assert.deepEqual([...rig.members(segment)], [[2, nine], [late, nine + 2 * MINUTE]])
  passTime(rig, nine + 2 * HOUR)
  assert.deepEqual(timesOf(rig), [
    [nine, true, 'time'], [nine + 2 * MINUTE, true, 'fact'],
    [nine + 2 * HOUR, false, 'time'], [nine + 2 * HOUR, false, 'time'],
  ])
})

test('nobody is woken for a clock that a trait has settled, and those without the trait are not even asked at their first fact', () => {
  const rig = new MachineRig()
  for (let i = 0; i < 50; i++) rig.define(NOON, `s${i}`, `hour("UTC") in (9, 10) and plan = "p${i}"`)
  rig.fact(NOON, { identifiers: ['user_id:a'], event: 'A' })
  rig.fact(NOON, { identifiers: ['user_id:b'], traits: { plan: 'none of them' } })
  assert.equal(rig.driver.nextDue, Infinity)
  rig.fact(NOON, { identifiers: ['user_id:a'], traits: { plan: 'p7' } })
  assert.equal(passTime(rig, NOON + 3 * DAY) <= 3 * 24, true)
  assert.equal(changesOf(rig).length, 6)
})

test('an instant in a trait comes and goes by itself, and another value moves it', () => {
  const rig = new MachineRig()
  const segment = rig.define(NOON, 'sg', 'renewal in next 7 days')
  const renewal = NOON + 10 * DAY
  const person = rig.fact(NOON, { identifiers: ['user_id:u'], traits: { renewal: new Date(renewal).toISOString() } })
  passTime(rig, NOON + 2 * DAY)
  assert.equal(rig.members(segment).size, 0)
  passTime(rig, NOON + 3 * DAY)
  assert.deepEqual([...rig.members(segment)], [[person, renewal - 7 * DAY]])
  rig.fact(NOON + 4 * DAY, { identifiers: ['user_id:u'], traits: { renewal: new Date(renewal + 10 * DAY).toISOString() } })
  assert.equal(rig.members(segment).size, 0)
  passTime(rig, NOON + 30 * DAY)
  assert.deepEqual(timesOf(rig), [
    [renewal - 7 * DAY, true, 'time'], [NOON + 4 * DAY, false, 'fact'],
    [renewal + 3 * DAY, true, 'time'], [renewal + 10 * DAY, false, 'time'],
  ])
})

test('the clock of the person\'s own zone follows the zone they name', () => {
  const rig = new MachineRig()
  const segment = rig.define(NOON, 'sg', 'hour(their zone) in (9)')
  rig.fact(NOON, { identifiers: ['user_id:u'], event: 'A' })
  assert.equal(rig.driver.nextDue, Infinity, 'without a zone it is unknown at any time')
  rig.fact(NOON, { identifiers: ['user_id:u'], traits: { timezone: 'America/New_York' } })
  passTime(rig, NOON + DAY)
  const nine = Date.UTC(2026, 6, 15, 13)
  assert.deepEqual(timesOf(rig), [[nine, true, 'time'], [nine + HOUR, false, 'time']])
  rig.fact(NOON + DAY, { identifiers: ['user_id:u'], traits: { timezone: 'Asia/Tokyo' } })
  assert.equal(rig.members(segment).size, 0)
  passTime(rig, NOON + 2 * DAY)
  const tokyo = Date.UTC(2026, 6, 17)
  assert.deepEqual(timesOf(rig), [[tokyo, true, 'time'], [tokyo + HOUR, false, 'time']])
})

test('what was so for long is so from the first fact on, and an earlier first fact moves it', () => {
  const rig = new MachineRig()
  const segment = rig.define(NOON, 'sg', '(did not "Order Completed") for 14 days')
  const one = rig.fact(NOON, { identifiers: ['user_id:u'], event: 'A' })
  const other = rig.fact(NOON, { identifiers: ['user_id:v'], event: 'A' })
  // A fact that comes late was before the first one.
  rig.fact(NOON + HOUR, { identifiers: ['user_id:v'], event: 'A', happened: NOON - 3 * DAY })
  passTime(rig, NOON + 12 * DAY)
  assert.deepEqual([...rig.members(segment)], [[other, NOON + 11 * DAY]])
  passTime(rig, NOON + 20 * DAY)
  assert.deepEqual([...rig.members(segment)], [[one, NOON + 14 * DAY], [other, NOON + 11 * DAY]])
  const very = rig.fact(NOON + 21 * DAY, { identifiers: ['user_id:w'], event: 'A' })
  rig.fact(NOON + 22 * DAY, { identifiers: ['user_id:w'], event: 'A', happened: NOON })
  assert.deepEqual([...rig.members(segment).keys()], [one, other, very], 'so long ago that it is so at once')
  rig.fact(NOON + 23 * DAY, { identifiers: ['user_id:v'], event: 'Order Completed' })
  assert.deepEqual([...rig.members(segment).keys()], [one, very])
})

test('a merge brings the other\'s first fact, traits and wake-ups', () => {
  const rig = new MachineRig()
  const long = rig.define(NOON, 'long', '(did not "Order Completed") for 14 days')
  const soon = rig.define(NOON, 'soon', 'renewal in next 7 days')
  const survivor = rig.fact(NOON, { identifiers: ['user_id:u'], event: 'A' })
  rig.fact(NOON, { identifiers: ['anonymous_id:x'], happened: NOON - 10 * DAY, traits: { renewal: new Date(NOON + 9 * DAY).toISOString() } })
  rig.fact(NOON + HOUR, { identifiers: ['anonymous_id:x', 'user_id:u'] })
  passTime(rig, NOON + 30 * DAY)
  assert.deepEqual(changesOf(rig).map(({ segment, person, at, entered }) => [segment, person, at, entered]), [
    [soon, survivor, NOON + 2 * DAY, true],
    [long, survivor, NOON + 4 * DAY, true],
    [soon, survivor, NOON + 9 * DAY, false],
  ])
})

test('an earlier first fact alone, which a merge brings, is enough', () => {
  const rig = new MachineRig()
  rig.define(NOON, 'long', '(did not "Order Completed") for 14 days')
  rig.fact(NOON, { identifiers: ['user_id:u'], event: 'A' })
  rig.fact(NOON, { identifiers: ['anonymous_id:x'], event: 'A', happened: NOON - 10 * DAY })
  rig.fact(NOON + HOUR, { identifiers: ['anonymous_id:x', 'user_id:u'] })
  passTime(rig, NOON + 30 * DAY)
  assert.deepEqual(timesOf(rig), [[NOON + 4 * DAY, true, 'time']])
})

test('a segment on the clock that is defined later wakes people who were there before', () => {
  const rig = new MachineRig()
  for (let i = 0; i < 3; i++) rig.fact(NOON, { identifiers: [`user_id:u${i}`], traits: { born: '1990-07-18', plan: i === 0 ? 'gold' : 'basic' } })
  const segment = rig.define(NOON + HOUR, 'sg', 'born anniversary in next 1 day in zone "UTC" and plan = "gold"')
  assert.equal(rig.members(segment).size, 0)
  passTime(rig, NOON + 9 * DAY)
  assert.deepEqual(timesOf(rig), [[Date.UTC(2026, 6, 17), true, 'time'], [Date.UTC(2026, 6, 19), false, 'time']])
  const again = rig.restarted()
  passTime(again, Date.UTC(2027, 6, 17))
  assert.equal(again.members(segment).size, 1)
})

test('how long a trait had its value counts from when it was given, repeated and late values too', () => {
  const rig = new MachineRig()
  const segment = rig.define(NOON, 'sg', '(plan = "gold") for 10 days')
  const person = rig.fact(NOON, { identifiers: ['user_id:u'], traits: { plan: 'gold' } })
  rig.fact(NOON + DAY, { identifiers: ['user_id:u'], traits: { plan: 'gold' } })
  passTime(rig, NOON + 11 * DAY)
  assert.deepEqual(timesOf(rig), [[NOON + 10 * DAY, true, 'time']])
  // Late news: in between it was another plan.
  rig.fact(NOON + 11 * DAY, { identifiers: ['user_id:u'], traits: { plan: 'basic' }, happened: NOON + 12 * HOUR })
  assert.deepEqual([...rig.members(segment)], [[person, NOON + 10 * DAY]], 'ten days and no more are asked for: it was gold again since the day after')
  rig.fact(NOON + 11 * DAY, { identifiers: ['user_id:u'], traits: { plan: 'basic' }, happened: NOON + 2 * DAY })
  assert.equal(rig.members(segment).size, 0)
  rig.fact(NOON + 11 * DAY, { identifiers: ['user_id:u'], traits: { plan: 'gold' }, happened: NOON + 3 * DAY })
  passTime(rig, NOON + 14 * DAY)
  assert.deepEqual([...rig.members(segment)], [[person, NOON + 13 * DAY]])
})
