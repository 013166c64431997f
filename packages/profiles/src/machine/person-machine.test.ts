import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import { LOOP_TABLES, openLmdbStore } from '@touchstone/stream'
import { MemoryState } from '@touchstone/stream/testing'
import { MachineRig } from '../testing.ts'
import { PROFILE_TABLES, STATE_LAYOUT } from './person-machine.ts'

const T = 1_700_000_000_000

test('a person enters in the batch of the fact and leaves at the exact instant by a timer', () => {
  const rig = new MachineRig()
  const segment = rig.define(T, 'sg', 'did "Cart Updated" in last 30 seconds')
  const person = rig.fact(T + 1000, { identifiers: ['user_id:u1'], event: 'Cart Updated' })
  assert.deepEqual([...rig.members(segment)], [[person, T + 1000]])
  rig.fact(T + 10_000, { identifiers: ['user_id:u1'], event: 'Cart Updated' })
  rig.tick(T + 35_000)
  assert.equal(rig.members(segment).size, 1)
  rig.tick(T + 45_000)
  assert.equal(rig.members(segment).size, 0)
  const { changes } = rig.takeOutcomes()
  assert.deepEqual(changes.map(({ at, entered, cause, appended }) => ({ at, entered, cause, appended })), [
    { at: T + 1000, entered: true, cause: 'fact', appended: T + 1000 },
    { at: T + 10_000 + 30 * SECOND, entered: false, cause: 'time', appended: T + 45_000 },
  ])
})

test('before a fact at t, what ended up to t is said at its own instant', () => {
  const rig = new MachineRig()
  rig.define(T, 'sg', 'did "A" in last 10 seconds')
  rig.fact(T, { identifiers: ['user_id:u1'], event: 'A' })
  rig.fact(T + 60_000, { identifiers: ['user_id:u1'], event: 'A' })
  const { changes } = rig.takeOutcomes()
  assert.deepEqual(changes.map(({ at, entered }) => [at - T, entered]), [[0, true], [10_000, false], [60_000, true]])
})

test('a duplicate message counts once, also after a merge, and later than 24 hours it is new', () => {
  const rig = new MachineRig()
  const segment = rig.define(T, 'sg', 'count("A") >= 2')
  const first = rig.fact(T, { identifiers: ['anonymous_id:a'], event: 'A', messageId: 'same' })
  rig.fact(T + 1, { identifiers: ['anonymous_id:a'], event: 'A', messageId: 'same' })
  rig.fact(T + 2, { identifiers: ['user_id:u'] })
  rig.fact(T + 3, { identifiers: ['user_id:u', 'anonymous_id:a'] })
  rig.fact(T + 4, { identifiers: ['user_id:u'], event: 'A', messageId: 'same' })
  assert.equal(rig.members(segment).size, 0)
  const { persons } = rig.takeOutcomes()
  assert.deepEqual([...persons.values()], [0, first, 0, 4, first, 0])
})

test('the message table forgets only what is older than 24 hours', () => {
  const rig = new MachineRig()
  const segment = rig.define(T, 'sg', 'count("A") >= 1000')
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 1000; i++) rig.fact(T + i + round * HOUR, { identifiers: ['user_id:u'], event: 'A', messageId: `m${i}` })
  }
  assert.equal(rig.members(segment).size, 1)
  const { persons } = rig.takeOutcomes()
  assert.equal([...persons.values()].filter((person) => person !== 0).length, 1000)
})

