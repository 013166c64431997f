import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IntakePorts, Locate } from './ports.ts'
import { testIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')
const locate: Locate = (address) => (address === '203.0.113.9' ? { country: 'AT', region: '9' } : address === '2001:db8:1:2:0:0:0:7' ? { country: 'SE' } : undefined)

async function admitted(event: object, ports: Partial<IntakePorts> = { locate }, ip?: string) {
  const { intake, log, personal } = testIntake(ports)
  await intake.accept({ kind: 'batch', source: 's', body: { batch: [{ type: 'track', event: 'E', userId: 'u', messageId: 'm', ...event }] }, receivedAt: RECEIVED, ip })
  const [fact] = log.facts()
  assert.ok(fact, JSON.stringify(log.quarantined()))
  const { ip: address, ...context } = JSON.parse(fact.context)
  assert.equal(address, undefined, 'an address is never readable')
  return { context, properties: JSON.parse(fact.properties), personal: await personal(fact), bytes: Buffer.concat([Buffer.from(JSON.stringify(fact)), fact.sealed]) }
}

test('an address becomes a place, and only its network stays, sealed', async () => {
  const client = { library: { name: 'analytics.js' } }
  const { context, personal } = await admitted({ context: client }, { locate }, '203.0.113.9')
  assert.deepEqual(context, { ...client, location: { country: 'AT', region: '9' }, channel: 'web' })
  assert.deepEqual(personal, { 'context.ip': '203.0.113.0' })
  assert.deepEqual((await admitted({ context: { ip: '2001:db8:1:2::7' } })).personal, { 'context.ip': '2001:db8:1::' })
  assert.deepEqual((await admitted({ context: { ip: '2001:db8:1:2::7' } })).context, { location: { country: 'SE' } })
  assert.deepEqual(await admitted({ context: { ip: '198.51.100.7' } }).then(({ context, personal }) => [context, personal]), [{}, { 'context.ip': '198.51.100.0' }], 'nobody knows where that is')
  assert.deepEqual((await admitted({ context: { ip: 'unknown, 203.0.113.9' } })).personal, {}, 'what is no address may be anything')
})

test('without a database there is the network alone; and not even that where none is to be kept', async () => {
  const event = { context: { ip: '203.0.113.9', location: { city: 'Wien' } } }
  const without = await admitted(event, {})
  assert.deepEqual([without.context, without.personal], [{ location: { city: 'Wien' } }, { 'context.ip': '203.0.113.0' }])
  const none = await admitted(event, { locate, keepsNetworks: false })
  assert.deepEqual([none.context, none.personal], [{ location: { country: 'AT', region: '9', city: 'Wien' } }, {}])
})

test('what the sender says of the place counts more', async () => {
  assert.deepEqual((await admitted({ context: { ip: '203.0.113.9', location: { country: 'Germany' } } })).context, { location: { country: 'Germany', region: '9' } })
  assert.deepEqual((await admitted({ context: { ip: '203.0.113.9', location: 'Berlin' } })).context, { location: 'Berlin' })
})

test('the channel stays with the fact, and with what happened, so that conditions can ask for it', async () => {
  const page = await admitted({ type: 'page', context: { page: { url: 'https://x.example/' } } })
  assert.deepEqual([page.context.channel, page.properties], ['web', { channel: 'web' }])
  const order = await admitted({ event: 'Order Completed', properties: { channel: 'affiliate', revenue: 5 }, context: { channel: 'POS' } })
  assert.deepEqual([order.context.channel, order.properties], ['in-store', { channel: 'affiliate', revenue: 5 }], 'the sender’s own property is left alone')
  const identify = await admitted({ type: 'identify', event: undefined, traits: { plan: 'pro' }, channel: 'mobile' })
  assert.deepEqual([identify.context, identify.properties], [{ extra: { channel: 'mobile' }, channel: 'mobile' }, {}])
  const server = await admitted({ context: { library: { name: '@segment/analytics-node' } }, channel: 'server' })
  assert.deepEqual([server.context, server.properties], [{ library: { name: '@segment/analytics-node' }, extra: { channel: 'server' } }, {}])
  const long = await admitted({ context: { channel: 'browser', page: { n: 2 ** 64 } } })
  assert.equal(long.context.channel, 'web')
})

test('people who live at one address have one trait in common, and nothing of the address can be read', async () => {
  const { intake, log } = testIntake()
  const address = { street: 'Hauptstr. 5a', postalCode: '1010', city: 'Wien', country: 'AT' }
  const traits = [{ address }, { homeAddress: 'HAUPTSTRASSE 5 A, 1010 Wien' }, { address: null }, { shippingAddress: address }, { address: { city: 'Wien' } }, { address, address_hash: 'mine' }]
  await intake.accept({ kind: 'batch', source: 's', body: { batch: traits.map((one, i) => ({ type: 'identify', userId: `u${i}`, traits: one })) }, receivedAt: RECEIVED })
  const [anna, bert, moved, parcel, town, own] = log.facts().map((fact) => JSON.parse(fact.traits))
  assert.match(anna.address_hash, /^h:[\w-]{22}$/)
  assert.deepEqual([bert.address_hash, moved.address_hash, parcel.address_hash, town.address_hash, own.address_hash], [anna.address_hash, null, undefined, null, 'mine'])
  assert.ok(log.facts().every((fact) => !/haupt|wien.*hash|1010/i.test(fact.traits)))
})
