import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scrubCards, FACT_TYPES } from '@touchstone/vocabulary'
import { testIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')

/** A complete event of a type, to break one field of. */
const complete = (type: string): Record<string, unknown> => ({
  type, messageId: 'm1', userId: 'u1', anonymousId: 'a1', timestamp: '2024-05-05T11:00:00Z', originalTimestamp: '2024-05-05T11:00:00Z',
  sentAt: '2024-05-05T12:00:00Z', receivedAt: '2024-05-05T12:00:00Z', event: 'E', name: 'N', category: 'C', groupId: 'g1', previousId: 'p1',
  traits: { email: 'a@b.de', phone: '+49 151 1234567', name: 'A', address: { city: 'B', country: 'DE' }, birthday: '1990-01-01', plan: 'p' },
  properties: { email: 'c@d.de', revenue: 1, products: [{ name: 'x' }] },
  context: { ip: '203.0.113.9', direct: true, device: { id: 'd' }, traits: { email: 'e@f.de' }, externalIds: [{ id: 'x', type: 'crm' }], library: { name: 'l' } },
  integrations: { All: true }, version: 2, channel: 'web', writeKey: 'k', _metadata: { nodeVersion: '1' },
})

const nested = (levels: number) => JSON.parse(`${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`)

/** A wrong value of every kind, as JSON.parse can give it. */
const WRONG: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, JSON.parse('1e400'), JSON.parse('-1e400'), '', ' ', 'x', '\0', '\ud800', 'x'.repeat(1000), '4111111111111111',
  'a@b.de', '2024-13-45T99:99:99Z', '-000001-01-01T00:00:00Z', '9'.repeat(400), [], [null], [[[[]]]], {}, { a: null }, { '': '' },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'), { toString: 1, valueOf: 1, toJSON: 1, length: -1, then: 1 }, nested(40), nested(3000),
]

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : []
  const below = Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
  return path.length > 0 ? [path, ...below] : below
}

function withValue(event: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(event)
  let at: any = copy
  for (const key of path.slice(0, -1)) at = at[key]
  at[path[path.length - 1]!] = value
  return copy
}

const readable = (event: unknown) => JSON.stringify(event).slice(0, 300)

test('every field of every type × every wrong value: a fact or an entry in quarantine with a reason', async () => {
  for (const type of FACT_TYPES) {
    const event = complete(type)
    for (const path of pathsOf(event)) {
      const t = testIntake()
      const batch = WRONG.map((value) => withValue(event, path, value))
      const accepted = await t.intake.accept({ kind: 'batch', source: 's', body: { batch }, receivedAt: RECEIVED, ip: '203.0.113.1' })
      assert.ok(accepted.ok, path.join('.'))
      assert.equal(accepted.value.facts + accepted.value.quarantined, batch.length)
      for (const entry of t.log.quarantined()) {
        assert.match(entry.reason, /^[a-z-]+\.[a-z0-9-]+$/)
        assert.notEqual(entry.reason, 'intake.defect', `${path.join('.')}: ${readable(entry)}`)
        assert.match(entry.message, /^expected .*, got |^expected context\.externalIds/)
        assert.ok(entry.message.length < 300)
      }
      for (const fact of t.log.facts()) {
        for (const text of [fact.traits, fact.properties, fact.context]) assert.equal(typeof JSON.parse(text), 'object')
        assert.ok(fact.timestamp >= 0 && fact.timestamp <= fact.receivedAt)
        assert.ok(fact.identifiers.length >= 1 && fact.messageId.length >= 1)
      }
    }
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
})

test('every field of an envelope × every wrong value', async () => {
  const envelope: Record<string, unknown> = { batch: [complete('track')], sentAt: '2024-05-05T12:00:00Z', context: { a: 1 }, integrations: {}, writeKey: 'k', timestamp: 'x' }
  for (const field of Object.keys(envelope)) {
    for (const value of WRONG) {
      const t = testIntake()
      const accepted = await t.intake.accept({ kind: 'batch', source: 's', body: { ...envelope, [field]: value }, receivedAt: RECEIVED })
      if (accepted.ok) assert.equal(accepted.value.facts + accepted.value.quarantined, Array.isArray((value as any) ?? 0) && field === 'batch' ? (value as unknown[]).length : 1)
      else assert.ok(field === 'batch' && accepted.failure.code === 'intake.batch-not-list')
    }
  }
})

test('property: any JSON as an event, under any type, is a fact or an entry', async () => {
  const names = ['type', 'userId', 'anonymousId', 'messageId', 'timestamp', 'sentAt', 'event', 'traits', 'properties', 'context', 'groupId', 'email', 'address', '__proto__', 'card']
  const leaf = fc.oneof(fc.jsonValue(), fc.constantFrom<any>(...WRONG), fc.constantFrom<any>(...FACT_TYPES, 'u1'))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
    object: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' })), tie('value')), { maxLength: 6 }).map((entries) =>
      // As JSON.parse makes objects: own properties whatever their names.
      Object.fromEntries(entries),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 4 }), async (batch) => {
      const t = testIntake()
      const accepted = await t.intake.accept({ kind: 'batch', source: 's', body: { batch }, receivedAt: RECEIVED })
      assert.ok(accepted.ok)
      assert.equal(accepted.value.facts + accepted.value.quarantined, batch.length)
      for (const entry of t.log.quarantined()) assert.notEqual(entry.reason, 'intake.defect')
      for (const fact of t.log.facts()) for (const text of [fact.traits, fact.properties, fact.context]) assert.equal(scrubCards(JSON.stringify(JSON.parse(text))).length > 0, true)
    }),
    { numRuns: 400 },
  )
})

