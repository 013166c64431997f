// Plans from their definition to what they do at the edge, with a real PostgreSQL.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { fail, ManualClock, type Result } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { intakeMigrations } from '../migrations/index.ts'
import { testIntake, type TestIntake } from '../testing.ts'
import { openPlanDefinitions, type PlanDefinitions } from './plan-definitions.ts'
import { planShape } from './plan.ts'
import { MAX_KINDS, ViolationTally } from './violation-tally.ts'

const { registry, remove } = await temporaryRegistry({ migrations: intakeMigrations })
after(() => remove())
beforeEach(() => registry.query('TRUNCATE intake.plans, intake.plan_violations'))

const clock = new ManualClock(1_760_000_000_000)

async function opened(): Promise<TestIntake & { plans: PlanDefinitions; violations: ViolationTally }> {
  const violations = await new ViolationTally(registry).open()
  const intake = testIntake({ noteUnplanned: (noted) => violations.note(noted) })
  const plans = await openPlanDefinitions({ registry, clock, usePlan: (source, plan) => intake.intake.usePlan(source, plan) })
  return { ...intake, plans, violations }
}

const plan = (over: Record<string, unknown> = {}) => planShape.parse({ events: [{ event: 'Order Completed', fields: [{ field: 'revenue', type: 'number', required: true }] }], ...over })
const order = (messageId: string, revenue: unknown, event = 'Order Completed') => ({ type: 'track', event, userId: 'u1', messageId, properties: { revenue } })
const send = async (t: TestIntake, batch: unknown[], source = 'shop') => {
  const accepted = await t.intake.accept({ kind: 'batch', source, body: { batch }, receivedAt: t.clock.now() })
  assert.ok(accepted.ok)
  return accepted.value
}
const value = <T>(result: Result<T>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

test('versions: one after the other, the same again is none, an ended plan checks nothing, and the next process knows', async () => {
  const t = await opened()
  assert.equal(value(await t.plans.define('shop', plan(), undefined, 'admin_1')).version, 1)
  assert.equal(value(await t.plans.define('shop', plan(), 1, 'admin_1')).version, 1)
  assert.equal(codeOf(await t.plans.define('shop', plan({ violations: 'block' }), 0, 'admin_2')), 'intake.plan-conflict')
  assert.equal(value(await t.plans.define('shop', plan({ violations: 'block' }), 1, 'admin_2')).version, 2)
  assert.deepEqual(await send(t, [order('m1', 'free')]), { facts: 0, quarantined: 1, position: 1 })
  const next = await opened()
  assert.deepEqual(next.plans.list(), t.plans.list())
  assert.deepEqual(await send(next, [order('m1', 'free')]), { facts: 0, quarantined: 1, position: 1 })
  assert.equal(value(await next.plans.define('shop', null, undefined, 'admin_1')).version, 3)
  assert.deepEqual(await send(next, [order('m1', 'free')]), { facts: 1, quarantined: 0, position: 2 })
  assert.equal(codeOf(next.plans.get('shop')), 'intake.plan-not-found')
  assert.deepEqual(value(await next.plans.versions('shop')).map(({ version, plan: one, subject }) => [version, one?.violations ?? null, subject]), [[3, null, 'admin_1'], [2, 'block', 'admin_2'], [1, 'report', 'admin_1']])
  assert.equal(codeOf(await next.plans.define('shop', plan({ events: [{ event: 'A', fields: [] }, { event: 'A', fields: [] }] }), undefined, 'x')), 'intake.invalid-plan')
})

test('reported: the facts are stored, counted once each, with the positions of the newest', async () => {
  const t = await opened()
  await t.plans.define('shop', plan(), undefined, 'a')
  await send(t, [order('m1', 1), order('m2', 'x'), order('m3', undefined), order('m4', 'y')])
  await send(t, [order('m5', 'z'), order('m6', 'z')], 'app')
  await send(t, [order('m7', 'z'), order('m8', 2, 'Unknown')])
  const listed = value(await t.violations.list('shop', undefined, 10))
  assert.deepEqual(listed.map(({ event, field, problem, blocked, events, examples }) => [event, field, problem, blocked, events, examples]), [
    ['Order Completed', 'revenue', 'type', false, 3, [7, 4, 2]],
    ['Order Completed', 'revenue', 'field-missing', false, 1, [3]],
    ['Unknown', '', 'event-unplanned', false, 1, [8]],
  ])
  assert.equal(t.log.facts().length, 8)
  assert.equal(t.log.facts()[6]!.messageId, 'm7', 'an example is the position of its fact')
  const again = await new ViolationTally(registry).open()
  again.note({ source: 'shop', version: 1, event: 'Order Completed', violations: [{ problem: 'type', field: 'revenue', message: 'm', blocks: false }], blocked: false, position: 99, at: 5 })
  assert.deepEqual(value(await again.list('shop', 1, 1)).map(({ events, first, examples }) => [events, first, examples]), [[4, 5, [99, 7, 4, 2]]])
})

test('blocked: in quarantine with what was expected, and back in when the plan allows it', async () => {
  const t = await opened()
  await t.plans.define('shop', plan({ violations: 'block' }), undefined, 'a')
  assert.deepEqual(await send(t, [order('m1', 1), order('m2', 'x'), { type: 'track', event: 'Order Completed', messageId: 'm3', properties: { revenue: 'x' } }]), { facts: 1, quarantined: 2, position: 1 })
  assert.deepEqual(t.log.quarantined().map(({ reason, message }) => [reason, message]), [
    ['plan.type', "expected revenue as a number, got text of 1 characters; by version 1 of the source's tracking plan"],
    ['identifiers.missing', 'expected a userId, an anonymousId or another identifier of a person, got none'],
  ])
  assert.deepEqual(value(await t.violations.list('shop', 1, 10)).map(({ blocked, events, examples }) => [blocked, events, examples]), [[true, 1, [2]]])
  assert.deepEqual(t.violations.totals.get('shop'), { reported: 0, blocked: 1 })
  const replay = () => t.intake.replay({ kind: 'batch', source: 'shop', body: { batch: [order('m2', 'x')] }, receivedAt: t.clock.now() })
  assert.equal(codeOf(await replay()), 'intake.still-refused')
  await t.plans.define('shop', plan({ violations: 'report' }), undefined, 'a')
  assert.equal(codeOf(await replay()), 'ok')
})

test('what the log refuses is not counted; what PostgreSQL cannot take now is counted later', async () => {
  const t = await opened()
  await t.plans.define('shop', plan(), undefined, 'a')
  t.log.refuseWith = 'stream.full'
  assert.equal(codeOf(await t.intake.accept({ kind: 'batch', source: 'shop', body: { batch: [order('m1', 'x')] }, receivedAt: t.clock.now() })), 'stream.full')
  assert.equal(t.violations.totals.size, 0)
  const violations = [{ problem: 'type', field: 'revenue', message: 'm', blocks: false }] as const
  let away = true
  const tally = new ViolationTally({ query: registry.query.bind(registry), attempt: (work) => (away ? Promise.resolve(fail('registry.unavailable', 'away')) : registry.attempt(work)) })
  tally.note({ source: 's', version: 1, event: 'A', violations, blocked: false, position: 1, at: 10 })
  assert.equal(codeOf(await tally.flush()), 'registry.unavailable')
  tally.note({ source: 's', version: 1, event: 'A', violations, blocked: false, position: 2, at: 20 })
  away = false
  assert.deepEqual(value(await tally.list('s', undefined, 5)).map(({ events, first, last, examples }) => [events, first, last, examples]), [[2, 10, 20, [2, 1]]])
})

test('kinds of violation are bounded: a sender who invents event names fills nothing', async () => {
  const tally = new ViolationTally(registry)
  const violations = [{ problem: 'event-unplanned', field: '', message: 'm', blocks: false }] as const
  for (let i = 0; i < MAX_KINDS + 5; i++) tally.note({ source: 's', version: 1, event: `E${i}\0`, violations, blocked: false, position: 0, at: i })
  const listed = value(await tally.list('s', 1, 3))
  assert.deepEqual([listed[0]!.event, listed[0]!.events], ['', 5])
  assert.deepEqual(await registry.query('SELECT count(*)::int AS n FROM intake.plan_violations'), [{ n: MAX_KINDS + 1 }])
})
