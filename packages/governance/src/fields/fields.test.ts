// Definitions and counts of fields in a real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { classByRule, type FieldClassControl, type FieldRules } from '@touchstone/vocabulary'
import { governanceMigrations } from '../migrations.ts'
import { openFieldDefinitions, type FieldDefinitions } from './field-definitions.ts'
import { SealedFields, type SealedFact } from './sealed-fields.ts'

const T = 1_760_000_000_000
const clock = new ManualClock(T)
let registry: Registry
let remove: () => Promise<void>

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
})
after(() => remove())
beforeEach(async () => {
  await registry.query('TRUNCATE governance.field_definitions, governance.sealed_fields, governance.sealed_through')
  log.length = 0
  refuse = false
})

/** What intake and the log were told, in order. */
const log: (FieldClassControl | 'rules')[] = []
let refuse = false
let rules: FieldRules

async function opened(): Promise<FieldDefinitions> {
  return await openFieldDefinitions({
    statements: registry, clock,
    useRules: (given) => {
      rules = given
      log.push('rules')
    },
    appendControl: async (control) => {
      log.push(control)
      return refuse ? fail('stream.full', 'full') : ok({ position: 100 + log.length })
    },
  })
}

const classOf = (name: string, place: 'person' | 'other' = 'other') => {
  const rule = rules(name)
  return rule === undefined ? 'internal' : classByRule(rule, name, place)
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

test('a class is in the registry, with intake and in the log, in that order, and for the next process', async () => {
  const fields = await opened()
  log.length = 0
  const defined = await fields.define({ place: 'property', event: '', field: 'gift.note', class: 'personal', description: 'What is written on the card' }, 'admin_1')
  assert.deepEqual(log, ['rules', { control: 'field.class', place: 'property', name: 'note', class: 'personal', version: 1 }])
  assert.deepEqual(defined, ok({ place: 'property', event: '', field: 'gift.note', version: 1, description: 'What is written on the card', class: 'personal', position: 102, createdAt: T, subject: 'admin_1' }))
  assert.equal(classOf('Note'), 'personal')
  assert.equal(fields.overrideOf('property', 'NOTE'), 'personal')
  const again = await opened()
  assert.equal(classOf('note'), 'personal')
  assert.deepEqual(again.list(), fields.list())
  assert.equal(log.filter((one) => one !== 'rules').length, 1, 'what the log has is not told again')
})

test('every change is a version, and a class is taken back like it was given', async () => {
  const fields = await opened()
  const note = { place: 'property', event: '', field: 'note' } as const
  for (const change of [{ description: 'a' }, { class: 'personal' }, { description: 'b' }, { description: 'b' }, { class: null }] as const) assert.equal(codeOf(await fields.define({ ...note, ...change }, 'admin_1')), 'ok')
  assert.deepEqual((await fields.versions(note)).map(({ version, description, class: given }) => [version, description, given]), [[4, 'b', null], [3, 'b', 'personal'], [2, 'a', 'personal'], [1, 'a', null]])
  assert.equal(classOf('note'), 'internal')
  assert.deepEqual(log.filter((one) => one !== 'rules').map((one) => (one as FieldClassControl).class), ['personal', null])
})

test('when the log refuses, everything is as before', async () => {
  const fields = await opened()
  await fields.define({ place: 'trait', event: '', field: 'club', description: 'Clubs' }, 'admin_1')
  refuse = true
  assert.equal(codeOf(await fields.define({ place: 'trait', event: '', field: 'club', class: 'sensitive' }, 'admin_1')), 'stream.full')
  assert.equal(classOf('club', 'person'), 'internal')
  assert.deepEqual((await fields.versions({ place: 'trait', event: '', field: 'club' })).map(({ version }) => version), [1])
  refuse = false
  assert.equal(codeOf(await fields.define({ place: 'trait', event: '', field: 'club', class: 'sensitive' }, 'admin_1')), 'ok')
  assert.equal(classOf('club', 'person'), 'sensitive')
})

test('what a crash left between registry and log is appended at the next start', async () => {
  await registry.query(`INSERT INTO governance.field_definitions (place, event, field, version, description, class, created_at, subject) VALUES ('trait', '', 'club', 1, '', 'personal', 1, 'admin_1')`)
  const fields = await opened()
  assert.equal(log[0], 'rules', 'intake knows before anything is appended')
  assert.deepEqual(log.slice(1), [{ control: 'field.class', place: 'trait', name: 'club', class: 'personal', version: 1 }])
  assert.equal(fields.list()[0]!.position, 102)
  await opened()
  assert.equal(log.filter((one) => one !== 'rules').length, 1)
})

test('what cannot be is said, and conditions learn of classes', async () => {
  const fields = await opened()
  assert.equal(codeOf(await fields.define({ place: 'event', event: 'A', field: '', class: 'personal' }, 'x')), 'governance.class-of-event')
  assert.equal(codeOf(await fields.define({ place: 'property', event: 'A', field: 'note', class: 'personal' }, 'x')), 'governance.class-of-one-event')
  assert.equal(codeOf(await fields.define({ place: 'trait', event: '', field: 'email', class: 'internal' }, 'x')), 'governance.class-too-low')
  assert.equal(fields.personalTraits('club'), undefined)
  assert.ok(fields.personalTraits('zip') !== undefined)
  await fields.define({ place: 'trait', event: '', field: 'club', class: 'sensitive' }, 'x')
  await fields.define({ place: 'trait', event: '', field: 'zip', class: 'internal' }, 'x')
  assert.deepEqual(fields.personalTraits('Club'), [])
  assert.equal(fields.personalTraits('zip'), undefined)
})

const sealed = (position: number, paths: readonly string[], over: Partial<SealedFact> = {}): SealedFact => ({ position, type: 'track', event: 'Bought', happened: T + position, paths, ...over })

test('sealed fields are counted once, however often their records are read, in whatever pieces', async () => {
  const facts = [
    sealed(1, ['properties.email', 'traits.email', 'userId']), sealed(2, ['properties.guests.0.phone', 'properties.guests.1.phone']),
    sealed(5, ['properties.email', 'context.ip'], { happened: T }), sealed(9, ['traits.email', 'properties.a\\.b@example\\.com'], { type: 'identify', event: '' }),
  ]
  const first = new SealedFields(registry)
  await first.count(facts.slice(0, 2))
  await first.count(facts.slice(1, 3))
  const next = new SealedFields(registry)
  await next.count(facts)
  await next.count([])
  const listed = await next.list()
  assert.deepEqual(listed.map(({ place, type, event, field, facts: n }) => [place, type, event, field, n]), [
    ['context', '', '', 'ip', 1], ['property', 'identify', '', '[email]', 1], ['property', 'track', 'Bought', 'email', 2], ['property', 'track', 'Bought', 'guests.[].phone', 1], ['trait', '', '', 'email', 2],
  ])
  const email = listed.find(({ place, field }) => place === 'property' && field === 'email')!
  assert.deepEqual([email.first, email.last], [T, T + 1])
})
