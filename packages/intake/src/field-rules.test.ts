import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldRulesWith, type Fact } from '@touchstone/vocabulary'
import { testIntake } from './testing.ts'

const rules = fieldRulesWith([
  { place: 'property', name: 'note', class: 'personal' }, { place: 'trait', name: 'club', class: 'sensitive' },
  { place: 'property', name: 'voucher', class: 'secret' }, { place: 'property', name: 'zip', class: 'internal' },
])

const event = { type: 'track', event: 'Bought', userId: 'u', properties: { note: 'for Anna', zip: '1010', items: [{ Note: 7, n: 1 }], gift: { voucher: 'XMAS' }, club: 'chess' }, context: { traits: { club: 'chess', note: 'x' }, note: 'y' } }

test('classes take effect with the next call, at every depth, and are taken back the same way', async () => {
  const { intake, log, clock, personal } = testIntake()
  const send = (messageId: string) => intake.accept({ kind: 'track', source: 's', body: { ...event, messageId }, receivedAt: clock.now() })
  await send('before')
  intake.useFieldRules(rules)
  await send('after')
  intake.useFieldRules(fieldRulesWith([]))
  await send('again')
  const [before, after, again] = log.facts() as [Fact, Fact, Fact]
  assert.deepEqual(JSON.parse(before.properties), { note: 'for Anna', items: [{ Note: 7, n: 1 }], gift: { voucher: 'XMAS' }, club: 'chess' })
  assert.deepEqual(JSON.parse(after.properties), { zip: '1010', items: [{ n: 1 }], gift: { voucher: '[secret]' }, club: 'chess' })
  assert.deepEqual(JSON.parse(after.traits), { note: 'x' })
  assert.deepEqual(JSON.parse(after.context), {})
  assert.equal(again.properties, before.properties)
  assert.deepEqual(await personal(after), { 'properties.note': 'for Anna', 'properties.items.0.Note': 7, 'traits.club': 'chess', 'context.note': 'y' })
})

test('what is taken in before the change, and not yet durable, has the old class; what comes behind it the new one', async () => {
  const { intake, log, clock } = testIntake()
  const order: string[] = []
  const held = Promise.withResolvers<void>()
  log.hold = held.promise
  const send = (messageId: string) => intake.accept({ kind: 'track', source: 's', body: { ...event, messageId }, receivedAt: clock.now() }).then(() => order.push(messageId))
  const early = send('early')
  intake.useFieldRules(rules)
  const late = send('late')
  held.resolve()
  await Promise.all([early, late])
  assert.deepEqual(order, ['early', 'late'])
  assert.deepEqual(log.facts().map((fact) => 'note' in JSON.parse(fact.properties)), [true, false])
})
