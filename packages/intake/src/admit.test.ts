import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '@touchstone/vocabulary'
import type { CallKind } from './model.ts'
import { testHash, testIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')

/** The one fact that an event becomes, and what was sealed with it. */
async function factOf(event: unknown, kind: CallKind = 'batch', ip?: string): Promise<{ fact: Fact; personal: Record<string, unknown>; traits: any; properties: any; context: any }> {
  const { intake, log, personal } = testIntake()
  const body = kind === 'batch' ? { batch: [event] } : event
  const accepted = await intake.accept({ kind, source: 'shop', body, receivedAt: RECEIVED, ip })
  assert.ok(accepted.ok)
  assert.deepEqual(log.quarantined(), [])
  const [fact] = log.facts()
  assert.ok(fact)
  return {
    fact, personal: await personal(fact),
    traits: JSON.parse(fact.traits), properties: JSON.parse(fact.properties), context: JSON.parse(fact.context),
  }
}

test('a track call', async () => {
  const { fact, properties, context } = await factOf({
    type: 'track', event: 'Order Completed', userId: 'u1', anonymousId: 'a1', messageId: 'm1', timestamp: '2024-05-05T11:00:00Z',
    properties: { revenue: 12.5, products: [{ product_id: 'p1', name: 'Lamp', quantity: 2 }] },
    context: { library: { name: '@segment/analytics-node', version: '2.1.0' }, page: { url: 'https://shop.example/', title: 'Shop' } },
    integrations: {}, _metadata: { nodeVersion: '24.0.0' },
  })
  assert.deepEqual(
    { ...fact, traits: '', properties: '', context: '', sealed: fact.sealed.length },
    {
      type: 'track', event: 'Order Completed', messageId: 'm1', source: 'shop', timestamp: Date.parse('2024-05-05T11:00:00Z'), receivedAt: RECEIVED,
      originalTimestamp: Date.parse('2024-05-05T11:00:00Z'), sentAt: RECEIVED,
      identifiers: [{ type: 'user_id', value: 'u1' }, { type: 'anonymous_id', value: 'a1' }],
      traits: '', properties: '', context: '', sealed: 0,
    },
  )
  assert.deepEqual(properties, { revenue: 12.5, products: [{ product_id: 'p1', name: 'Lamp', quantity: 2 }], channel: 'web' })
  assert.deepEqual(context, { library: { name: '@segment/analytics-node', version: '2.1.0' }, page: { url: 'https://shop.example/', title: 'Shop' }, channel: 'web' })
  assert.equal(fact.traits, '{}')
})

test('an identify call: personal values are sealed, safe traits stay', async () => {
  const { fact, traits, personal } = await factOf(
    {
      userId: 'u1',
      traits: {
        email: 'Ann@Example.com', phone: '+49 151 1234567', firstName: 'Ann', plan: 'pro', birthday: '1990-05-17', password: 'hunter2',
        address: { street: 'X 1', city: 'Berlin', postalCode: '10115', country: 'DE', state: 'BE' },
        company: { name: 'Acme', phone: '030 123456' },
      },
    },
    'identify',
  )
  assert.deepEqual(fact.identifiers, [
    { type: 'user_id', value: 'u1' },
    { type: 'email', value: testHash('email', 'ann@example.com') },
    { type: 'phone', value: testHash('phone', '+491511234567') },
  ])
  assert.deepEqual(traits, {
    plan: 'pro', password: '[secret]', address: { country: 'DE', state: 'BE' }, company: { name: 'Acme' },
    has_email: true, email_domain: 'example.com', has_phone: true, has_name: true, has_address: true, country: 'DE', address_hash: testHash('address', '1 10115 berlin x'), birth_year: 1990, birth_day: '05-17',
  })
  assert.deepEqual(personal, {
    'traits.email': 'Ann@Example.com', 'traits.phone': '+49 151 1234567', 'traits.firstName': 'Ann', 'traits.birthday': '1990-05-17',
    'traits.address': { street: 'X 1', city: 'Berlin', postalCode: '10115', country: 'DE', state: 'BE' }, 'traits.company.phone': '030 123456',
  })
  assert.ok(!Buffer.concat([Buffer.from(fact.traits), fact.sealed]).includes('Ann'))
})

test('an explicit country wins over the address, and a removed trait is removed', async () => {
  const { traits, personal } = await factOf({ userId: 'u1', traits: { country: 'AT', address: { country: 'DE' }, email: null, name: null } }, 'identify')
  assert.deepEqual(traits, { country: 'AT', address: { country: 'DE' }, email: null, name: null, has_address: true, address_hash: null, has_email: false, email_domain: null, has_name: false })
  assert.deepEqual(personal, { 'traits.address': { country: 'DE' }, 'traits.email': null, 'traits.name': null })
})

test('RudderStack sends an identify’s traits in the context', async () => {
  const { traits, context, personal } = await factOf({
    type: 'identify', userId: 'u1', traits: { plan: 'pro' }, context: { traits: { plan: 'old', email: 'a@b.de' }, locale: 'de' }, channel: 'server',
  })
  assert.deepEqual(traits, { plan: 'pro', has_email: true, email_domain: 'b.de' })
  assert.deepEqual(context, { locale: 'de', extra: { channel: 'server' } })
  assert.deepEqual(personal, { 'traits.email': 'a@b.de' })
})

test('an identify call tells the person’s zone: their own word, else the browser’s', async () => {
  const context = { timezone: 'Europe/Berlin', locale: 'de-DE' }
  assert.deepEqual((await factOf({ userId: 'u1', traits: { plan: 'pro' }, context }, 'identify')).traits, { plan: 'pro', timezone: 'Europe/Berlin' })
  assert.deepEqual((await factOf({ userId: 'u1', context }, 'identify')).traits, { timezone: 'Europe/Berlin' })
  assert.deepEqual((await factOf({ userId: 'u1', traits: { timezone: 'Asia/Tokyo' }, context }, 'identify')).traits, { timezone: 'Asia/Tokyo' })
  assert.deepEqual((await factOf({ userId: 'u1', context: { ...context, traits: { timezone: null } } }, 'identify')).traits, { timezone: null })
  assert.deepEqual((await factOf({ userId: 'u1', event: 'Seen', context }, 'track')).traits, {})
})

test('page and screen calls keep their names among the properties', async () => {
  const page = await factOf({ userId: 'u1', name: 'Home', category: 'Docs', properties: { name: 'Other', url: 'https://x.example/' } }, 'page')
  assert.equal(page.fact.event, 'Page Viewed')
  assert.deepEqual(page.properties, { name: 'Other', category: 'Docs', url: 'https://x.example/', channel: 'web' })
  const screen = await factOf({ userId: 'u1', name: 'Cart' }, 'screen')
  assert.equal(screen.fact.event, 'Screen Viewed')
  assert.deepEqual(screen.properties, { name: 'Cart', channel: 'mobile' })
})

test('a group’s traits are the group’s, not the person’s', async () => {
  const { fact, properties } = await factOf({ userId: 'u1', groupId: 7, traits: { name: 'Acme', plan: 'enterprise', email: 'info@acme.example' } }, 'group')
  assert.equal(fact.traits, '{}')
  assert.deepEqual(properties, { groupId: '7', traits: { name: 'Acme', plan: 'enterprise' } })
  assert.deepEqual(fact.identifiers, [{ type: 'user_id', value: 'u1' }])
})

test('an alias is a fact of its userId and links nobody', async () => {
  const plain = await factOf({ userId: 'u2', previousId: 'u1', anonymousId: 'a1', context: { traits: { email: 'a@b.de' } } }, 'alias')
  assert.deepEqual(plain.fact.identifiers, [{ type: 'user_id', value: 'u2' }])
  assert.deepEqual(plain.properties, { previousId: 'u1' })
  const personal = await factOf({ userId: 'u2', previousId: '+49 151 1234567' }, 'alias')
  assert.deepEqual(personal.properties, { previousId: testHash('user_id', '+491511234567') })
  assert.deepEqual(personal.personal, { previousId: '+49 151 1234567' })
})

test('identifiers come from every place, each once, and personal ones as hashes', async () => {
  const { fact, personal, context } = await factOf({
    type: 'track', event: 'E', userId: 'ann@example.com', anonymousId: 42, messageId: 'm1',
    properties: { email: 'Second@Example.com', phone: 491511234567 },
    context: {
      traits: { email: 'third@example.com' },
      externalIds: [
        { id: 'c-1', type: 'crm', collection: 'users', encoding: 'none' },
        { id: 17, type: 'loyalty' },
        { id: 'c-1', type: 'crm' },
        { id: 'x@example.com', type: 'newsletter' },
        { id: 'acc-1', type: 'account_id', collection: 'accounts', encoding: 'none' },
        { id: '4111111111111111', type: 'meter' },
      ],
    },
  })
  assert.deepEqual(fact.identifiers, [
    { type: 'user_id', value: testHash('user_id', 'ann@example.com') },
    { type: 'anonymous_id', value: '42' },
    { type: 'email', value: testHash('email', 'third@example.com') },
    { type: 'email', value: testHash('email', 'second@example.com') },
    { type: 'phone', value: testHash('phone', '491511234567') },
    { type: 'crm', value: 'c-1' },
    { type: 'loyalty', value: '17' },
    { type: 'newsletter', value: testHash('newsletter', 'x@example.com') },
    { type: 'meter', value: '4111111111111111' },
  ])
  assert.deepEqual(personal, {
    userId: 'ann@example.com', 'context.externalIds.3.id': 'x@example.com', 'traits.email': 'third@example.com',
    'properties.email': 'Second@Example.com', 'properties.phone': 491511234567,
  })
  assert.deepEqual(context, { externalIds: [{ id: 'acc-1', type: 'account_id', collection: 'accounts', encoding: 'none' }] })
})

test('personal, payment and secret values leave at any depth; device names and ids too', async () => {
  const { properties, context, personal } = await factOf({
    type: 'track', event: 'E', userId: 'u1', messageId: 'm1',
    properties: {
      guests: [{ phone: '030 123456', age: 5 }, { 'last.name': 'B' }], payment: { card_number: 4111111111111111, iban: 'DE02120300000000202051', cvv: 123, brand: 'visa' },
      note: 'card 4111 1111 1111 1111 of ann@example.com', gtin: '4012345678901', deep: { apiKey: 'k', token: 't' }, phone_verified: true, email: true,
    },
    context: { ip: '203.0.113.9', device: { id: 'd1', token: 'p1', name: 'Ann’s phone', model: 'X' }, userAgent: 'UA', page: { url: 'https://x.example/?email=ann%40example.com' } },
  })
  assert.deepEqual(properties, {
    guests: [{ age: 5 }, {}], payment: { cvv: '[secret]', brand: 'visa' }, note: 'card [card ****1111] of [email]', gtin: '4012345678901',
    deep: { apiKey: '[secret]', token: '[secret]' }, phone_verified: true, email: true, channel: 'web',
  })
  assert.deepEqual(context, { device: { model: 'X' }, userAgent: 'UA', page: { url: 'https://x.example/?email=[email]' }, channel: 'web' })
  assert.deepEqual(personal, {
    'properties.guests.0.phone': '030 123456', 'properties.guests.1.last\\.name': 'B',
    'properties.payment.card_number': '[card ****1111]', 'properties.payment.iban': 'DE02120300000000202051',
    'properties.note': 'card [card ****1111] of ann@example.com',
    'context.ip': '203.0.113.0', 'context.device.id': 'd1', 'context.device.token': 'p1', 'context.device.name': 'Ann’s phone',
    'context.page.url': 'https://x.example/?email=ann%40example.com',
  })
})

test('cards are scrubbed everywhere but in ids and codes', async () => {
  const card = '4111111111111111'
  const { fact, properties, context, personal } = await factOf({
    type: 'track', event: `Paid ${card}`, userId: card, messageId: `m-${card}`,
    properties: { [card]: 1, list: [card, { x: card }], ean: card, imei2: card, order_id: card, address: `X ${card}`, number: 4111111111111111 },
    context: { extra: { y: card } }, somethingElse: card,
  })
  assert.equal(fact.event, 'Paid [card ****1111]')
  assert.equal(fact.messageId, `m-${card}`)
  assert.deepEqual(fact.identifiers, [{ type: 'user_id', value: card }])
  const mark = '[card ****1111]'
  assert.deepEqual(properties, { [mark]: 1, list: [mark, { x: mark }], ean: card, imei2: card, order_id: card, number: 4111111111111111 })
  assert.deepEqual(context, { extra: { y: mark, somethingElse: mark } })
  assert.deepEqual(personal, { 'properties.address': `X ${mark}` })
})

test('envelope context and integrations are merged into each event; the event wins', async () => {
  const { intake, log } = testIntake()
  await intake.accept({
    kind: 'batch', source: 'shop', receivedAt: RECEIVED,
    body: {
      batch: [{ type: 'track', event: 'E', userId: 'u1', context: { locale: 'de' }, integrations: { A: false } }, { type: 'track', event: 'E', userId: 'u1' }],
      context: { locale: 'en', app: { name: 'x' } }, integrations: { A: true, All: true }, sentAt: '2024-05-05T12:00:00Z', writeKey: 'k',
    },
  })
  assert.deepEqual(log.facts().map((fact) => JSON.parse(fact.context)), [
    { locale: 'de', app: { name: 'x' }, integrations: { A: false, All: true } },
    { locale: 'en', app: { name: 'x' }, integrations: { A: true, All: true } },
  ])
})

test('the address is filled in for client-side libraries and on request only', async () => {
  const event = (context: object) => ({ type: 'track', event: 'E', userId: 'u1', context })
  assert.equal((await factOf(event({ library: { name: 'analytics.js' } }), 'batch', '203.0.113.9')).personal['context.ip'], '203.0.113.0')
  assert.equal((await factOf(event({ direct: true }), 'batch', '203.0.113.9')).personal['context.ip'], '203.0.113.0')
  assert.equal((await factOf(event({ direct: true, ip: '198.51.100.1' }), 'batch', '203.0.113.9')).personal['context.ip'], '198.51.100.0')
  assert.deepEqual((await factOf(event({ library: { name: 'analytics-node' } }), 'batch', '203.0.113.9')).personal, {})
})

test('a type in the body of a single call gives way to the path; a missing messageId is made', async () => {
  const { fact } = await factOf({ type: 'identify', event: 'E', userId: 5, messageId: '' }, 'track')
  assert.deepEqual([fact.type, fact.messageId, fact.identifiers], ['track', 'made-1', [{ type: 'user_id', value: '5' }]])
})

test('names of the object prototype are data, `__proto__` is dropped', async () => {
  const event = JSON.parse('{"type":"track","event":"E","userId":"u1","__proto__":{"x":1},"constructor":"c","properties":{"__proto__":{"admin":true},"constructor":{"prototype":{"y":1}},"toString":"t","hasOwnProperty":1}}')
  const { properties, context, fact } = await factOf(event)
  assert.deepEqual(properties, { constructor: { prototype: { y: 1 } }, toString: 't', hasOwnProperty: 1 })
  assert.deepEqual(context, { extra: { constructor: 'c' } })
  assert.ok(!fact.properties.includes('__proto__') && !fact.context.includes('__proto__'))
  assert.equal(({} as { admin?: unknown }).admin, undefined)
})

test('broken text becomes well-formed', async () => {
  const { fact, properties } = await factOf(JSON.parse('{"type":"track","event":"E\\ud800","userId":"u\\udc00","messageId":"m\\ud800","properties":{"a\\ud800":"\\ud83d\\ude00 \\ud83d"}}'))
  assert.deepEqual([fact.event, fact.messageId, fact.identifiers[0]!.value], ['E\ufffd', 'm\ufffd', 'u\ufffd'])
  assert.deepEqual(properties, { 'a\ufffd': '😀 \ufffd' })
})

