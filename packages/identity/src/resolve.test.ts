import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Identifier } from '@touchstone/vocabulary'
import { DEFAULT_RULES, isBlocked, resolve, type LinkGraph } from './index.ts'

class Graph implements LinkGraph {
  readonly links = new Map<string, number>()
  merges = 0
  find(identifier: string): number {
    return this.links.get(identifier) ?? 0
  }
  weight(person: number) {
    const mine = [...this.links].filter(([, to]) => to === person).map(([identifier]) => identifier)
    return { userIds: mine.filter((one) => one.startsWith('user_id:')).length, identifiers: mine.length, merges: this.merges }
  }
}

const id = (text: string): Identifier => ({ type: text.slice(0, text.indexOf(':')), value: text.slice(text.indexOf(':') + 1) })
const ask = (graph: Graph, ...identifiers: string[]) => resolve(graph, DEFAULT_RULES, identifiers.map(id))

test('unknown identifiers make a new person', () => {
  const found = ask(new Graph(), 'anonymous_id:a1', 'user_id:u1')
  assert.deepEqual(found, { person: 0, isNew: true, merged: [], added: ['user_id:u1', 'anonymous_id:a1'], reason: 'created', dropped: [] })
})

test('one known identifier brings the others along', () => {
  const graph = new Graph()
  graph.links.set('anonymous_id:a1', 7)
  assert.deepEqual(ask(graph, 'anonymous_id:a1', 'user_id:u1'), { person: 7, isNew: false, merged: [], added: ['user_id:u1'], reason: 'added', dropped: [] })
})

test('two known people become the one with the smaller id', () => {
  const graph = new Graph()
  graph.links.set('anonymous_id:a1', 9)
  graph.links.set('user_id:u1', 4)
  const found = ask(graph, 'anonymous_id:a1', 'user_id:u1')
  assert.equal(found.person, 4)
  assert.deepEqual(found.merged, [9])
  assert.equal(found.reason, 'merged')
})

test('a shared device does not make two users one: the anonymous id is dropped and said so', () => {
  const graph = new Graph()
  graph.links.set('anonymous_id:tablet', 1)
  graph.links.set('user_id:anna', 1)
  graph.links.set('user_id:bert', 2)
  const found = ask(graph, 'anonymous_id:tablet', 'user_id:bert')
  assert.equal(found.person, 2)
  assert.deepEqual(found.merged, [])
  assert.deepEqual(found.dropped, ['anonymous_id:tablet'])
})

test('a second user id on a known device starts a person of its own', () => {
  const graph = new Graph()
  graph.links.set('anonymous_id:tablet', 1)
  graph.links.set('user_id:anna', 1)
  const found = ask(graph, 'anonymous_id:tablet', 'user_id:new')
  assert.equal(found.isNew, true)
  assert.deepEqual(found.added, ['user_id:new'])
  assert.deepEqual(found.dropped, ['anonymous_id:tablet'])
})

test('blocked values link nobody', () => {
  for (const value of ['', '0', '00000000-0000-0000-0000-000000000000', 'NULL', ' anonymous ', '-1']) assert.ok(isBlocked(DEFAULT_RULES, value), value)
  for (const value of ['u1', '10', 'nullable', 'h:abc']) assert.ok(!isBlocked(DEFAULT_RULES, value), value)
  const graph = new Graph()
  graph.links.set('user_id:u1', 3)
  assert.deepEqual(ask(graph, 'anonymous_id:null', 'user_id:u1').dropped, ['anonymous_id:null'])
})

test('a person at the cap of merges takes no further one', () => {
  const graph = new Graph()
  graph.links.set('user_id:u1', 3)
  graph.links.set('anonymous_id:a', 5)
  graph.merges = 60
  const found = ask(graph, 'user_id:u1', 'anonymous_id:a')
  assert.equal(found.person, 3)
  assert.deepEqual(found.dropped, ['anonymous_id:a'])
})
