import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testHash, testIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')
const IDFA = '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB'

/** The identifiers of an event as `type:value`, and all that can be read of its fact. */
async function identifiersOf(event: object): Promise<{ identifiers: string[]; text: string }> {
  const { intake, log } = testIntake()
  await intake.accept({ kind: 'batch', source: 'app', body: { batch: [{ type: 'track', event: 'E', messageId: 'm', ...event }] }, receivedAt: RECEIVED })
  const [fact] = log.facts()
  assert.ok(fact, JSON.stringify(log.quarantined()))
  return { identifiers: fact.identifiers.map(({ type, value }) => `${type}:${value}`), text: `${fact.traits}${fact.properties}${fact.context}${JSON.stringify(fact.identifiers)}` }
}

const hashed = (type: string, value: string) => `${type}:${testHash(type, value)}`

test('a phone is known by its own id, its advertising id and its push token, and none of them can be read', async () => {
  const { identifiers, text } = await identifiersOf({
    anonymousId: 'a1', context: { device: { id: 'B5372DB0', advertisingId: IDFA, adTrackingEnabled: true, token: 'FF15bc', type: 'android', model: 'X' }, os: { name: 'Android' } },
  })
  assert.deepEqual(identifiers, ['anonymous_id:a1', hashed('android.id', 'b5372db0'), hashed('android.idfa', IDFA.toLowerCase()), hashed('android.push_token', 'FF15bc')])
  for (const secret of ['B5372DB0', IDFA, 'FF15bc']) assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), secret)
})

test('the platform is what the device says, else the system: SDKs of Apple tell only that', async () => {
  for (const [device, os, platform] of [[{ type: 'iOS' }, {}, 'ios'], [{}, { name: 'iPhone OS' }, 'ios'], [{}, { name: 'iPadOS' }, 'ios'], [{ type: 'mobile' }, { name: 'Android' }, 'android']] as const) {
    const { identifiers } = await identifiersOf({ userId: 'u', context: { device: { id: 'd', ...device }, os } })
    assert.deepEqual(identifiers, ['user_id:u', hashed(`${platform}.id`, 'd')], JSON.stringify([device, os]))
  }
  for (const context of [{ device: { id: 'd' } }, { device: { id: 'd', type: 'desktop' }, os: { name: 'Windows' } }, { device: 'd', os: { name: 'iOS' } }, { os: { name: 'iOS' } }]) {
    assert.deepEqual((await identifiersOf({ userId: 'u', context })).identifiers, ['user_id:u'], JSON.stringify(context))
  }
})

test('who does not want to be followed is not known by the advertising id, nor by one that all such phones have', async () => {
  const device = { id: 'd', advertisingId: IDFA, type: 'ios' }
  const ids = async (more: object) => (await identifiersOf({ userId: 'u', context: { device: { ...device, ...more } } })).identifiers
  assert.deepEqual(await ids({ adTrackingEnabled: false }), ['user_id:u', hashed('ios.id', 'd')])
  assert.deepEqual(await ids({ advertisingId: '00000000-0000-0000-0000-000000000000' }), ['user_id:u', hashed('ios.id', 'd')])
  assert.deepEqual(await ids({}), ['user_id:u', hashed('ios.id', 'd'), hashed('ios.idfa', IDFA.toLowerCase())])
})

test('a browser is known by what Google Analytics and the id across domains say, wherever SDKs put them', async () => {
  assert.deepEqual((await identifiersOf({ anonymousId: 'a', integrations: { 'Google Analytics': { clientId: '103.136' } } })).identifiers, ['anonymous_id:a', 'ga_client_id:103.136'])
  assert.deepEqual((await identifiersOf({ anonymousId: 'a', context: { integrations: { 'Google Analytics': { clientId: 103.5 } } } })).identifiers, ['anonymous_id:a', 'ga_client_id:103.5'])
  assert.deepEqual((await identifiersOf({ anonymousId: 'a', context: { traits: { crossDomainId: 'x1' } } })).identifiers, ['anonymous_id:a', 'cross_domain_id:x1'])
  assert.deepEqual((await identifiersOf({ type: 'group', groupId: 'g', anonymousId: 'a', context: { traits: { crossDomainId: 'x1' } } })).identifiers, ['anonymous_id:a', 'cross_domain_id:x1'])
  for (const integrations of [{ 'Google Analytics': true }, { 'Google Analytics': { clientId: '' } }, { All: true }, { 'Google Analytics': { clientId: 'x'.repeat(501) } }]) {
    assert.deepEqual((await identifiersOf({ anonymousId: 'a', integrations })).identifiers, ['anonymous_id:a'], JSON.stringify(integrations).slice(0, 60))
  }
})

test('an alias is about its userId alone, whatever else is known about the device', async () => {
  const context = { device: { id: 'd', type: 'ios', token: 't' }, integrations: { 'Google Analytics': { clientId: '1' } }, externalIds: [{ id: 'c', type: 'crm' }] }
  assert.deepEqual((await identifiersOf({ type: 'alias', userId: 'u2', previousId: 'u1', anonymousId: 'a', context })).identifiers, ['user_id:u2'])
})

test('accounts are named beside the person, not as the person’s identifiers; a personal id of one is a hash', async () => {
  const { intake, log, personal } = testIntake()
  const context = { externalIds: [{ id: 7, type: 'crm_account', collection: 'accounts', encoding: 'none' }, { id: 'club@example.com', type: 'mail_account', collection: 'accounts' }, { id: 'c', type: 'crm' }] }
  const batch = [
    { type: 'track', event: 'E', userId: 'u', messageId: 'm1', context },
    { type: 'track', event: 'Account Removed User', userId: 'u', messageId: 'm2', context: { groupId: 'Club@example.com' } },
    { type: 'group', groupId: '+49 151 1234567', userId: 'u', messageId: 'm3' },
    { type: 'track', event: 'E', userId: 'u', messageId: 'm4', context: { groupId: 'g' } },
    { type: 'track', event: 'E', userId: 'u', messageId: 'm5', context: { externalIds: Array.from({ length: 21 }, (_, i) => ({ id: String(i), type: 'a', collection: 'accounts' })) } },
  ]
  await intake.accept({ kind: 'batch', source: 'app', body: { batch }, receivedAt: RECEIVED })
  const [listed, removed, group, about] = log.facts() as [any, any, any, any]
  assert.deepEqual([listed.namesAccounts, removed.namesAccounts, group.namesAccounts, about.namesAccounts], [true, true, undefined, undefined])
  assert.deepEqual(listed.identifiers, [{ type: 'user_id', value: 'u' }, { type: 'crm', value: 'c' }])
  assert.deepEqual(JSON.parse(listed.context).externalIds, [{ id: '7', type: 'crm_account', collection: 'accounts', encoding: 'none' }, { id: testHash('mail_account', 'club@example.com'), type: 'mail_account', collection: 'accounts' }])
  assert.deepEqual(await personal(listed), { 'context.externalIds.1.id': 'club@example.com' })
  assert.deepEqual(JSON.parse(removed.context), { groupId: testHash('group_id', 'club@example.com') })
  assert.deepEqual([JSON.parse(group.properties), await personal(group)], [{ groupId: testHash('group_id', '+491511234567') }, { groupId: '+49 151 1234567' }])
  assert.deepEqual(JSON.parse(about.context), { groupId: 'g' })
  assert.deepEqual(log.quarantined().map(({ reason }: any) => reason), ['accounts.too-many'])
})
