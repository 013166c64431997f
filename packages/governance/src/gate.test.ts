import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { authorize } from './gate.ts'

const operation = { name: 'segments.create-segment', permission: 'segments:write' } as const

describe('gate', () => {
  it('lets those pass who have the permission, or every permission', () => {
    assert.ok(authorize(operation, { subject: 'a', permissions: ['x:read', 'segments:write'] }).ok)
    assert.ok(authorize(operation, { subject: 'a', permissions: ['*'] }).ok)
  })

  it('tells nobody from somebody without the permission', () => {
    const nobody = authorize(operation, undefined)
    assert.ok(!nobody.ok && nobody.failure.code === 'governance.unauthenticated')
    for (const permissions of [[], ['segments:read'], ['segments'], ['segments:*'], ['intake:write']]) {
      const result = authorize(operation, { subject: 'key_1', permissions })
      assert.ok(!result.ok && result.failure.code === 'governance.forbidden')
      assert.match(result.failure.message, /segments\.create-segment needs the permission "segments:write", which key_1 does not have/)
    }
  })
})
