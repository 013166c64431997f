import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '@touchstone/base'
import type { IdentityRules } from '@touchstone/vocabulary'
import { DEFAULT_RULES, Decisions, FIRST_RULES, Rules, identifierOf, resolve, resolveDeclared } from './index.ts'
import { TestGraph } from './testing.ts'

const T = 1_700_000_000_000
const first = Rules.of(0, FIRST_RULES)
const none = new Decisions()
const ask = (graph: TestGraph, ...identifiers: string[]) => askBy(first, none, graph, identifiers)
const askBy = (rules: Rules, decisions: Decisions, graph: TestGraph, identifiers: readonly string[], now = T, blocked = 0) =>
  resolve(graph, rules, decisions, { identifiers: identifiers.map(identifierOf), blocked, now })
const rulesOf = (changed: Partial<IdentityRules>) => Rules.of(2, { ...FIRST_RULES, ...changed })

test('unknown identifiers make a new person', () => {
  const found = ask(new TestGraph(), 'anonymous_id:a1', 'user_id:u1')
  assert.deepEqual(found, { person: 0, isNew: true, merged: [], added: ['user_id:u1', 'anonymous_id:a1'], reason: 'created', dropped: [], held: [] })
})

test('one known identifier brings the others along', () => {
  const graph = new TestGraph()
  graph.link('anonymous_id:a1', 7)
  assert.deepEqual(ask(graph, 'anonymous_id:a1', 'user_id:u1'), { person: 7, isNew: false, merged: [], added: ['user_id:u1'], reason: 'added', dropped: [], held: [] })
})

test('two known people become the one with the smaller id', () => {
  const graph = new TestGraph()
  graph.link('anonymous_id:a1', 9)
  graph.link('user_id:u1', 4)
  const found = ask(graph, 'anonymous_id:a1', 'user_id:u1')
  assert.equal(found.person, 4)
  assert.deepEqual(found.merged, [9])
  assert.equal(found.reason, 'merged')
})

test('a shared device does not make two users one: the anonymous id is dropped and said so', () => {
  const graph = new TestGraph()
  graph.link('anonymous_id:tablet', 1)
  graph.link('user_id:anna', 1)
  graph.link('user_id:bert', 2)
  const found = ask(graph, 'anonymous_id:tablet', 'user_id:bert')
  assert.equal(found.person, 2)
  assert.deepEqual(found.merged, [])
  assert.deepEqual(found.dropped, [{ identifier: 'anonymous_id:tablet', rule: 'limits.user_id' }])
})

test('a second user id on a known device starts a person of its own', () => {
  const graph = new TestGraph()
  graph.link('anonymous_id:tablet', 1)
  graph.link('user_id:anna', 1)
  const found = ask(graph, 'anonymous_id:tablet', 'user_id:new')
  assert.equal(found.isNew, true)
  assert.deepEqual(found.added, ['user_id:new'])
  assert.deepEqual(found.dropped, [{ identifier: 'anonymous_id:tablet', rule: 'limits.user_id' }])
})

test('blocked values link nobody', () => {
  for (const value of ['', '0', '00000000-0000-0000-0000-000000000000', 'NULL', ' anonymous ', '-1']) assert.ok(first.isBlocked('anonymous_id', value), value)
  for (const value of ['u1', '10', 'nullable', 'h:abc']) assert.ok(!first.isBlocked('anonymous_id', value), value)
  const graph = new TestGraph()
  graph.link('user_id:u1', 3)
  assert.deepEqual(ask(graph, 'anonymous_id:null', 'user_id:u1').dropped, [{ identifier: 'anonymous_id:null', rule: 'blocked' }])
})

test('what the edge found blocked is dropped, though the engine sees a hash', () => {
  const graph = new TestGraph()
  graph.link('email:h:abc', 3)
  const found = askBy(first, none, graph, ['user_id:u1', 'email:h:abc'], T, 1)
  assert.deepEqual([found.isNew, found.added, found.dropped], [true, ['user_id:u1'], [{ identifier: 'email:h:abc', rule: 'blocked' }]])
  assert.ok(askBy(first, none, graph, ['email:h:abc'], T, 1).isNew, 'nobody is named: somebody new')
})

