// Drafts and drift over what was seen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftPlan } from './draft-plan.ts'
import { driftFromBefore, driftFromPlan, type Drift } from './plan-drift.ts'
import { checkPlan, planShape } from './plan.ts'
import type { Seen, SeenField, SeenKind } from './seen.ts'

const field = (name: string, kinds: Partial<Record<SeenKind, number>>): SeenField => ({
  field: name, kinds: Object.entries(kinds).map(([kind, facts]) => ({ kind: kind as SeenKind, facts })), facts: Object.values(kinds).reduce((sum, n) => sum + n, 0), first: 1, last: 2,
})
const seen = (events: Record<string, { facts: number; fields: readonly SeenField[] }>, traits: readonly SeenField[] = [], identified = 0): Seen => ({
  events: Object.entries(events).map(([event, one]) => ({ type: event === 'Page Viewed' ? 'page' : event === '' ? 'identify' : 'track', event, first: 1, last: 2, ...one })),
  traits: { facts: identified, fields: traits },
})
const classOf = (_: string, name: string) => (name.includes('email') ? 'personal' as const : 'internal' as const)
const lines = (drifts: readonly Drift[]): string[] => drifts.map(({ drift, event, field: name, facts }) => `${drift} ${event}.${name} ${facts}`)

test('a draft names what was seen: required where it always was, the kind that is most frequent, sealed fields, and it is a plan', () => {
  const draft = draftPlan(
    seen({
      Order: { facts: 100, fields: [field('revenue', { number: 99, text: 1 }), field('note', { text: 60, null: 40 }), field('address', { object: 50 }), field('address.country', { text: 50 }), field('address.city', { text: 20 }), field('a\\.b', { boolean: 100 }), field('never', { null: 9 }), field('channel', { text: 100 })] },
      Rare: { facts: 2, fields: [] },
      'Page Viewed': { facts: 10, fields: [] },
      '': { facts: 7, fields: [] },
    }, [field('plan', { text: 7 })], 7),
    { leastFacts: 5, classOf, sealed: [{ place: 'property', event: 'Order', field: 'email' }, { place: 'property', event: 'Other', field: 'email' }, { place: 'property', event: 'Order', field: 'guests.[].email' }, { place: 'trait', event: '', field: 'email' }] },
  )
  assert.deepEqual(checkPlan(draft), { ok: true, value: undefined })
  assert.deepEqual(planShape.parse(draft), draft)
  assert.deepEqual(draft.events.map(({ event }) => event), ['Order', 'Page Viewed'])
  assert.deepEqual(draft.events[0]!.fields.map(({ field: name, type, required, class: given }) => [name, type, required, given]), [
    ['revenue', 'number', true, 'internal'], ['note', 'text', false, 'internal'], ['address', 'object', false, 'internal'], ['address.country', 'text', true, 'internal'], ['address.city', 'text', false, 'internal'],
    ['a\\.b', 'boolean', true, 'internal'], ['email', 'text', false, 'personal'],
  ])
  assert.deepEqual(draft.traits!.map(({ field: name, required }) => [name, required]), [['plan', true], ['email', false]])
  assert.deepEqual(driftFromPlan(draft, seen({ Order: { facts: 100, fields: [field('revenue', { number: 99 }), field('note', { text: 1 }), field('address', { object: 1 }), field('address.country', { text: 1 }), field('address.city', { text: 1 }), field('a\\.b', { boolean: 1 })] }, 'Page Viewed': { facts: 1, fields: [] } }, [field('plan', { text: 1 })], 1), classOf), [])
})

test('against the plan: new, vanished, another kind, another class; what history cannot see is not said to be gone', () => {
  const plan = planShape.parse({
    unplannedFields: 'report', traits: [{ field: 'plan', type: 'text' }],
    events: [{ event: 'Order', fields: [{ field: 'revenue', type: 'number' }, { field: 'gone', type: 'text' }, { field: 'email', type: 'text', class: 'internal' }, { field: 'items.[].sku', type: 'text' }, { field: 'o.p', type: 'text' }] }, { event: 'Ended', fields: [] }],
  })
  const recent = seen({ Order: { facts: 40, fields: [field('revenue', { number: 30, text: 10, null: 1 }), field('fresh', { text: 4, null: 1 }), field('channel', { text: 40 }), field('items', { list: 40 }), field('o', { object: 40 }), field('o.p', { text: 40 }), field('o.q', { text: 3 })] }, Other: { facts: 3, fields: [] } }, [field('plan', { number: 2 })], 2)
  assert.deepEqual(lines(driftFromPlan(plan, recent, classOf)), ['new-event Other. 3', 'kind Order.revenue 10', 'new-field Order.fresh 4', 'new-field Order.o.q 3', 'vanished-field Order.gone 40', 'class Order.email 40', 'vanished-event Ended. 0', 'kind .plan 2'])
  assert.deepEqual(lines(driftFromPlan(plan, seen({ Order: { facts: 19, fields: [] } }), classOf)), ['class Order.email 19', 'vanished-event Ended. 0'], 'of few facts nothing is gone')
})

test('against the time before', () => {
  const before = seen({ Order: { facts: 100, fields: [field('revenue', { number: 100 }), field('gone', { text: 90 }), field('rare', { text: 3 })] }, Ended: { facts: 50, fields: [] }, Little: { facts: 5, fields: [] } })
  const recent = seen({ Order: { facts: 80, fields: [field('revenue', { text: 80 }), field('fresh', { boolean: 1 })] }, Begun: { facts: 2, fields: [] } })
  assert.deepEqual(lines(driftFromBefore(before, recent)), ['new-event Begun. 2', 'vanished-event Ended. 50', 'kind Order.revenue 80', 'new-field Order.fresh 1', 'vanished-field Order.gone 80'])
  assert.deepEqual(driftFromBefore(seen({}), recent), [], 'without a time before nothing is new')
})
