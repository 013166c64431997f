// Rules, decisions and the review queue over a real PostgreSQL and a real state, called as the server calls them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import type { Operation } from '@touchstone/governance'
import { DEFAULT_RULES, type Rules } from '@touchstone/identity'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import type { IdentityControl } from '@touchstone/vocabulary'
import { profilesRegistryMigrations } from '../migrations/registry.ts'
import { identityOperations } from './identity-operations.ts'
import { ProfileReader } from '../read-profile.ts'
import { hashForTests, readingRig, type ReadingRig } from '../testing/reading-rig.ts'
import { IdentityDecisions } from './decisions.ts'
import { IdentityReader } from './identity-reader.ts'
import type { IdentityPorts } from './operation-ports.ts'
import { ReviewQueue } from './review-queue.ts'
import { RulePreviews } from './rule-previews.ts'
import { openRuleVersions } from './rule-versions.ts'

const T = 1_700_000_000_000
const clock = new ManualClock(T)
let registry: Registry
let remove: () => Promise<void>
let rig: ReadingRig
/** What intake and the log were told, in order. */
const told: string[] = []
let edge: Rules
let refuse = false

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: profilesRegistryMigrations }))
})
after(() => remove())
beforeEach(async (t) => {
  await registry.query('TRUNCATE profiles.identity_rules, profiles.identity_decisions, profiles.identity_review RESTART IDENTITY')
  told.length = 0
  refuse = false
  const own = (rig = readingRig())
  if ('after' in t) t.after(() => own.remove())
})

async function opened(): Promise<{ ports: IdentityPorts; call(name: string, input: Record<string, unknown>): Promise<Result<any>>; fact(...identifiers: string[]): Promise<number> }> {
  const reader = new IdentityReader(rig.state)
  const appendControl = async (control: IdentityControl) => {
    told.push(control.control)
    return refuse ? fail('stream.full', 'full') : ok({ position: rig.machine.control(clock.now(), control) })
  }
  const useRules = (rules: Rules): void => {
    edge = rules
    told.push(`edge ${rules.version}`)
  }
  const rules = await openRuleVersions({ statements: registry, clock, hashIdentifier: hashForTests, appendControl, useRules, storedRules: () => reader.rules() })
  const decisions = new IdentityDecisions({ registry, clock, appendControl })
  await decisions.reconcile()
  const review = new ReviewQueue(registry, decisions)
  const ports: IdentityPorts = {
    rules, decisions, review, reader, clock,
    previews: new RulePreviews({ clock, runJob: () => Promise.resolve(fail('warehouse.unavailable', 'away')), historyThrough: () => 0, standing: () => Promise.resolve({ apart: [], links: [] }) }),
    profiles: new ProfileReader(rig.state, hashForTests),
    hashIdentifier: hashForTests,
    engineAt: () => rig.machine.driver.position,
    attempt: (run) => registry.attempt(run),
  }
  const operations = identityOperations(ports)
  return {
    ports,
    call: (name, input) => callOf(operations, name, input),
    async fact(...identifiers) {
      const position = rig.machine.fact(clock.time++, { identifiers })
      await review.take(rig.machine.takeOutcomes().held)
      return position
    },
  }
}

async function callOf(operations: readonly Operation[], name: string, input: Record<string, unknown>): Promise<Result<unknown>> {
  const operation = operations.find((one) => one.name === `profiles.${name}`)!
  const parsed = operation.input.safeParse(input)
  if (!parsed.success) return fail('input', parsed.error.message)
  const result = await operation.handler(parsed.data, { subject: 'admin_1', permissions: [] })
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

const valueOf = (result: Result<any>): any => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)
const email = (value: string): string => `email:${hashForTests('email', value)}`

test('an installation begins with the rules of its release, and a change is with the edge and in the log, in that order', async () => {
  const { call } = await opened()
  assert.deepEqual(told, ['edge 1', 'identity.rules'])
  const { rules, suggested } = valueOf(await call('get-identity-rules', {}))
  assert.deepEqual([rules.version, rules.position, rules.rules], [1, 1, suggested])
  const changed = { ...rules.rules, limits: { ...rules.rules.limits, crm: { most: 1, per: 'ever' } }, blocked: [...rules.rules.blocked, { type: 'email', values: ['Till@Shop.example'], patterns: [] }] }
  const set = valueOf(await call('set-identity-rules', { rules: changed, expected: 1, why: 'one card each' })).rules
  assert.deepEqual([set.version, set.position, set.why, set.subject], [2, 2, 'one card each', 'admin_1'])
  assert.deepEqual(told.slice(2), ['edge 2', 'identity.rules'])
  assert.equal(codeOf(await call('set-identity-rules', { rules: changed, expected: 1, why: 'x' })), 'profiles.rules-changed')
  assert.deepEqual(valueOf(await call('list-identity-rules', {})).versions.map((one: { version: number }) => one.version), [2, 1])
  rig.machine.fact(clock.time++, { identifiers: ['user_id:u', 'crm:1', 'crm:2'] })
  assert.deepEqual(rig.machine.takeOutcomes().dropped[0]?.rules, ['limits.crm'])
  assert.equal((await opened()).ports.rules.current.version, 2)
})

