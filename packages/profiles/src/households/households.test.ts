import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { profilesRegistryMigrations } from '../migrations/registry.ts'
import { ProfileReader } from '../read-profile.ts'
import { codeOf } from '../testing/operations-rig.ts'
import { hashForTests, readingRig } from '../testing/reading-rig.ts'
import { HouseholdStore } from './household-store.ts'
import { Households, MAX_MEMBERS } from './households.ts'
import { householdOperations } from './operations.ts'

const T = 1_700_000_000_000

test('households group people of now, keep who came and went, and are proposed by one address', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  const { machine } = rig
  const lives = (who: string, address_hash: string | null, at = T) => machine.fact(at, { identifiers: [who], traits: { address_hash } })
  const [anna, bert, cora] = [lives('user_id:anna', 'h:a'), lives('anonymous_id:bert', 'h:a'), lives('user_id:cora', 'h:a')]
  for (let i = 0; i < 9; i++) lives(`user_id:office${i}`, 'h:office')
  const [dora, emil] = [lives('user_id:dora', 'h:d'), lives('user_id:emil', 'h:d')]
  for (const who of ['user_id:anna', 'user_id:dora']) machine.fact(T, { identifiers: [who], traits: { contract: 77 } })
  machine.fact(T, { identifiers: ['user_id:emil'], traits: { contract: '77' } })
  const history = await rig.openHistory()
  t.after(() => history.remove())
  const { registry, remove } = await temporaryRegistry({ migrations: [...profilesRegistryMigrations] })
  t.after(remove)
  const clock = new ManualClock(T)
  const profiles = new ProfileReader(rig.state, hashForTests)
  const households = new Households(new HouseholdStore(registry), profiles, clock)
  const operations = householdOperations({ query: (sql, parameters) => history.warehouse.query(sql, parameters), profiles, households })
  const call = async (name: string, input: object): Promise<any> => {
    const operation = operations.find((one) => one.name === `profiles.${name}`)!
    const result = await operation.handler(operation.input.parse(input), { subject: 'staff', permissions: [] })
    return result.ok ? operation.output.parse(result.value) : codeOf(result)
  }

  assert.deepEqual((await call('list-household-proposals', {})).proposals, [{ people: [anna, bert, cora], same: 'address_hash' }, { people: [dora, emil], same: 'address_hash' }], 'an office is no household')
  assert.deepEqual((await call('list-household-proposals', { trait: 'contract' })).proposals, [{ people: [anna, dora], same: 'contract' }], 'a number is no text')
  const home = await call('create-household', { name: 'Home', why: 'same address', people: [anna, bert, cora] })
  assert.deepEqual(home, {
    household: 1, name: 'Home', why: 'same address', createdAt: T, createdBy: 'staff', members: [anna, bert, cora],
    stays: [anna, bert, cora].map((person) => ({ person, from: T, by: 'staff', to: null, removedBy: null })),
  })
  machine.fact(T + 1, { identifiers: ['user_id:emil'], traits: { address_hash: 'h:new' } })
  assert.deepEqual((await call('list-household-proposals', {})).proposals, [], 'they are one already, and somebody has moved since history was told')

  // Two members turn out to be one person.
  machine.fact(T + 2, { identifiers: ['anonymous_id:bert', 'user_id:cora'] })
  assert.deepEqual((await call('get-household', { householdId: 1 })).members, [anna, bert])
  clock.time = T + 10
  const left = await call('remove-household-member', { householdId: 1, personId: cora })
  assert.deepEqual([left.members, left.stays.slice(1).map(({ to, removedBy }: any) => [to, removedBy])], [[anna], [[T + 10, 'staff'], [T + 10, 'staff']]])
  clock.time = T + 20
  const again = await call('add-household-member', { householdId: 1, personId: cora })
  assert.deepEqual([again.members, again.stays.length, again.stays.at(-1)], [[anna, bert], 4, { person: bert, from: T + 20, by: 'staff', to: null, removedBy: null }])
  assert.deepEqual(await call('add-household-member', { householdId: 1, personId: bert }), again, 'who is in it stays so')

  const flat = await call('create-household', { name: 'Flat', people: [anna] })
  assert.deepEqual((await call('list-households', { person: anna })).households.map((one: any) => one.household), [1, 2], 'somebody may be in several')
  assert.deepEqual((await call('list-households', { person: cora })).households, [again])
  assert.deepEqual([(await call('list-households', { limit: 1 })).next, (await call('list-households', { after: 1 })).households], [1, [flat]])

  for (const [name, input, code] of [
    ['get-household', { householdId: 9 }, 'profiles.household-not-found'], ['add-household-member', { householdId: 9, personId: anna }, 'profiles.household-not-found'],
    ['create-household', { name: 'x', people: [999] }, 'profiles.not-found'], ['remove-household-member', { householdId: 1, personId: 999 }, 'profiles.not-found'],
    ['list-households', { person: 999 }, 'profiles.not-found'],
  ] as const) assert.equal(await call(name, input), code, name)
  const many = Array.from({ length: MAX_MEMBERS + 1 }, (_, i) => machine.fact(T + 30, { identifiers: [`user_id:many${i}`] }))
  assert.equal(await call('create-household', { name: 'Camp', people: many }), 'profiles.household-size')
  await call('create-household', { name: 'Large', people: many.slice(1) })
  assert.equal(await call('add-household-member', { householdId: 3, personId: many[0] }), 'profiles.household-size')
})