test('a blocked personal value is a hash, and hashes are compared to the letter', () => {
  const rules = rulesOf({ blocked: [{ type: 'email', values: ['h:AbC'], patterns: [] }] })
  assert.ok(rules.isBlocked('email', 'h:AbC'))
  assert.ok(!rules.isBlocked('email', 'h:abc'))
  assert.ok(!rules.isBlocked('phone', 'h:AbC'), 'of its type only')
})

test('a person at the cap of merges or of identifiers takes no further one', () => {
  const graph = new TestGraph()
  graph.link('user_id:u1', 3)
  graph.link('anonymous_id:a', 5)
  graph.merges.set(3, 60)
  graph.merges.set(5, 40)
  assert.deepEqual(ask(graph, 'user_id:u1', 'anonymous_id:a').dropped, [{ identifier: 'anonymous_id:a', rule: 'caps.merges' }])
  for (let i = 1; i < 1000; i++) graph.link(`crm:${i}`, 3)
  assert.deepEqual(ask(graph, 'user_id:u1', 'anonymous_id:new').dropped, [{ identifier: 'anonymous_id:new', rule: 'caps.identifiers' }])
})

test('limits count what was linked within their period', () => {
  const rules = rulesOf({ limits: { anonymous_id: { most: 2, per: 'week' }, '*': { most: 1, per: 'ever' } } })
  const graph = new TestGraph()
  graph.link('user_id:u', 1, T)
  graph.link('anonymous_id:a', 1, T)
  graph.link('anonymous_id:b', 1, T + DAY)
  const third = (now: number) => askBy(rules, none, graph, ['user_id:u', 'anonymous_id:c'], now).dropped.map(({ rule }) => rule)
  assert.deepEqual(third(T + 7 * DAY - 1), ['limits.anonymous_id'])
  assert.deepEqual(third(T + 7 * DAY), [], 'the first is a week old')
  assert.deepEqual(askBy(rules, none, graph, ['user_id:u', 'crm:1', 'crm:2']).dropped, [{ identifier: 'crm:1', rule: 'limits.*' }, { identifier: 'crm:2', rule: 'limits.*' }].slice(1), 'the first of two new ones fits')
})

test('whoever is past a limit already is found, and gets identifiers of other types', () => {
  const rules = rulesOf({ limits: { email: { most: 1, per: 'ever' } } })
  const graph = new TestGraph()
  for (const one of ['user_id:u', 'email:h:1', 'email:h:2', 'email:h:3']) graph.link(one, 1)
  const found = askBy(rules, none, graph, ['user_id:u', 'email:h:2', 'anonymous_id:new'])
  assert.deepEqual([found.person, found.added, found.dropped], [1, ['anonymous_id:new'], []])
  assert.deepEqual(askBy(rules, none, graph, ['user_id:u', 'email:h:4']).dropped, [{ identifier: 'email:h:4', rule: 'limits.email' }])
})

test('only what stands in the way is dropped: a weaker identifier that fits stays', () => {
  const graph = new TestGraph()
  const rules = rulesOf({})
  graph.link('user_id:anna', 1)
  graph.link('email:h:anna', 1)
  const found = askBy(rules, none, graph, ['user_id:bert', 'email:h:anna', 'anonymous_id:phone-of-bert'])
  assert.deepEqual([found.isNew, found.added], [true, ['user_id:bert', 'anonymous_id:phone-of-bert']])
  assert.deepEqual(found.dropped, [{ identifier: 'email:h:anna', rule: 'limits.user_id' }])
})

test('the log of an earlier release is replayed as that release resolved it: the weakest goes first', () => {
  const graph = new TestGraph()
  graph.link('user_id:anna', 1)
  graph.link('email:h:anna', 1)
  const found = ask(graph, 'user_id:bert', 'email:h:anna', 'anonymous_id:phone-of-bert')
  assert.deepEqual([found.isNew, found.added, found.dropped.map(({ identifier }) => identifier)], [true, ['user_id:bert'], ['anonymous_id:phone-of-bert', 'email:h:anna']])
})

