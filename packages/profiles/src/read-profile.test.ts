import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import { parseCondition } from '@touchstone/language'
import { START, conditionText, history } from '@touchstone/language/testing'
import { MemoryState } from '@touchstone/stream/testing'
import { hashForTests, readingRig, type ReadingRig } from './testing/reading-rig.ts'
import { ProfileReader } from './read-profile.ts'
import { SegmentStateReader } from './segment-state-reader.ts'
import { MachineRig } from './testing.ts'

const T = 1_700_000_000_000

function open(t: TestContext): ReadingRig & { reader: ProfileReader } {
  const rig = readingRig()
  t.after(() => rig.remove())
  return { ...rig, reader: new ProfileReader(rig.state, hashForTests) }
}

test('a person is found by every identifier, in any spelling, and by every number they ever had', (t) => {
  const { machine, reader } = open(t)
  const email = `email:${hashForTests('email', 'anna@example.com')}`
  const first = machine.fact(T, { identifiers: ['anonymous_id:a1'] })
  const second = machine.fact(T, { identifiers: ['user_id:u1', email] })
  assert.equal(reader.resolve('anonymous_id', 'a1'), first)
  assert.equal(reader.resolve('email', ' Anna@Example.COM '), second)
  assert.equal(reader.resolve('person', String(second)), second)
  machine.fact(T, { identifiers: ['anonymous_id:a1', 'user_id:u1'] })
  for (const [type, value] of [['user_id', 'u1'], ['anonymous_id', 'a1'], ['email', 'anna@example.com'], ['person', '1'], ['person', '2']] as const) {
    assert.equal(reader.resolve(type, value), first, `${type}/${value}`)
  }
  for (const [type, value] of [['user_id', 'a1'], ['email', 'not an address'], ['person', '3'], ['person', '0'], ['person', '-1'], ['person', '1e3'], ['user_id', '']] as const) {
    assert.equal(reader.resolve(type, value), undefined, `${type}/${value}`)
  }
})

test('a user id that is an email address is looked up by its hash, as the edge stores it', (t) => {
  const { machine, reader } = open(t)
  const person = machine.fact(T, { identifiers: [`user_id:${hashForTests('user_id', 'anna@example.com')}`] })
  assert.equal(reader.resolve('user_id', 'Anna@example.com'), person)
})

test('a profile has traits, counts, sessions, identifiers and the people who became part of it', (t) => {
  const { machine, reader } = open(t)
  const hash = hashForTests('phone', '+49123456')
  const person = machine.fact(T, { identifiers: ['user_id:u1', `phone:${hash}`], traits: { plan: 'free', tags: ['a', 'b'], age: 41, vip: true, gone: 1 } })
  machine.fact(T + MINUTE, { identifiers: ['user_id:u1'], traits: { plan: 'pro', gone: null } })
  machine.fact(T + 2 * HOUR, { identifiers: ['user_id:u1'], event: 'Order Completed' })
  machine.fact(T + 2 * HOUR + 10 * MINUTE, { identifiers: ['user_id:u1'], event: 'Order Completed', happened: T + 2 * HOUR + 5 * MINUTE })
  machine.fact(T + 9 * HOUR, { identifiers: ['anonymous_id:b'], event: 'Page Viewed' })
  const merged = machine.driver.position
  machine.fact(T + 9 * HOUR, { identifiers: ['anonymous_id:b', 'user_id:u1'] })
  assert.deepEqual(reader.profile(person), {
    person,
    firstSeen: T,
    lastSeen: T + 9 * HOUR,
    facts: 6,
    identifiers: [
      { type: 'user_id', value: 'u1', personal: false },
      { type: 'phone', value: hash, personal: true },
      { type: 'anonymous_id', value: 'b', personal: false },
    ],
    traits: {
      plan: { value: 'pro', happened: T + MINUTE },
      tags: { value: ['a', 'b'], happened: T },
      age: { value: 41, happened: T },
      vip: { value: true, happened: T },
    },
    events: {
      'Order Completed': { count: 2, first: T + 2 * HOUR, last: T + 2 * HOUR + 5 * MINUTE },
      'Page Viewed': { count: 1, first: T + 9 * HOUR, last: T + 9 * HOUR },
    },
    sessions: { count: 2, last: { start: T + 9 * HOUR, end: T + 9 * HOUR } },
    mergedPeople: [merged],
  })
  assert.deepEqual(reader.idsOf(person), [person, merged])
  assert.equal(reader.profile(merged), undefined, 'a merged id has no record of its own')
})

test('names that come later are read, and a hostile trait name is only a name', (t) => {
  const { machine, reader } = open(t)
  const person = machine.fact(T, { identifiers: ['user_id:u1'], traits: { a: 1 } })
  assert.deepEqual(Object.keys(reader.profile(person)!.traits), ['a'])
  machine.fact(T, { identifiers: ['user_id:u1'], event: 'b', traits: JSON.parse('{"__proto__": 2, "constructor": 3}') as Record<string, unknown> })
  const profile = reader.profile(person)!
  assert.deepEqual(Object.entries(profile.traits).map(([name, { value }]) => [name, value]), [['a', 1], ['__proto__', 2], ['constructor', 3]])
  assert.equal(Object.getPrototypeOf(profile.traits), Object.prototype)
  assert.deepEqual(Object.keys(profile.events), ['b'])
})

