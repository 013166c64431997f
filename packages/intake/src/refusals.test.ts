import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')

async function send(event: unknown) {
  const test = testIntake()
  const accepted = await test.intake.accept({ kind: 'batch', source: 'shop', body: { batch: [event] }, receivedAt: RECEIVED })
  assert.ok(accepted.ok)
  return test.log
}

test('every refusal has its reason and says what was expected', async () => {
  const ok = { type: 'track', event: 'E', userId: 'u1' }
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) })
  const table: [unknown, string, RegExp][] = [
    [5, 'event.not-object', /got a number/],
    [null, 'event.not-object', /got null/],
    [[ok], 'event.not-object', /got a list/],
    [{ ...ok, type: undefined }, 'type.unknown', /one of identify, track/],
    [{ ...ok, type: 'Track' }, 'type.unknown', /got "Track"/],
    [{ ...ok, messageId: {} }, 'message-id.not-text', /got an object/],
    [{ ...ok, messageId: 'x'.repeat(101) }, 'message-id.too-long', /at most 100 characters.*got 101/],
    [{ ...ok, userId: true }, 'user-id.not-text', /got a boolean/],
    [{ ...ok, userId: 'x'.repeat(501) }, 'user-id.too-long', /at most 500/],
    [{ ...ok, anonymousId: [] }, 'anonymous-id.not-text', /got a list/],
    [{ type: 'track', event: 'E' }, 'identifiers.missing', /userId/],
    [{ type: 'track', event: 'E', userId: '  ' }, 'identifiers.missing', /userId/],
    [{ type: 'track', userId: 'u1' }, 'track.no-event', /event/],
    [{ ...ok, event: 5 }, 'event-name.not-text', /got a number/],
    [{ ...ok, event: 'x'.repeat(201) }, 'event-name.too-long', /200/],
    [{ type: 'group', userId: 'u1' }, 'group.no-group-id', /groupId/],
    [{ type: 'group', groupId: 'g1' }, 'identifiers.missing', /userId/],
    [{ type: 'group', userId: 'u1', groupId: {} }, 'group-id.not-text', /groupId/],
    [{ type: 'alias', previousId: 'u0' }, 'alias.no-user-id', /userId/],
    [{ type: 'alias', userId: 'u1' }, 'alias.no-previous-id', /previousId/],
    [{ ...ok, traits: [] }, 'traits.not-object', /got a list/],
    [{ ...ok, properties: 'x' }, 'properties.not-object', /got text/],
    [{ ...ok, context: 1 }, 'context.not-object', /got a number/],
    [{ ...ok, integrations: true }, 'integrations.not-object', /got a boolean/],
    [{ type: 'page', userId: 'u1', name: 5 }, 'name.not-text', /name/],
    [{ type: 'page', userId: 'u1', category: {} }, 'category.not-text', /category/],
    [{ ...ok, timestamp: 'x' }, 'timestamp.unreadable', /ISO 8601/],
    [{ ...ok, context: { externalIds: {} } }, 'external-ids.malformed', /as a list/],
    [{ ...ok, context: { externalIds: [5] } }, 'external-ids.malformed', /externalIds.0/],
    [{ ...ok, context: { externalIds: [{ id: {}, type: 'a' }] } }, 'external-ids.malformed', /id as text/],
    [{ ...ok, context: { externalIds: [{ id: 'x'.repeat(501), type: 'a' }] } }, 'external-ids.malformed', /500/],
    [{ ...ok, context: { externalIds: [{ id: 'a', type: 5 }] } }, 'external-ids.malformed', /type as text/],
    [{ ...ok, context: { externalIds: [{ id: 'a', type: 'a:b' }] } }, 'external-ids.malformed', /letters/],
    [{ ...ok, context: { externalIds: Array.from({ length: 21 }, (_, i) => ({ id: `${i}`, type: 'a' })) } }, 'identifiers.too-many', /20/],
    [{ ...ok, properties: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`k${i}`, i])) }, 'properties.too-many', /300.*301/],
    [{ ...ok, traits: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`k${i}`, i])) }, 'traits.too-many', /300.*301/],
    [{ ...ok, properties: { text: 'x'.repeat(66_000) } }, 'event.too-large', /65536 bytes/],
    [{ ...ok, properties: nested(32) }, 'event.too-deep', /32 levels/],
    [{ ...ok, properties: { n: Number.POSITIVE_INFINITY } }, 'event.number-too-large', /1.8e308/],
    [{ ...ok, traits: { list: [{ n: Number.NEGATIVE_INFINITY }] } }, 'event.number-too-large', /1.8e308/],
  ]
  for (const [event, reason, message] of table) {
    const [refusal] = (await send(event)).quarantined()
    assert.ok(refusal, reason)
    assert.equal(refusal.reason, reason)
    assert.match(refusal.message, message)
  }
})

test('the limits themselves are still accepted', async () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) })
  const ok = { type: 'track', event: 'x'.repeat(200), userId: 'x'.repeat(500), messageId: 'x'.repeat(100) }
  assert.equal((await send({ ...ok, properties: nested(31) })).facts().length, 1)
  assert.equal((await send({ ...ok, properties: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i])) })).facts().length, 1)
  assert.equal((await send({ ...ok, properties: { text: 'x'.repeat(64_000) } })).facts().length, 1)
  assert.equal((await send({ ...ok, context: { externalIds: Array.from({ length: 19 }, (_, i) => ({ id: `${i}`, type: 'a' })) } })).facts().length, 1)
})

test('a refusal quotes neither cards nor addresses', async () => {
  const log = await send({ type: 'pay 4111111111111111 ann@example.com', userId: 'u1' })
  assert.match(log.quarantined()[0]!.message, /got "pay \[card \*\*\*\*1111\] \[email\]"/)
})
