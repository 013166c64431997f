import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { DEFAULT_RULES, FIRST_RULES } from '@touchstone/identity'
import { FactWriter, RecordKind, type IdentityRules } from '@touchstone/vocabulary'
import { MachineRig, rigFact } from '../testing.ts'

const T = 1_700_000_000_000

function rulesAt(rig: MachineRig, time: number, version: number, changed: Partial<IdentityRules> = {}): number {
  return rig.control(time, { control: 'identity.rules', version, rules: { ...FIRST_RULES, ...changed } })
}

test('rules hold from their position on, also for the next process, and a version is taken once', () => {
  let rig = new MachineRig()
  rig.fact(T, { identifiers: ['user_id:u', 'crm:1', 'crm:2'] })
  rulesAt(rig, T + 1, 2, { limits: { crm: { most: 2, per: 'ever' } } })
  rulesAt(rig, T + 2, 1)
  rig.takeOutcomes()
  rig = rig.restarted()
  const third = rig.fact(T + 3, { identifiers: ['user_id:u', 'crm:3'] })
  const { dropped, links } = rig.takeOutcomes()
  assert.deepEqual(dropped, [{ position: third, identifiers: ['crm:3'], rules: ['limits.crm'], version: 2 }])
  rig.fact(T + 4, { identifiers: ['user_id:u', 'anonymous_id:a'] })
  assert.deepEqual([links, rig.takeOutcomes().links.map(({ identifier, rules }) => [identifier, rules])], [[], [['anonymous_id:a', 2]]])
})

test('what is blocked later leads nowhere from then on, also where it is linked and was in use', () => {
  const rig = new MachineRig()
  const shared = rig.fact(T, { identifiers: ['user_id:demo'] })
  rulesAt(rig, T + 1, 1, { blocked: [{ type: 'user_id', values: ['demo'], patterns: [] }] })
  const next = rig.fact(T + 2, { identifiers: ['user_id:demo', 'anonymous_id:a'] })
  const { persons, dropped } = rig.takeOutcomes()
  assert.deepEqual([persons.get(shared), persons.get(next)], [shared, next])
  assert.deepEqual(dropped.map(({ identifiers, rules }) => [identifiers, rules]), [[['user_id:demo'], ['blocked']]])
  assert.equal(rig.restarted().fact(T + 3, { identifiers: ['anonymous_id:a'] }), 4)
})

test('what the edge blocked joins nobody, though others are known by it', () => {
  const rig = new MachineRig()
  rig.fact(T, { identifiers: ['user_id:u', 'email:h:noreply'] })
  const fact = { ...rigFact({ identifiers: ['user_id:v', 'email:h:noreply'] }, T + 1, 'm'), blocked: 1 }
  const position = rig.driver.append(RecordKind.FACT, new FactWriter().encode(fact), T + 1, true)
  const { persons, dropped } = rig.takeOutcomes()
  assert.equal(persons.get(position), position)
  assert.deepEqual(dropped, [{ position, identifiers: ['email:h:noreply'], rules: ['blocked'], version: 0 }])
})

test('limits of a period count by when identifiers were linked, also those that a merge brought', () => {
  const rig = new MachineRig()
  rulesAt(rig, T, 1, { limits: { anonymous_id: { most: 2, per: 'week' } } })
  rig.fact(T, { identifiers: ['user_id:u', 'anonymous_id:a'] })
  rig.fact(T + 6 * DAY, { identifiers: ['email:h:e', 'anonymous_id:b'] })
  rig.fact(T + 6 * DAY, { identifiers: ['user_id:u', 'email:h:e'] })
  const drop = (time: number, id: string) => {
    rig.takeOutcomes()
    rig.fact(time, { identifiers: ['user_id:u', `anonymous_id:${id}`] })
    return rig.takeOutcomes().dropped.length
  }
  assert.equal(drop(T + 7 * DAY - HOUR, 'c'), 1)
  assert.equal(drop(T + 7 * DAY, 'd'), 0, 'the first is a week old')
})

test('a suspicious merge is held: nobody becomes anybody, and the question is told; a declared link answers it', () => {
  const rig = new MachineRig()
  rulesAt(rig, T, 1, DEFAULT_RULES)
  const segment = rig.define(T, 'sg', 'did "A" and did "B"')
  const anna = rig.fact(T + 1, { identifiers: ['email:h:anna', 'anonymous_id:tablet'], event: 'A' })
  const bert = rig.fact(T + 2, { identifiers: ['email:h:bert', 'anonymous_id:tablet'], event: 'B' }, false)
  rig.fact(T + 2, { identifiers: ['email:h:bert', 'anonymous_id:tablet'] })
  const { held, dropped, persons } = rig.takeOutcomes()
  assert.deepEqual(held, [{ position: bert, appended: T + 2, rule: 'hold.shared', version: 1, one: 'email:h:anna', other: 'email:h:bert', people: [anna, bert], via: 'anonymous_id:tablet', identifiers: 3 }])
  assert.equal(dropped.length, 2, 'each fact says what it lost; the question is asked once')
  assert.equal(persons.get(bert), bert)
  const link = rig.control(T + 3, { control: 'identity.link', identifiers: ['email:h:anna', 'email:h:bert'], decision: 1 })
  const joined = rig.takeOutcomes()
  assert.deepEqual(joined.aliases.map(({ position, loser, survivor }) => [position, loser, survivor]), [[link, bert, anna]])
  assert.deepEqual(joined.links.map(({ identifier, reason }) => [identifier, reason]), [['email:h:bert', 'declared']])
  assert.deepEqual([...rig.members(segment).keys()], [anna])
  rig.fact(T + 4, { identifiers: ['email:h:bert', 'anonymous_id:tablet'] })
  assert.deepEqual(rig.takeOutcomes().dropped, [])
})

test('two who are apart stay so whatever comes, also after a restart, until a link is declared', () => {
  let rig = new MachineRig()
  rulesAt(rig, T, 1, { hold: { ...DEFAULT_RULES.hold, shared: 5 } })
  rig.fact(T, { identifiers: ['email:h:anna', 'anonymous_id:tablet'] })
  rig.control(T, { control: 'identity.apart', pairs: [['email:h:bert', 'email:h:anna'], ['email:h:x', 'email:h:x']], decision: 1 })
  rig = rig.restarted()
  const bert = rig.fact(T + 1, { identifiers: ['email:h:bert', 'anonymous_id:tablet'] })
  const { dropped, held } = rig.takeOutcomes()
  assert.deepEqual([dropped, held], [[{ position: bert, identifiers: ['anonymous_id:tablet'], rules: ['apart'], version: 1 }], []])
  rig.control(T + 2, { control: 'identity.link', identifiers: ['anonymous_id:tablet', 'email:h:bert'], decision: 2 })
  assert.deepEqual(rig.takeOutcomes().aliases, [], 'another of theirs stands between them')
  rig.control(T + 3, { control: 'identity.link', identifiers: ['email:h:anna', 'email:h:bert'], decision: 3 })
  assert.equal(rig.takeOutcomes().aliases.length, 1)
  rig = rig.restarted()
  rig.fact(T + 4, { identifiers: ['email:h:anna', 'email:h:bert'] })
  assert.deepEqual(rig.takeOutcomes().dropped, [])
})