test('a merge moves identifiers, leaves an alias, ends the memberships of one and begins those of the other', () => {
  const rig = new MachineRig()
  const both = rig.define(T, 'both', 'did "A" and did "B"')
  const onlyA = rig.define(T, 'a', 'did "A"')
  const anonymous = rig.fact(T + 1, { identifiers: ['anonymous_id:x'], event: 'A', traits: { plan: 'free' } })
  const user = rig.fact(T + 2, { identifiers: ['user_id:u'], event: 'B', traits: { plan: 'pro' } })
  rig.takeOutcomes()
  rig.fact(T + 3, { identifiers: ['user_id:u', 'anonymous_id:x'] })
  assert.deepEqual([...rig.members(both).keys()], [anonymous])
  assert.deepEqual([...rig.members(onlyA).keys()], [anonymous])
  const { aliases, links } = rig.takeOutcomes()
  assert.deepEqual(aliases.map(({ loser, survivor }) => [loser, survivor]), [[user, anonymous]])
  assert.deepEqual(links.map(({ identifier, person, reason }) => [identifier, person, reason]), [['user_id:u', anonymous, 'merged']])
  rig.fact(T + 4, { identifiers: ['user_id:u'], event: 'B' })
  assert.equal(rig.takeOutcomes().persons.get(6), anonymous)
})

test('a merge brings the other\'s traits, and the newer value of a trait that both have', () => {
  const rig = new MachineRig()
  const [gold, old, both] = [rig.define(T, 'gold', 'plan = "gold"'), rig.define(T, 'old', 'age >= 40'), rig.define(T, 'both', 'plan = "gold" and age >= 40')]
  const survivor = rig.fact(T + 1, { identifiers: ['user_id:u'], traits: { plan: 'free', age: 50 } })
  rig.fact(T + 2, { identifiers: ['anonymous_id:x'], traits: { plan: 'gold', age: 30 }, happened: T })
  rig.fact(T + 3, { identifiers: ['anonymous_id:x'], traits: { plan: 'gold' } })
  rig.fact(T + 4, { identifiers: ['anonymous_id:x', 'user_id:u'] })
  assert.deepEqual([gold, old, both].map((segment) => [...rig.members(segment)]), [[[survivor, T + 4]], [[survivor, T + 1]], [[survivor, T + 4]]])
})

test('traits: the latest by event time wins in any order, and a removed trait stays removed', () => {
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
    const rig = new MachineRig()
    const removed = rig.define(T, 'r', 'plan exists')
    const facts = [
      { happened: T + 1, traits: { plan: 'free', country: 'DE' } },
      { happened: T + 2, traits: { plan: 'pro' } },
      { happened: T + 3, traits: { plan: null } },
    ]
    const german = rig.define(T, 'g', 'country = "DE" and not (plan = "pro")')
    for (const i of order) rig.fact(T + 10, { identifiers: ['user_id:u'], ...facts[i] })
    assert.equal(rig.members(removed).size, 0, String(order))
    assert.equal(rig.members(german).size, 0, 'not unknown is unknown')
  }
})

test('a new person enters what holds for someone of whom nothing is known', () => {
  const rig = new MachineRig()
  const absent = rig.define(T, 'sg', 'not did "Order Completed" in last 60 days')
  const person = rig.fact(T + 1, { identifiers: ['user_id:u'], event: 'Other' })
  assert.deepEqual([...rig.members(absent).keys()], [person])
  rig.fact(T + 2, { identifiers: ['user_id:u'], event: 'Order Completed' })
  assert.equal(rig.members(absent).size, 0)
  rig.tick(T + 2 + 60 * DAY)
  assert.deepEqual([...rig.members(absent)], [[person, T + 2 + 60 * DAY]])
})

test('a segment over traits alone is filled by a sweep of everyone, and an archived one lets all go', () => {
  const rig = new MachineRig()
  for (let i = 0; i < 2500; i++) rig.fact(T + i, { identifiers: [`user_id:u${i}`], traits: { plan: i % 2 ? 'pro' : 'free' } }, i % 500 === 0)
  rig.driver.commit()
  const segment = rig.define(T + HOUR, 'sg', 'plan = "pro"')
  assert.equal(rig.members(segment).size, 1250)
  rig.takeOutcomes()
  rig.control(T + 2 * HOUR, { control: 'segment.archive', segment })
  assert.equal(rig.members(segment).size, 0)
  assert.equal(rig.takeOutcomes().changes.filter((one) => !one.entered && one.cause === 'archive').length, 1250)
  assert.equal(rig.driver.state.get('segments', segment), undefined)
})