test('two who are apart are not made one by a third, and a fact that names both loses the weaker one', () => {
  const decisions = new Decisions()
  decisions.apart('email:h:anna', 'email:h:bert')
  const graph = new TestGraph()
  assert.deepEqual(askBy(first, decisions, graph, ['email:h:anna', 'email:h:bert']).dropped, [{ identifier: 'email:h:bert', rule: 'apart' }])
  graph.link('email:h:anna', 1)
  graph.link('anonymous_id:tablet', 1)
  graph.link('email:h:bert', 2)
  const met = askBy(first, decisions, graph, ['email:h:bert', 'anonymous_id:tablet'])
  assert.deepEqual([met.person, met.merged, met.dropped], [2, [], [{ identifier: 'anonymous_id:tablet', rule: 'apart' }]])
  const both = askBy(rulesOf({}), decisions, graph, ['user_id:new', 'email:h:anna', 'email:h:bert'])
  assert.deepEqual([both.person, both.dropped], [1, [{ identifier: 'email:h:bert', rule: 'apart' }]])
  graph.link('email:h:bert', 1)
  assert.deepEqual(askBy(first, decisions, graph, ['email:h:bert', 'anonymous_id:another']).dropped, [], 'those who are one already are for an amendment')
  assert.ok(decisions.together('email:h:bert', 'email:h:anna'))
  assert.equal(decisions.size, 0)
})

test('a declared link asks no rule, only what keeps people apart', () => {
  const graph = new TestGraph()
  graph.link('user_id:u1', 9)
  graph.link('user_id:u2', 4)
  const found = resolveDeclared(graph, none, ['user_id:u1', 'user_id:u2', 'crm:new'], T)!
  assert.deepEqual([found.person, found.merged, found.added, found.reason], [4, [9], ['crm:new'], 'declared'])
  assert.equal(resolveDeclared(graph, none, ['crm:a', 'crm:b'], T), undefined, 'there is nobody')
  const decisions = new Decisions()
  graph.link('email:h:x', 9)
  decisions.apart('email:h:x', 'user_id:u2')
  assert.equal(resolveDeclared(graph, decisions, ['user_id:u1', 'user_id:u2'], T), undefined)
})

const standard = Rules.of(1, DEFAULT_RULES)
const held = (graph: TestGraph, ...identifiers: string[]) => {
  const found = askBy(standard, none, graph, identifiers)
  return found.held.map(({ rule, one, other, via, people }) => [rule, one, other, via, people])
}

test('a tablet that two people use does not bring their names together, and somebody is asked', () => {
  const graph = new TestGraph()
  graph.link('email:h:anna', 1)
  graph.link('anonymous_id:tablet', 1)
  assert.deepEqual(held(graph, 'email:h:bert', 'anonymous_id:tablet'), [['hold.shared', 'email:h:anna', 'email:h:bert', 'anonymous_id:tablet', [1, 0]]])
  graph.link('email:h:bert', 2)
  assert.deepEqual(held(graph, 'email:h:bert', 'anonymous_id:tablet'), [['hold.shared', 'email:h:anna', 'email:h:bert', 'anonymous_id:tablet', [1, 2]]])
})

test('a phone number with a new owner does not bring their addresses together', () => {
  const graph = new TestGraph()
  graph.link('email:h:old', 1)
  graph.link('phone:h:p', 1)
  assert.deepEqual(held(graph, 'email:h:new', 'phone:h:p'), [['hold.shared', 'email:h:new', 'email:h:old', 'phone:h:p', [0, 1]]])
})

test('a number of a household brings nobody\'s devices together; with a name it is only one more identifier', () => {
  const graph = new TestGraph()
  graph.link('phone:h:home', 1)
  graph.link('anonymous_id:of-anna', 1)
  assert.deepEqual(held(graph, 'phone:h:home', 'anonymous_id:of-bert').map(([rule, , , via]) => [rule, via]), [['hold.shared', 'anonymous_id:of-bert']])
  assert.deepEqual(held(graph, 'user_id:anna', 'phone:h:home', 'anonymous_id:of-anna'), [], 'the device says so, too')
})