test('a blocked address is a hash everywhere, staff see a label, and may give the label back', async () => {
  const { call } = await opened()
  const { rules } = valueOf(await call('get-identity-rules', {})).rules
  const set = valueOf(await call('set-identity-rules', { rules: { ...rules, blocked: [{ type: 'email', values: ['Till@Shop.example'], patterns: [] }] }, expected: 1, why: 'the till' })).rules
  const [label] = set.rules.blocked[0].values
  assert.match(label, /^\*\*\*@shop\.example .{4}$/)
  const kept = JSON.stringify(await registry.query('SELECT * FROM profiles.identity_rules')) + JSON.stringify(rig.state.range('identity', undefined, undefined, 100).map(({ value }) => value.toString('utf8', 0, value.length)))
  assert.ok(!/till@/i.test(kept))
  assert.ok(edge.isBlocked('email', hashForTests('email', 'till@shop.example')))
  const again = valueOf(await call('set-identity-rules', { rules: { ...set.rules, shared: [] }, expected: 2, why: 'nothing shared' })).rules
  assert.deepEqual(again.rules.blocked, set.rules.blocked)
  assert.ok(edge.isBlocked('email', hashForTests('email', 'till@shop.example')))
})

test('rules that cannot be say why', async () => {
  const { call } = await opened()
  const { rules } = valueOf(await call('get-identity-rules', {})).rules
  const refused = async (changed: Record<string, unknown>, message: RegExp): Promise<void> => {
    const result = await call('set-identity-rules', { rules: { ...rules, ...changed }, expected: 1, why: 'x' })
    assert.ok(!result.ok)
    assert.match(result.failure.message, message)
  }
  await refused({ blocked: [{ values: ['ann@shop.example'] }] }, /"type" beside/)
  await refused({ blocked: [{ type: 'email', values: ['nobody'] }] }, /that can be one/)
  await refused({ blocked: [{ patterns: ['^ann@shop\\.example$'] }] }, /kept as a hash/)
  await refused({ blocked: [{ patterns: ['.*'] }] }, /block every value/)
  await refused({ blocked: [{ patterns: ['(a'] }] }, /expected \)/)
  await refused({ priority: ['user_id'] }, /\* in priority/)
  await refused({ priority: ['*', 'email', 'email'] }, /each type once/)
  await refused({ limits: { 'a b': { most: 1, per: 'ever' } } }, /types of identifiers/)
  assert.equal(codeOf(await call('set-identity-rules', { rules: { ...rules, limits: { '*': { most: 0, per: 'ever' } } }, expected: 1, why: 'x' })), 'input')
  assert.equal(told.length, 2)
})

test('a log that takes nothing leaves rules and decisions as they were; a crash in between is made good at the next start', async () => {
  const { call, ports, fact } = await opened()
  await fact('user_id:u')
  const { rules } = ports
  const wanted = { ...valueOf(await call('get-identity-rules', {})).rules.rules, shared: [] }
  refuse = true
  assert.equal(codeOf(await call('set-identity-rules', { rules: wanted, expected: 1, why: 'x' })), 'stream.full')
  assert.equal(codeOf(await call('declare-apart', { one: { type: 'user_id', value: 'u' }, other: { type: 'user_id', value: 'v' }, why: 'x' })), 'stream.full')
  assert.deepEqual([rules.current.version, edge.version], [1, 1])
  assert.deepEqual([await registry.query('SELECT 1 FROM profiles.identity_rules'), await registry.query('SELECT 1 FROM profiles.identity_decisions')].map(({ length }) => length), [1, 0])
  refuse = false
  await registry.query("INSERT INTO profiles.identity_decisions (kind, identifiers, why, created_at, subject) VALUES ('apart', '[\"user_id:u\", \"crm:1\"]', 'x', 0, 'x')")
  await registry.query("INSERT INTO profiles.identity_rules SELECT 2, rules, labels, 'crashed', NULL, 0, 'x' FROM profiles.identity_rules")
  const next = await opened()
  assert.deepEqual([next.ports.rules.current.version, next.ports.rules.current.position], [2, 3])
  assert.deepEqual((await next.ports.decisions.list(10, 1_000)).map(({ position }) => position), [4])
  await fact('user_id:u', 'crm:1')
  assert.equal(next.ports.reader.person('crm:1'), 0)
  await registry.query('TRUNCATE profiles.identity_rules')
  assert.equal((await opened()).ports.rules.current.version, 2, 'the log has what the registry lost')
})