test('a segment over events waits for its history; live facts meanwhile count, and a repeated definition is ignored', () => {
  const rig = new MachineRig()
  rig.fact(T, { identifiers: ['user_id:u1'], event: 'A' })
  const segment = rig.define(T + 1, 'sg', 'count("A") >= 1')
  rig.define(T + 1, 'sg', 'count("A") >= 1')
  rig.fact(T + 2, { identifiers: ['user_id:u2'], event: 'A' })
  assert.equal(rig.members(segment).size, 0)
  rig.control(T + 3, { control: 'segment.seeded', segment })
  assert.deepEqual([...rig.members(segment).keys()], [4], 'only the live fact, since no history was seeded')
})

test('the Machine goes on after a restart where it was', () => {
  const state = new MemoryState()
  const rig = new MachineRig(state)
  const segment = rig.define(T, 'sg', 'count("A") in last 1 hour >= 3 and plan = "x"')
  rig.fact(T + 1, { identifiers: ['user_id:u'], event: 'A', traits: { plan: 'x' } })
  rig.fact(T + 2, { identifiers: ['user_id:u'], event: 'A' })
  const again = new MachineRig(state)
  again.driver.position = rig.driver.position
  const messageId = 'later'
  again.fact(T + 3, { identifiers: ['user_id:u'], event: 'A', messageId })
  assert.deepEqual([...again.members(segment)], [[2, T + 3]])
  again.tick(T + 1 + HOUR)
  assert.equal(again.members(segment).size, 0)
})

test('a state of another layout is not read as if it were this one', () => {
  const state = new MemoryState()
  const rig = new MachineRig(state)
  rig.fact(T, { identifiers: ['user_id:u'] })
  rig.restarted()
  state.commit([{ table: 'profiles_meta', key: 'layout', value: Buffer.from(String(STATE_LAYOUT + 1)) }])
  assert.throws(() => rig.restarted(), /thrown away before it is opened/)
  state.commit([{ table: 'profiles_meta', key: 'layout', value: undefined }])
  assert.throws(() => rig.restarted(), /not 1/)
})

test('a shared device: what a rule dropped is recorded', () => {
  const rig = new MachineRig()
  rig.fact(T, { identifiers: ['user_id:anna', 'anonymous_id:tablet'] })
  rig.fact(T + MINUTE, { identifiers: ['user_id:bert', 'anonymous_id:tablet'] })
  const { dropped, persons } = rig.takeOutcomes()
  assert.deepEqual(dropped, [{ position: 2, identifiers: ['anonymous_id:tablet'], rules: ['limits.user_id'], version: 0 }])
  assert.deepEqual([...persons.values()], [1, 2])
})

test('people who leave the cache and come back are the same, with the real store', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-people-'))
  const state = openLmdbStore({ directory, tables: [...LOOP_TABLES, ...PROFILE_TABLES], mapBytes: 256 * 1024 * 1024 })
  const rig = new MachineRig(state)
  const segment = rig.define(T, 'sg', 'count("A") >= 3 and plan = "pro"')
  const people = 9000
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < people; i++) {
      const traits = { plan: 'pro', note: 'x'.repeat(i % 400) }
      rig.fact(T + round * HOUR, { identifiers: [`user_id:u${i}`], event: 'A', traits }, i % 1000 === 999)
    }
  }
  assert.equal(rig.members(segment).size, people)
  await state.close()
  rmSync(directory, { recursive: true })
})

test('an alias makes nobody one with anybody', () => {
  const machine = new MachineRig()
  const [first, second] = [machine.fact(T, { identifiers: ['user_id:u1'] }), machine.fact(T + 1, { identifiers: ['user_id:u2'] })]
  const alias = machine.fact(T + 2, { type: 'alias', identifiers: ['user_id:u2'], properties: { previousId: 'u1' } })
  const { persons, aliases, links } = machine.takeOutcomes()
  assert.deepEqual([persons.get(first), persons.get(second), persons.get(alias), aliases, links.length], [first, second, second, [], 2])
})