test('a weaker name by itself does not bring two stronger ones together', () => {
  const graph = new TestGraph()
  graph.link('email:h:anna', 1)
  graph.link('loyalty_card:7', 1)
  assert.deepEqual(held(graph, 'email:h:bert', 'loyalty_card:7').map(([rule, , , via]) => [rule, via]), [['hold.weaker', 'loyalty_card:7']])
  assert.deepEqual(held(graph, 'user_id:anna', 'loyalty_card:7'), [], 'nobody gets two names of one type')
})

test('a customer who changes their address keeps being one person', () => {
  const graph = new TestGraph()
  for (const one of ['user_id:u', 'email:h:old', 'anonymous_id:a']) graph.link(one, 1)
  const found = askBy(standard, none, graph, ['user_id:u', 'email:h:new', 'anonymous_id:a'])
  assert.deepEqual([found.person, found.added, found.held], [1, ['email:h:new'], []])
})

test('an anonymous visitor who logs in is the same person; one who left an address first is once the login says the address', () => {
  const graph = new TestGraph()
  graph.link('anonymous_id:a', 1)
  assert.deepEqual(held(graph, 'user_id:u', 'anonymous_id:a'), [])
  graph.link('email:h:x', 1)
  assert.deepEqual(held(graph, 'user_id:u', 'anonymous_id:a').map(([rule]) => rule), ['hold.shared'])
  assert.deepEqual(held(graph, 'user_id:u', 'email:h:x', 'anonymous_id:a'), [])
})

test('a phone that tells a second id of its own is one device', () => {
  const graph = new TestGraph()
  for (const one of ['user_id:u', 'anonymous_id:a']) graph.link(one, 1)
  const found = askBy(standard, none, graph, ['anonymous_id:a', 'android.id:h:d'])
  assert.deepEqual([found.person, found.added, found.dropped], [1, ['android.id:h:d'], []])
})

test('people with many identifiers, or many new ones, do not become one unseen', () => {
  const graph = new TestGraph()
  for (let i = 0; i < 30; i++) for (const person of [1, 2]) graph.link(`crm_${i}:${person}`, person, T - 100 * DAY)
  graph.link('user_id:u', 1, T - 100 * DAY)
  assert.deepEqual(held(graph, 'user_id:u', 'crm_0:2')[0]?.slice(0, 2), ['hold.identifiers', 'crm_0:2'])
  const young = new TestGraph()
  for (let i = 0; i < 11; i++) for (const person of [1, 2]) young.link(`crm_${i}:${person}`, person, T)
  young.link('user_id:u', 1, T)
  assert.deepEqual(held(young, 'user_id:u', 'crm_0:2').map(([rule]) => rule), ['hold.growth'])
})

test('null and zero ids of a broken sender make nobody anybody', () => {
  const graph = new TestGraph()
  graph.link('user_id:u1', 1)
  for (const value of ['null', 'undefined', '00000000-0000-0000-0000-000000000000', '', '0', 'NaN', '[object Object]']) {
    const found = askBy(standard, none, graph, ['user_id:u1', `anonymous_id:${value}`, `crm:${value}`])
    assert.deepEqual([found.person, found.added, found.dropped.map(({ rule }) => rule)], [1, [], ['blocked', 'blocked']], value)
  }
})

test('a mega-merge: 2,500 ids of a loop do not end in one person', () => {
  const graph = new TestGraph()
  for (let i = 0; i < 2_500; i++) graph.apply(askBy(standard, none, graph, [`user_id:u${i}`, 'anonymous_id:kiosk'], T + i), T + i, i + 1)
  assert.ok(graph.people().every((links) => links.length <= 2))
  const server = new TestGraph()
  for (let i = 0; i < 2_500; i++) server.apply(askBy(standard, none, server, ['user_id:job', `anonymous_id:${i}`], T + i), T + i, i + 1)
  assert.equal(Math.max(...server.people().map((links) => links.length)), 6, 'five browsers in a week')
})