test('memberships say since when and until when, and unknown is neither yes nor no', (t) => {
  const { machine, reader } = open(t)
  const twice = machine.define(T, 'twice', 'count("A") in last 30 days >= 2')
  const unknown = machine.define(T, 'unknown', 'plan = "pro"')
  const forever = machine.define(T, 'forever', 'did "A"')
  const no = machine.define(T, 'no', 'did "B"')
  const person = machine.fact(T + 1, { identifiers: ['user_id:u1'], event: 'A' })
  machine.fact(T + DAY, { identifiers: ['user_id:u1'], event: 'A' })
  machine.fact(T + 2 * DAY, { identifiers: ['user_id:u1'], event: 'A' })
  const now = T + 3 * DAY
  const inTwice = { segment: 'twice', version: 1, position: twice, value: true, since: T + DAY, ends: T + 31 * DAY }
  const inForever = { segment: 'forever', version: 1, position: forever, value: true, since: T + 1, ends: null }
  assert.deepEqual(reader.memberships(person, now), [inTwice, inForever])
  assert.deepEqual(reader.memberships(person, now, true), [
    inTwice,
    { segment: 'unknown', version: 1, position: unknown, value: null, since: null, ends: null },
    inForever,
    { segment: 'no', version: 1, position: no, value: false, since: null, ends: null },
  ])
  assert.deepEqual(reader.memberships(person, T + 31 * DAY)?.map(({ segment }) => segment), ['forever'], 'a membership whose window has passed is over, timer or not')
  assert.equal(reader.memberships(999, now), undefined)
})

test('looking at memberships changes nothing', (t) => {
  const { machine, reader, state } = open(t)
  machine.define(T, 's', 'sum("A".v) in last 10 days >= 1')
  const person = machine.fact(T + 1, { identifiers: ['user_id:u1'], event: 'A', properties: { v: 2 } })
  const before = Buffer.from(state.get('people', person)!)
  assert.equal(reader.memberships(person, T + 2)?.[0]?.ends, T + 1 + 10 * DAY)
  assert.equal(reader.memberships(person, T + 20 * DAY)?.length, 0)
  assert.equal(reader.memberships(person, T + 2)?.[0]?.ends, T + 1 + 10 * DAY)
  assert.deepEqual(Buffer.from(state.get('people', person)!), before)
})

test('while a new version is prepared the old one answers; once it is live the new one does', (t) => {
  const { machine, reader, state } = open(t)
  const person = machine.fact(T, { identifiers: ['user_id:u1'], event: 'A' })
  const old = machine.control(T + 1, { control: 'segment.define', id: 'sg', version: 1, where: 'did "B" or not did "B"' })
  machine.control(T + 1, { control: 'segment.seeded', segment: old })
  const next = machine.control(T + 2, { control: 'segment.define', id: 'sg', version: 2, where: 'did "C" or not did "C"' })
  const reported = () => new SegmentStateReader(state).liveSegments().filter((one) => one.reported).map(({ position, state: is }) => [position, is])
  assert.deepEqual(reported(), [[old, 'live']])
  assert.deepEqual(reader.memberships(person, T + 3)?.map(({ position }) => position), [old])
  machine.control(T + 3, { control: 'segment.seeded', segment: next })
  assert.deepEqual(reported(), [[next, 'live']])
  assert.deepEqual(reader.memberships(person, T + 4)?.map(({ position }) => position), [next])
})

test('the end that is told is the instant at which the Machine ends the membership', () => {
  fc.assert(
    fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 4 }), history(fc, 10), (texts, facts) => {
      fc.pre(facts.length > 0)
      const state = new MemoryState()
      const machine = new MachineRig(state)
      const reader = new ProfileReader(state, hashForTests)
      texts.filter((text) => parseCondition(text).ok).forEach((text, i) => machine.define(START, `s${i}`, text))
      for (const { appended, timestamp, event, traits, properties } of facts) {
        machine.fact(appended, { identifiers: ['user_id:u'], event: event === '' ? undefined : event, happened: timestamp, traits, properties }, false)
      }
      machine.driver.commit()
      const person = reader.resolve('user_id', 'u')!
      const told = reader.memberships(person, facts.at(-1)!.appended)!
      const members = new SegmentStateReader(state).liveSegments().filter(({ size }) => size === 1)
      assert.deepEqual(told.map(({ position }) => position), members.map(({ position }) => position))
      machine.takeOutcomes()
      for (let turns = 0; machine.driver.nextDue < Infinity && turns < 500; turns++) machine.tick(machine.driver.nextDue)
      const { changes } = machine.takeOutcomes()
      // A clock goes on and on: after all these turns nothing is known of what ends later.
      const reached = machine.driver.nextDue === Infinity ? Infinity : machine.driver.time
      for (const { position, ends, holdsUntil } of told) {
        const ended = changes.find((one) => one.segment === position && !one.entered)?.at ?? Infinity
        if (holdsUntil !== undefined) assert.ok(ended > holdsUntil)
        else assert.equal(ended, (ends ?? Infinity) <= reached ? (ends ?? Infinity) : Infinity)
      }
    }),
    { numRuns: 100, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
  )
})