test('property: no published personal value is readable in what the log keeps', async () => {
  const marker = fc.stringMatching(/^[a-z]{12}$/)
  const field = fc.constantFrom('email', 'firstName', 'phone_number', 'street', 'postal_code', 'username', 'ip', 'passport', 'iban', 'password', 'api_key', 'birthday')
  await fc.assert(
    fc.asyncProperty(marker, field, fc.constantFrom('traits', 'properties', 'context'), fc.nat(5), async (secret, name, part, depth) => {
      let value: unknown = { [name]: `zz${secret}zz` }
      for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { inner: value } : { inner: [value] }
      const t = testIntake()
      for (const type of ['identify', 'nonsense']) await t.intake.accept({ kind: 'batch', source: 's', body: { batch: [{ type, userId: 'u1', [part]: value }] }, receivedAt: RECEIVED })
      assert.equal(t.log.facts().length, 1)
      for (const record of t.log.records) assert.ok(!record.payload.includes(secret))
    }),
    { numRuns: 200 },
  )
})

test('large and deep events are refused without reading them more often than a few times', async () => {
  const t = testIntake()
  const long = 'x'.repeat(10_000_000)
  const events: unknown[] = [
    { type: 'track', event: long, userId: 'u1' },
    { type: 'track', event: 'E', userId: long },
    { type: 'track', event: 'E', userId: 'u1', properties: { a: long, [long]: 1 } },
    { type: 'track', event: 'E', userId: 'u1', properties: { digits: '4-'.repeat(2_000_000) } },
    { type: 'track', event: 'E', userId: 'u1', properties: { at: 'a@'.repeat(2_000_000) } },
    { type: 'track', event: 'E', userId: 'u1', properties: nested(100_000) },
    { type: 'track', event: 'E', userId: 'u1', _metadata: nested(100_000), surprise: nested(100_000) },
    { type: 'track', event: 'E', userId: 'u1', context: { externalIds: Array.from({ length: 200_000 }, (_, i) => ({ id: `p${i}@x.de`, type: 'email' })) } },
    { type: 'track', event: 'E', userId: 'u1', properties: Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i])) },
    JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  ]
  const accepted = await t.intake.accept({ kind: 'batch', source: 's', body: { batch: events }, receivedAt: RECEIVED })
  assert.deepEqual(accepted, { ok: true, value: { facts: 0, quarantined: events.length, position: 1 } })
  // The deep `_metadata` alone is ignored: nobody looks at it.
  const ignored = { type: 'track', event: 'E', userId: 'u1', _metadata: nested(100_000) }
  assert.ok((await t.intake.accept({ kind: 'batch', source: 's', body: { batch: [ignored] }, receivedAt: RECEIVED })).ok)
  assert.equal(t.log.facts().length, 1)
})
