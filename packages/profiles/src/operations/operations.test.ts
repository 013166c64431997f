import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, type Result } from '@touchstone/base'
import type { TimelineFact } from '../store.ts'
import { T, codeOf, operationsRig as given } from '../testing/operations-rig.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { profileOperations } from './index.ts'

test('every example fits the shape it explains', () => {
  for (const { name, example, input, output } of profileOperations({} as never)) {
    assert.ok(input.safeParse(example.input).success, name)
    assert.deepEqual(output.parse(example.output), example.output, name)
  }
})

test('a profile shows personal identifiers masked; revealing them is a call of its own', async (t) => {
  const hash = hashForTests('email', 'anna@example.com')
  const { call } = await given(t, ({ machine }) => {
    machine.fact(T, { identifiers: ['user_id:u1', `email:${hash}`], traits: { plan: 'pro' } })
    machine.fact(T, { identifiers: ['anonymous_id:a'] })
    machine.fact(T, { identifiers: ['anonymous_id:a', 'user_id:u1'] })
    const segment = machine.control(T, { control: 'segment.define', id: 'seen', version: 1, where: 'count("Product Viewed")', trait: 'seen' })
    machine.control(T, { control: 'segment.seeded', segment })
  })
  const profile = await call('get-profile', { idType: 'email', value: 'Anna@example.com' })
  assert.ok(profile.ok)
  assert.equal(profile.value.person, 1)
  assert.deepEqual(profile.value.identifiers[1], { type: 'email', value: `***${hash.slice(-4)}`, personal: true })
  assert.deepEqual(profile.value.mergedPeople, [2])
  assert.deepEqual([profile.value.computed, profile.value.exactAt], [[{ name: 'seen', value: 0, count: 0, happened: null, version: 1, position: 4, state: 'live' }], { position: 5, time: T + 60_000 }])
  assert.ok(!JSON.stringify(profile.value).includes(hash))
  const revealed = await call('reveal-profile', { idType: 'user_id', value: 'u1' })
  assert.deepEqual(revealed, ok({ person: 1, values: [{ path: 'traits.email', value: 'of 1 and 2' }] }))
})

test('who is not there, and what is no identifier, is said without repeating a personal value', async (t) => {
  const { call } = await given(t, ({ machine }) => machine.fact(T, { identifiers: ['user_id:u1'] }))
  const nobody = await call('get-profile', { idType: 'email', value: 'nobody@example.com' })
  assert.equal(codeOf(nobody), 'profiles.not-found')
  assert.ok(!JSON.stringify(nobody).includes('nobody@'))
  assert.equal(codeOf(await call('get-profile', { idType: 'a b', value: 'x' })), 'profiles.invalid-id-type')
  assert.equal(codeOf(await call('get-profile', { idType: 'person', value: 'one' })), 'profiles.invalid-person')
  assert.equal(codeOf(await call('get-timeline', { personId: '77' })), 'profiles.not-found')
  assert.equal(codeOf(await call('get-memberships', { personId: '77' })), 'profiles.not-found')
  await assert.rejects(call('get-timeline', { personId: 'user_id' }), /expected the number of a person/)
})

test('memberships carry the names of their segments', async (t) => {
  const { call } = await given(t, ({ machine }) => {
    machine.define(T, 'sg_a', 'did "A" in last 2 minutes')
    machine.define(T, 'nameless', 'did "B"')
    machine.fact(T + 1, { identifiers: ['user_id:u1'], event: 'A' })
  })
  const member = { segment: 'sg_a', name: 'The sg_a', version: 1, position: 1, value: true, since: T + 1, ends: T + 120_001 }
  assert.deepEqual(await call('get-memberships', { personId: '3' }), ok({ person: 3, at: T + 60_000, memberships: [member] }))
  const all = await call('get-memberships', { personId: '3', all: 'true' })
  assert.ok(all.ok)
  assert.deepEqual(all.value.memberships.map((one: { name: string; value: boolean }) => [one.name, one.value]), [['The sg_a', true], ['nameless', false]])
})

test('the timeline has the facts of everyone who became one, newest first, page by page', async (t) => {
  const { call } = await given(t, ({ machine }) => {
    machine.fact(T + 1, { identifiers: ['anonymous_id:a'], event: 'Seen', properties: { i: 1 } })
    machine.fact(T + 2, { identifiers: ['user_id:u', `email:${hashForTests('email', 'a@b.c')}`], traits: { plan: 'pro' } })
    machine.fact(T + 3, { identifiers: ['user_id:other'], event: 'Seen' })
    machine.fact(T + 4, { identifiers: ['anonymous_id:a', 'user_id:u'], event: "It's \\ \"odd\"", properties: { i: 4, text: '\n\u0000😀' } })
    machine.fact(T + 5, { identifiers: ['user_id:u'], event: 'Seen', happened: T + 1, properties: { i: 5 } })
    machine.fact(T + 5, { identifiers: ['user_id:u'], event: 'Seen', happened: T + 1, messageId: 'm5', properties: { i: 5 } })
  }, true)
  const positions = (result: Result<any>): number[] => (assert.ok(result.ok), result.value.facts.map((one: TimelineFact) => one.position))
  const all = await call('get-timeline', { personId: '2' })
  assert.deepEqual(positions(all), [4, 2, 5, 1])
  assert.ok(all.ok)
  assert.equal(all.value.person, 1)
  assert.equal(all.value.through, 6)
  assert.equal(all.value.next, null)
  assert.deepEqual(all.value.facts[0], {
    position: 4, happened: T + 4, appended: T + 4, type: 'track', event: "It's \\ \"odd\"", messageId: 'm4', source: 'test',
    identifiers: ['anonymous_id:a', 'user_id:u'], dropped: [], traits: {}, properties: { i: 4, text: '\n\u0000😀' }, context: {}, session: T + 1,
  })
  assert.deepEqual(all.value.facts[1].identifiers, ['user_id:u', `email:***${hashForTests('email', 'a@b.c').slice(-4)}`])
  const seen: number[] = []
  let before: string | undefined
  do {
    const page = await call('get-timeline', { personId: '1', limit: '1', ...(before === undefined ? {} : { before }) })
    seen.push(...positions(page))
    before = page.ok ? page.value.next : undefined
  } while (before !== null)
  assert.deepEqual(seen, [4, 2, 5, 1])
  assert.deepEqual(positions(await call('get-timeline', { personId: '1', event: ['Seen'] })), [5, 1])
  assert.deepEqual(positions(await call('get-timeline', { personId: '1', event: ["It's \\ \"odd\""] })), [4])
  assert.deepEqual(positions(await call('get-timeline', { personId: '1', before: new Date(T + 2).toISOString() })), [5, 1])
  assert.equal(codeOf(await call('get-timeline', { personId: '1', before: 'yesterday' })), 'profiles.invalid-place')
})
