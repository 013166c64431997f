// An amendment in the engine alone: the people who are built again come from the very facts the Machine was given.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '@touchstone/base'
import { FIRST_RULES } from '@touchstone/identity'
import { AmendRig } from '../testing/amend-rig.ts'

const T = 1_700_000_000_000

test('two who were taken for one come apart, each with their own facts, traits, counts and memberships', () => {
  const rig = new AmendRig()
  const buyers = rig.define(T, 'buyers', 'count("Buy") >= 2')
  const gold = rig.define(T, 'gold', 'plan = "gold"')
  const anna = rig.fact(T + 1, { identifiers: ['user_id:anna', 'anonymous_id:a'], event: 'Buy', traits: { plan: 'gold' } })
  const bert = rig.fact(T + 2, { identifiers: ['anonymous_id:b'], event: 'Buy', traits: { plan: 'free' } })
  rig.fact(T + 3, { identifiers: ['anonymous_id:a', 'anonymous_id:b'], event: 'Look' })
  assert.deepEqual(rig.people, [anna])
  assert.deepEqual(rig.members(buyers), [[anna, T + 2 + 1]])
  assert.deepEqual(rig.members(gold), [])
  rig.takeSaid()
  rig.apart('anonymous_id:a', 'anonymous_id:b')
  assert.deepEqual(rig.people, [anna, bert])
  assert.deepEqual(rig.members(buyers), [])
  assert.deepEqual(rig.members(gold), [[anna, T + 1]])
  rig.agree()
  const { aliases, changes, links } = rig.takeSaid()
  assert.deepEqual(aliases.map(({ loser, survivor }) => [loser, survivor]), [[bert, bert]])
  assert.deepEqual(links.map(({ identifier, person, reason }) => [identifier, person, reason]), [['anonymous_id:b', bert, 'amended']])
  assert.deepEqual(changes.map(({ person, segment, entered, cause }) => [person, segment, entered, cause]), [[anna, buyers, false, 'amendment'], [anna, gold, true, 'amendment']])
  rig.fact(T + 5, { identifiers: ['anonymous_id:a', 'anonymous_id:b'], event: 'Look' })
  rig.agree()
})

/** Four devices that turned out to be one person, one after the other. */
function chain(): { rig: AmendRig; people: number[] } {
  const rig = new AmendRig()
  rig.define(T, 'lookers', 'count("Look") in last 1 hour >= 2')
  rig.define(T, 'sum', 'sum("Buy".price) >= 3')
  const people = ['a', 'b', 'c', 'd'].map((device, i) => rig.fact(T + 1 + i, { identifiers: [`anonymous_id:${device}`], event: 'Buy', properties: { price: i + 1 }, traits: { [device]: i } }))
  for (const [one, other] of [['a', 'b'], ['c', 'd'], ['b', 'c']]) rig.fact(T + 10 * MINUTE, { identifiers: [`anonymous_id:${one}`, `anonymous_id:${other}`], event: 'Look' })
  assert.deepEqual(rig.people, [people[0]])
  return { rig, people }
}

test('a chain of merges is undone in the middle, and then once more', () => {
  const { rig, people } = chain()
  rig.apart('anonymous_id:b', 'anonymous_id:c')
  assert.deepEqual(rig.people, [people[0], people[2]])
  rig.agree('after the middle')
  rig.fact(T + 20 * MINUTE, { identifiers: ['anonymous_id:d'], event: 'Look' })
  rig.agree('after a fact of one of them')
  rig.apart('anonymous_id:b', 'anonymous_id:c')
  rig.agree('what is apart already stays so')
  rig.apart('anonymous_id:a', 'anonymous_id:b')
  assert.deepEqual(rig.people, people.slice(0, 3))
  rig.agree('after the first link too')
  rig.tick(T + 90 * MINUTE)
  rig.agree('when the windows have passed')
})

test('facts that come while people are built again are theirs; a restart and a new growth from the log change nothing', () => {
  const { rig, people } = chain()
  rig.apart('anonymous_id:b', 'anonymous_id:c', () => {
    rig.fact(T + 11 * MINUTE, { identifiers: ['anonymous_id:b'], event: 'Look', traits: { b: 'late' } })
    rig.restart()
    rig.fact(T + 12 * MINUTE, { identifiers: ['anonymous_id:c', 'user_id:new'], event: 'Buy', properties: { price: 5 } })
    rig.rebuild()
  })
  assert.equal(rig.rounds, 1)
  assert.deepEqual(rig.people, [people[0], people[2]])
  rig.agree()
  rig.rebuild()
  rig.agree('grown from the log again')
})

