// The operations of plans as the server calls them: text in, checked input, output cut to its declared shape.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, HOUR, ManualClock, ok, type Result } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { intakeMigrations } from '../migrations/index.ts'
import { openPlanDefinitions } from '../plan/plan-definitions.ts'
import type { Seen } from '../plan/seen.ts'
import { ViolationTally } from '../plan/violation-tally.ts'
import { testIntake } from '../testing.ts'
import { planOperations } from './index.ts'

const { registry, remove } = await temporaryRegistry({ migrations: intakeMigrations })
after(() => remove())

const clock = new ManualClock(1_760_000_000_000)
const violations = await new ViolationTally(registry).open()
const { intake } = testIntake({ noteUnplanned: (noted) => violations.note(noted) })
const plans = await openPlanDefinitions({ registry, clock, usePlan: (source, plan) => intake.usePlan(source, plan) })
const asked: number[][] = []
const seen: Seen = { events: [{ type: 'track', event: 'Order', facts: 30, first: 1, last: 2, fields: [{ field: 'revenue', kinds: [{ kind: 'number', facts: 30 }], facts: 30, first: 1, last: 2 }] }], traits: { facts: 0, fields: [] } }
const operations = planOperations({
  plans, violations, clock,
  seen: async (_, from, until) => (asked.push([from, until]), ok(seen)),
  sealedFields: async () => ok([]),
  classOf: () => 'internal',
  sourceName: async (source) => ok(source === 'shop' ? 'Web shop' : undefined),
})

async function call(name: string, input: Record<string, unknown>): Promise<Result<any>> {
  const found = operations.find((one) => one.name === `intake.${name}`)!
  const answer = await found.handler(found.input.parse(input), { subject: 'admin_1', permissions: [] })
  return answer.ok ? ok(found.output.parse(answer.value)) : answer
}

test('every example fits its shapes', () => {
  for (const { input, output, example } of operations) {
    assert.ok(input.safeParse(example.input).success)
    assert.deepEqual(output.parse(example.output), example.output)
  }
})

test('from a draft to a plan, its violations, its types, and its end', async () => {
  const draft = await call('draft-plan', { source: 'shop', days: '7' })
  assert.deepEqual([draft.ok && draft.value.facts, asked], [30, [[clock.time - 7 * DAY, clock.time + HOUR]]])
  const { plan } = (draft as { value: { plan: object } }).value
  assert.equal((await call('define-plan', { source: 'shopp', plan })).ok, false)
  const defined = await call('define-plan', { source: 'shop', expected: 0, plan })
  assert.deepEqual(defined.ok && [defined.value.version, defined.value.subject], [1, 'admin_1'])
  await intake.accept({ kind: 'track', source: 'shop', body: { event: 'Order', userId: 'u', properties: { revenue: 'x' } }, receivedAt: 1 })
  const listed = await call('list-violations', { source: 'shop' })
  assert.deepEqual(listed.ok && listed.value.violations.map(({ event, field, problem, events }: Record<string, unknown>) => [event, field, problem, events]), [['Order', 'revenue', 'type', 1]])
  const all = await call('list-plans', {})
  assert.deepEqual(all.ok && all.value.plans, [{ source: 'shop', version: 1, createdAt: clock.time, events: 1, reported: 1, blocked: 0 }])
  const drift = await call('get-drift', { source: 'shop' })
  assert.deepEqual(drift, ok({ version: 1, drift: [] }))
  const types = await call('generate-types', { source: 'shop' })
  assert.match(types.ok ? types.value.typescript : '', /"Web shop"[\s\S]*revenue: number/)
  assert.equal((await call('end-plan', { source: 'shop' })).ok, true)
  for (const gone of ['get-plan', 'generate-types', 'end-plan']) assert.equal((await call(gone, { source: 'shop' })).ok, false)
  const versions = await call('list-plan-versions', { source: 'shop' })
  assert.deepEqual(versions.ok && versions.value.versions.map((one: { version: number; plan: unknown }) => [one.version, one.plan === null]), [[2, true], [1, false]])
})
