// An amendment in the engine alone: the people who are built again come from the very facts the Machine was given.
import assert from 'node:assert/strict'
import { test } from 'node:test'
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
