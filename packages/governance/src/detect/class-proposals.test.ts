// From evidence to a class, or to never being asked again, with a real PostgreSQL.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { fail, ManualClock, ok, type Result } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { openFieldDefinitions, type FieldDefinition } from '../fields/field-definitions.ts'
import type { Reseals } from '../fields/reseals.ts'
import { governanceMigrations } from '../migrations.ts'
import { ClassProposals } from './class-proposals.ts'
import type { FieldEvidence } from './field-looks.ts'

const { registry, remove } = await temporaryRegistry({ migrations: governanceMigrations })
after(() => remove())
beforeEach(() => registry.query('TRUNCATE governance.field_definitions, governance.class_decisions'))

const clock = new ManualClock(1_760_000_000_000)
const phones = (event: string, field: string, values: number, sampled: number, place: FieldEvidence['place'] = 'property'): FieldEvidence => ({ place, event, field, sampled, looks: [{ look: 'phone', values, changed: 0, since: 5, example: '+00 000' }] })

async function opened(evidence: readonly FieldEvidence[], history: Result<readonly FieldEvidence[]> = ok([])) {
  const expected: string[] = []
  let position = 0
  const fields = await openFieldDefinitions({ statements: registry, clock, useRules: () => undefined, appendControl: async () => ok({ position: ++position }) })
  const reseals = { expect: async (definitions: readonly FieldDefinition[]) => void expected.push(...definitions.map(({ field }) => field)) } as unknown as Reseals
  const proposals = new ClassProposals({ statements: registry, clock, fields, reseals, attempt: (run) => registry.attempt(run), arrived: async () => ok(evidence), history: async () => history })
  return { proposals, fields, expected }
}
const value = <T>(result: Result<T>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

test('one proposal per name, with where it was found; protected fields and few values are left out', async () => {
  const { proposals } = await opened([phones('A', 'call-back', 30, 40), phones('B', 'inner.CallBack', 9, 12), phones('B', 'other', 3, 40), phones('', 'mobile', 40, 40, 'trait'), phones('C', 'few', 9, 9)])
  assert.deepEqual(value(await proposals.list('arrived')), [{
    place: 'property', name: 'call-back', kind: 'phone', detail: '', class: 'personal', now: 'internal', values: 39, sampled: 52, since: 5, example: '+00 000',
    found: [{ event: 'A', field: 'call-back', values: 30, sampled: 40 }, { event: 'B', field: 'inner.CallBack', values: 9, sampled: 12 }],
  }])
})

test('accepted: the name has the class, its past is to be sealed, and it is proposed no more', async () => {
  const { proposals, fields, expected } = await opened([phones('A', 'gift.callback', 30, 40)])
  const definition = value(await proposals.accept('property', 'callback', undefined, 'arrived', 'admin_1'))
  assert.deepEqual([definition.field, definition.class, definition.subject], ['callback', 'personal', 'admin_1'])
  assert.equal(fields.classOf('property', 'other.Call_Back'), 'personal')
  assert.deepEqual(expected, ['callback'])
  assert.deepEqual(value(await proposals.list('arrived')), [])
  assert.deepEqual(value(await proposals.decisions()).map(({ name, decision, kind, subject }) => [name, decision, kind, subject]), [['callback', 'accepted', 'phone', 'admin_1']])
  const again = await proposals.accept('property', 'callback', 'sensitive', 'arrived', 'admin_1')
  assert.equal(again.ok ? 'ok' : again.failure.code, 'governance.proposal-not-found')
})

test('dismissed: nobody is asked again until somebody reopens it; every decision is kept', async () => {
  const { proposals } = await opened([phones('A', 'callback', 30, 40)], fail('warehouse.timeout', 'slow'))
  assert.equal(value(await proposals.decide('property', 'Call-back', 'dismissed', 'our branches', 'admin_1')).version, 1)
  assert.deepEqual(value(await proposals.list('arrived')), [])
  assert.equal(value(await proposals.decide('property', 'callback', 'reopened', '', 'admin_2')).version, 2)
  assert.equal(value(await proposals.list('arrived')).length, 1)
  assert.equal((await proposals.list('history')).ok, false, 'what history answers is passed on')
  assert.deepEqual(await registry.query('SELECT version, decision, reason, subject FROM governance.class_decisions ORDER BY version'), [
    { version: 1, decision: 'dismissed', reason: 'our branches', subject: 'admin_1' }, { version: 2, decision: 'reopened', reason: '', subject: 'admin_2' },
  ])
})
