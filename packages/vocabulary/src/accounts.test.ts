import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_ACCOUNTS_NAMED, accountStatements } from './accounts.ts'

const listed = (...ids: unknown[]) => ({ externalIds: ids.map((id) => ({ id, type: 'crm', collection: 'accounts' })) })

test('a fact names accounts by a group call, by external ids, and by events that say so', () => {
  assert.deepEqual(accountStatements('group', '', { groupId: 'g' }, listed('1', '1', '2')), [{ account: 'group_id:g', joins: true }, { account: 'crm:1', joins: true }, { account: 'crm:2', joins: true }])
  assert.deepEqual(accountStatements('track', 'Account Removed User', {}, { groupId: 'g', ...listed('1') }), [{ account: 'group_id:g', joins: false }, { account: 'crm:1', joins: false }])
  for (const event of ['Account Created', 'Account Added User', 'Signed Up']) assert.deepEqual(accountStatements('track', event, {}, { groupId: 'g' }), [{ account: 'group_id:g', joins: true }])
  assert.deepEqual(accountStatements('track', 'Order Completed', { groupId: 'p' }, { groupId: 'g' }), [], 'what an event was about')
})

test('whatever is no such thing names none, and many are cut', () => {
  for (const context of [undefined, {}, { externalIds: 'x' }, { externalIds: [null, 7, { id: 'x' }, { id: 7, type: 'crm', collection: 'accounts' }, { id: 'x', type: 'crm', collection: 'users' }] }]) assert.deepEqual(accountStatements('identify', '', undefined, context), [])
  assert.deepEqual(accountStatements('group', '', { groupId: '' }, undefined), [])
  assert.equal(accountStatements('identify', '', undefined, listed(...Array.from({ length: 50 }, (_, i) => String(i)))).length, MAX_ACCOUNTS_NAMED)
})
