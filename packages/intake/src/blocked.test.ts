// What identifies nobody, seen where personal values are plain for the last time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RULES, Rules } from '@touchstone/identity'
import { testIntake } from './testing.ts'

test('a personal identifier that names nobody is marked before it is hashed, and the mark is the fact\'s', async () => {
  const { intake, log, clock } = testIntake()
  intake.useIdentityRules(Rules.of(1, DEFAULT_RULES))
  const send = (body: Record<string, unknown>) => intake.accept({ kind: 'identify', source: 's', body: { messageId: 'm', ...body }, receivedAt: clock.now() })
  await send({ userId: 'u', traits: { email: 'No-Reply@shop.example', phone: '+49 151 2345678' }, anonymousId: 'a' })
  await send({ userId: 'u', traits: { email: 'ann@shop.example', phone: '000 0000' } })
  await send({ traits: { phone: '1111 1111' } })
  assert.deepEqual(log.facts().map(({ identifiers, blocked }) => [identifiers.map(({ type }) => type), blocked ?? 0]), [
    [['user_id', 'anonymous_id', 'phone', 'email'], 1], [['user_id', 'email', 'phone'], 1], [['phone'], 1],
  ])
  assert.ok(log.facts().every(({ identifiers }) => identifiers.every(({ type, value }) => (type === 'email' || type === 'phone') === value.startsWith('h:'))))
})

test('other rules are asked of the next call', async () => {
  const { intake, log, clock } = testIntake()
  const send = () => intake.accept({ kind: 'identify', source: 's', body: { userId: 'u', traits: { email: 'ann@shop.example' } }, receivedAt: clock.now() })
  await send()
  intake.useIdentityRules(Rules.of(2, { ...DEFAULT_RULES, blocked: [{ type: 'email', values: [], patterns: ['.*@shop[.]example'] }] }))
  await send()
  assert.deepEqual(log.facts().map(({ blocked }) => blocked ?? 0), [0, 1])
})
