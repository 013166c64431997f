import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MemoryState } from '@touchstone/stream/testing'
import { MAX_ACCOUNTS } from '../machine/accounts-cell.ts'
import { ProfileReader } from '../read-profile.ts'
import { MachineRig, type RigFact } from '../testing.ts'
import { AmendRig } from '../testing/amend-rig.ts'
import { T, codeOf, operationsRig } from '../testing/operations-rig.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { periodsOf } from './belonging.ts'

const group = (groupId: string, who: string, traits?: object): RigFact => ({ type: 'group', identifiers: [who], properties: { groupId, ...(traits === undefined ? {} : { traits }) } })
const left = (groupId: string, who: string): RigFact => ({ identifiers: [who], event: 'Account Removed User', context: { groupId } })
const external = (id: string, who: string): RigFact => ({ identifiers: [who], event: 'Seen', context: { externalIds: [{ id, type: 'crm_account', collection: 'accounts', encoding: 'none' }] } })

function open() {
  const state = new MemoryState()
  return { machine: new MachineRig(state), reader: new ProfileReader(state, hashForTests) }
}
const members = (reader: ProfileReader, type: string, value: string): number[] => reader.accounts.members(reader.accounts.resolve(type, value)!, 0, 1000).map(({ person }) => person)

test('a group call and an external id of an account name one; people join, leave and come again', () => {
  const { machine, reader } = open()
  const anna = machine.fact(T, group('acme', 'user_id:anna', { plan: 'gold', size: 3 }))
  const bert = machine.fact(T + 1, external('X-1', 'user_id:bert'))
  machine.fact(T + 2, group('acme', 'user_id:bert', { size: 4, plan: null }))
  assert.deepEqual([members(reader, 'group_id', 'acme'), members(reader, 'crm_account', 'X-1')], [[anna, bert], [bert]])
  assert.deepEqual(reader.accounts.account(1), { id: 1, type: 'group_id', value: 'acme', first: T, last: T + 2, traits: { size: { value: 4, happened: T + 2 } } })
  assert.deepEqual(reader.accounts.list(0, 10).map(({ value }) => value), ['acme', 'X-1'])
  assert.deepEqual(reader.accounts.search('ac', 10).concat(reader.accounts.search('crm_account:X', 10)).map(({ id }) => id), [1, 2])
  machine.fact(T + 10, left('acme', 'user_id:anna'))
  assert.deepEqual(members(reader, 'group_id', 'acme'), [bert])
  machine.fact(T + 20, { ...group('acme', 'user_id:anna', { size: 1 }), happened: T + 1 })
  assert.deepEqual(members(reader, 'group_id', 'acme'), [bert], 'an older word that comes late does not bring anybody back')
  assert.deepEqual(reader.accounts.account(1)!.traits, { size: { value: 4, happened: T + 2 } })
  machine.fact(T + 30, { identifiers: ['user_id:anna'], event: 'Account Added User', context: { groupId: 'acme' } })
  assert.deepEqual(members(reader, 'group_id', 'acme'), [anna, bert])
  machine.fact(T + 31, { identifiers: ['user_id:cora'], event: 'Order Completed', context: { groupId: 'acme' } })
  assert.deepEqual(members(reader, 'group_id', 'acme'), [anna, bert], 'what an event was about says nothing of who belongs to it')
})

test('who becomes one with another brings their accounts along, also after a crash', () => {
  const { machine, reader } = open()
  const first = machine.fact(T, group('a', 'anonymous_id:x'))
  machine.fact(T + 1, group('b', 'user_id:u'))
  machine.fact(T + 2, left('a', 'user_id:u'))
  const again = machine.restarted()
  again.fact(T + 3, { identifiers: ['anonymous_id:x', 'user_id:u'] })
  assert.deepEqual([members(reader, 'group_id', 'a'), members(reader, 'group_id', 'b')], [[], [first]], 'the newest word about the two counts')
  assert.equal(again.fact(T + 4, group('c', 'user_id:u')), 5)
  assert.deepEqual(reader.accounts.list(0, 9).map(({ id, value }) => [id, value]), [[1, 'a'], [2, 'b'], [3, 'c']])
})

test('accounts of people are the same in any order of facts and merges', () => {
  const word = fc.record({ account: fc.constantFrom('a', 'b', 'c'), joins: fc.boolean(), who: fc.constantFrom('user_id:u', 'anonymous_id:x', 'anonymous_id:y'), at: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (words, random) => {
      const facts: RigFact[] = words.map(({ account, joins, who, at }, i) => ({ ...(joins ? group(account, who, { i }) : left(account, who)), happened: T + at, messageId: `m${i}` }))
      facts.push({ identifiers: ['user_id:u', 'anonymous_id:x'], messageId: 'xu' }, { identifiers: ['user_id:u', 'anonymous_id:y'], messageId: 'yu' })
      const run = (order: readonly RigFact[]) => {
        const { machine, reader } = open()
        for (const fact of order) machine.fact(T + 10, fact)
        const person = reader.resolve('user_id', 'u')!
        const accounts = reader.accounts.list(0, 9).map(({ value, first, last, traits }) => ({ value, first, last, traits, isMember: members(reader, 'group_id', value).includes(person) }))
        return { words: reader.accounts.wordsOf(person), accounts: accounts.sort((a, b) => (a.value < b.value ? -1 : 1)), all: accounts.flatMap(({ value }) => members(reader, 'group_id', value)).every((one) => one === person) }
      }
      const shuffled = [...facts]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = random.next().value % (i + 1)
        ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
      }
      const [one, other] = [run(facts), run(shuffled)]
      assert.deepEqual(other, one)
      assert.ok(one.all, 'nobody else belongs to anything')
      assert.deepEqual(one.accounts.filter(({ isMember }) => isMember).map(({ value }) => `group_id:${value}`), one.words!.filter(({ belongs }) => belongs).map(({ account }) => account))
    }),
    { numRuns: 60, seed: 20261129 },
  )
})