test('two who may be one wait once; accepted they are one, rejected they are never asked about again', async () => {
  const { call, fact, ports } = await opened()
  const anna = await fact(email('anna@x.example'), 'anonymous_id:tablet')
  const bert = await fact(email('bert@x.example'), 'anonymous_id:tablet')
  await fact(email('bert@x.example'), 'anonymous_id:tablet')
  await fact(email('cora@x.example'), 'anonymous_id:tablet')
  const { reviews, waiting } = valueOf(await call('list-reviews', {}))
  assert.equal(waiting, 2)
  const question = reviews.find((one: any) => [one.one.person, one.other.person].includes(bert))
  assert.deepEqual([question.one.person + question.other.person, question.via, question.rule, question.first.position, question.last.position], [anna + bert, { type: 'anonymous_id', value: 'tablet', personal: false }, 'hold.shared', bert, bert + 1])
  assert.ok(!JSON.stringify(reviews).includes('"h:'), 'hashes are masked')
  const accepted = valueOf(await call('accept-review', { id: question.id, why: 'same customer' })).decision
  assert.equal(accepted.kind, 'link')
  assert.equal(ports.reader.person(email('bert@x.example')), anna)
  assert.equal(codeOf(await call('reject-review', { id: question.id, why: 'x' })), 'profiles.decided')
  const [other] = valueOf(await call('list-reviews', {})).reviews
  valueOf(await call('reject-review', { id: other.id, why: 'another person' }))
  await fact(email('cora@x.example'), 'anonymous_id:tablet')
  assert.equal(valueOf(await call('list-reviews', {})).waiting, 0)
  assert.deepEqual(valueOf(await call('list-identity-decisions', {})).decisions.map((one: any) => [one.kind, one.why]), [['apart', 'another person'], ['link', 'same customer']])
  assert.equal(codeOf(await call('accept-review', { id: 99, why: 'x' })), 'profiles.not-found')
})

test('taking in the same outcomes again changes nothing, and those who became one anyway are settled', async () => {
  const { call, fact, ports } = await opened()
  await fact(email('anna@x.example'), 'anonymous_id:tablet')
  const bert = rig.machine.fact(clock.time++, { identifiers: [email('bert@x.example'), 'anonymous_id:tablet'] })
  const { held } = rig.machine.takeOutcomes()
  for (let again = 0; again < 3; again++) await ports.review.take(held)
  const [one] = valueOf(await call('list-reviews', {})).reviews
  assert.deepEqual([one.first.position, one.last.position], [bert, bert])
  await fact('user_id:u', email('anna@x.example'))
  await fact('user_id:u', email('bert@x.example'))
  assert.deepEqual(valueOf(await call('list-reviews', {})), { reviews: [], waiting: 0, next: null })
  await ports.review.take(held)
  assert.equal(valueOf(await call('list-reviews', { state: 'settled' })).reviews.length, 1)
})

test('staff declare what they know', async () => {
  const { call, fact, ports } = await opened()
  const first = await fact('user_id:u1')
  await fact('user_id:u2')
  valueOf(await call('declare-apart', { one: { type: 'user_id', value: 'u1' }, other: { type: 'email', value: 'Bea@x.example' }, why: 'sisters' }))
  await fact('user_id:u1', email('bea@x.example'))
  assert.equal(ports.reader.person(email('bea@x.example')), 0)
  valueOf(await call('declare-link', { identifiers: [{ type: 'user_id', value: 'u1' }, { type: 'user_id', value: 'u2' }, { type: 'crm', value: '7' }], why: 'two accounts' }))
  assert.deepEqual(['user_id:u2', 'crm:7'].map((key) => ports.reader.person(key)), [first, first])
  assert.equal(codeOf(await call('declare-apart', { one: { type: 'user_id', value: 'u1' }, other: { type: 'crm', value: '7' }, why: 'x' })), 'profiles.one-person')
  assert.equal(codeOf(await call('declare-link', { identifiers: [{ type: 'crm', value: 'x' }, { type: 'crm', value: 'y' }], why: 'x' })), 'profiles.not-found')
  assert.equal(codeOf(await call('declare-link', { identifiers: [{ type: 'crm', value: '7' }, { type: 'crm', value: '7' }], why: 'x' })), 'profiles.one-identifier')
  assert.equal(codeOf(await call('declare-link', { identifiers: [{ type: 'email', value: 'no' }, { type: 'crm', value: '7' }], why: 'x' })), 'profiles.invalid-identifier')
})

test('a preview that cannot run says so, and the rules are checked first', async () => {
  const { call, ports } = await opened()
  const { preview } = valueOf(await call('preview-identity-rules', { rules: DEFAULT_RULES }))
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([preview.state, valueOf(await call('get-identity-preview', { id: preview.id })).preview.failure], ['running', 'away'])
  assert.equal(codeOf(await call('preview-identity-rules', { rules: { ...DEFAULT_RULES, priority: [] } })), 'profiles.invalid-rules')
  assert.equal(codeOf(await call('get-identity-preview', { id: 9 })), 'profiles.not-found')
  assert.equal(ports.rules.current.version, 1)
})