test('who meets somebody else while being built again is built once more, together with them', () => {
  const { rig } = chain()
  rig.fact(T + 10 * MINUTE, { identifiers: ['anonymous_id:outsider'], event: 'Buy', properties: { price: 9 } })
  rig.apart('anonymous_id:b', 'anonymous_id:c', () => rig.fact(T + 11 * MINUTE, { identifiers: ['anonymous_id:d', 'anonymous_id:outsider'], event: 'Look' }))
  assert.deepEqual([rig.rounds, rig.taken], [2, 1])
  rig.agree()
})

test('a message that is sent again counts once on either side; sessions and counts are those of each side', () => {
  const { rig } = chain()
  rig.fact(T + 15 * MINUTE, { identifiers: ['anonymous_id:c'], event: 'Look', messageId: 'again' })
  rig.apart('anonymous_id:b', 'anonymous_id:c')
  rig.fact(T + 16 * MINUTE, { identifiers: ['anonymous_id:c'], event: 'Look', messageId: 'again' })
  rig.fact(T + 16 * MINUTE, { identifiers: ['anonymous_id:b'], event: 'Look', messageId: 'again' })
  rig.agree()
})

test('an identifier that belongs to somebody else takes its facts along', () => {
  const rig = new AmendRig()
  const gold = rig.define(T, 'gold', 'plan = "gold"')
  const anna = rig.fact(T + 1, { identifiers: ['user_id:anna', 'phone:h:1'], event: 'A' })
  rig.fact(T + 2, { identifiers: ['phone:h:1'], event: 'B', traits: { plan: 'gold' } })
  const bert = rig.fact(T + 3, { identifiers: ['user_id:bert'], event: 'A' })
  rig.amend({ kind: 'move', identifier: 'phone:h:1', to: 'user_id:bert', from: ['user_id:anna'] })
  rig.agree()
  assert.deepEqual(rig.people.length, 2)
  assert.ok(rig.members(gold).every(([person]) => person !== anna), 'the plan came with the phone')
  rig.fact(T + 4, { identifiers: ['phone:h:1'], event: 'C' })
  rig.agree('the next fact with it is about the other one')
  assert.ok(bert > anna)
})

test('what a version of the rules did is undone; later versions hold', () => {
  const rig = new AmendRig()
  rig.define(T, 'both', 'count("A") >= 2')
  rig.fact(T + 1, { identifiers: ['user_id:one', 'anonymous_id:till'], event: 'A' })
  rig.fact(T + 2, { identifiers: ['user_id:two'], event: 'A' })
  rig.control(T + 3, { control: 'identity.rules', version: 1, rules: { ...FIRST_RULES, limits: { ...FIRST_RULES.limits, user_id: { most: 5, per: 'ever' } } } })
  rig.fact(T + 4, { identifiers: ['user_id:two', 'anonymous_id:till'], event: 'A' })
  assert.equal(rig.people.length, 1)
  rig.control(T + 5, { control: 'identity.rules', version: 2, rules: FIRST_RULES })
  rig.amend({ kind: 'forget-rules', version: 1 })
  assert.equal(rig.people.length, 2)
  rig.agree()
})

test('a value that does not count gives way to the one before it, and memberships follow', () => {
  const rig = new AmendRig()
  const gold = rig.define(T, 'gold', 'plan = "gold"')
  const person = rig.fact(T + 1, { identifiers: ['user_id:u'], traits: { plan: 'gold', name: 'x' } })
  const wrong = rig.fact(T + 2, { identifiers: ['user_id:u'], traits: { plan: 'free', name: 'y' } })
  assert.deepEqual(rig.members(gold), [])
  rig.amend({ kind: 'retract', values: [{ fact: wrong, trait: 'plan' }] })
  assert.deepEqual(rig.members(gold), [[person, T + 1]])
  rig.agree()
  rig.amend({ kind: 'retract', values: [{ fact: wrong, trait: '*' }] })
  rig.agree('all that the fact gave')
})