test('who is told apart again takes their own accounts along', () => {
  const rig = new AmendRig()
  rig.fact(T, group('a', 'anonymous_id:tablet', { plan: 'gold' }))
  rig.fact(T + 1, group('b', 'user_id:anna'))
  rig.fact(T + 2, { identifiers: ['anonymous_id:tablet', 'user_id:anna'], event: 'Seen' })
  rig.fact(T + 3, left('a', 'user_id:anna'))
  rig.fact(T + 4, group('c', 'anonymous_id:tablet'))
  rig.apart('anonymous_id:tablet', 'user_id:anna', () => {
    rig.fact(T + 5, group('d', 'user_id:anna'))
    rig.fact(T + 5, external('X', 'anonymous_id:tablet'))
  })
  assert.equal(rig.people.length, 2)
  rig.agree('after the amendment')
  rig.fact(T + 6, group('a', 'user_id:anna'))
  rig.agree('and after another fact')
  rig.rebuild()
  rig.agree('and after a replay')
})

test('somebody in very many accounts keeps those of whom was spoken last', () => {
  const { machine, reader } = open()
  for (let i = 0; i < MAX_ACCOUNTS + 5; i++) machine.fact(T + i, group(`g${String(i).padStart(4, '0')}`, 'user_id:u'), false)
  machine.driver.commit()
  assert.deepEqual(reader.accounts.wordsOf(1)!.map(({ account }) => account), Array.from({ length: MAX_ACCOUNTS }, (_, i) => `group_id:g${String(i + 5).padStart(4, '0')}`))
  assert.deepEqual([members(reader, 'group_id', 'g0004'), members(reader, 'group_id', 'g0005')], [[], [1]])
})

test('periods are told by what was said, in the order in which it happened', () => {
  assert.deepEqual(periodsOf([]), [])
  assert.deepEqual(periodsOf([[1, 0], [2, 1], [3, 1], [5, 0], [6, 0], [8, 1]]), [{ from: 2, to: 5 }, { from: 8, to: null }])
})

test('operations tell accounts, their members, and when somebody belonged to them', async (t) => {
  const hash = hashForTests('group_id', 'club@example.com')
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T + 5, group('acme', 'user_id:u', { plan: 'gold' }))
    machine.fact(T + 6, { ...left('acme', 'anonymous_id:a'), happened: T + 2 })
    machine.fact(T + 7, { ...group('acme', 'anonymous_id:a'), happened: T + 1 })
    machine.fact(T + 8, { identifiers: ['user_id:u', 'anonymous_id:a'], event: 'Seen' })
    machine.fact(T + 9, group(hash, 'user_id:v'))
  }, true)
  const value = (result: any) => (assert.ok(result.ok, JSON.stringify(result)), result.value)
  const acme = { account: 1, type: 'group_id', value: 'acme', personal: false }
  assert.deepEqual(value(await call('get-account', { idType: 'group_id', value: 'acme' })), { ...acme, first: T + 1, last: T + 5, traits: { plan: { value: 'gold', happened: T + 5 } } })
  assert.equal(value(await call('get-account', { idType: 'account', value: '1' })).value, 'acme')
  const club = value(await call('get-account', { idType: 'group_id', value: 'Club@example.com' }))
  assert.deepEqual([club.account, club.value, club.personal], [2, `***${hash.slice(-4)}`, true])
  assert.deepEqual(value(await call('list-accounts', { limit: '1' })).next, 1)
  assert.deepEqual(value(await call('list-accounts', { after: '1' })).accounts.map((one: any) => one.account), [2])
  assert.deepEqual(value(await call('list-account-members', { accountId: '1' })), { account: 1, members: [{ person: 1, said: T + 5 }], next: null })
  assert.deepEqual(value(await call('get-person-accounts', { personId: '2' })), {
    person: 1, through: 5, accounts: [{ ...acme, belongs: true, said: T + 5, periods: [{ from: T + 1, to: T + 2 }, { from: T + 5, to: null }] }],
  })
  assert.deepEqual([codeOf(await call('get-account', { idType: 'group_id', value: 'none' })), codeOf(await call('list-account-members', { accountId: '9' })), codeOf(await call('get-person-accounts', { personId: '99' }))],
    ['profiles.account-not-found', 'profiles.account-not-found', 'profiles.not-found'])
})
