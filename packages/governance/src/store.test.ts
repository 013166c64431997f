// What this room keeps in PostgreSQL, against a real one: credentials, audit.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { ManualClock } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { Audit } from './audit.ts'
import type { AuditRecord } from './audit.ts'
import { openCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { governanceMigrations } from './migrations.ts'

let registry: Registry
let remove: () => Promise<void>
const clock = new ManualClock(1_760_000_000_000)

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
})
after(() => remove())
beforeEach(async () => {
  await registry.query('TRUNCATE governance.credentials, governance.sessions, governance.audit')
})

async function opened(fixed?: { write_key?: string; admin_token?: string }): Promise<Credentials> {
  const result = await openCredentials({ statements: registry, clock, ...(fixed ? { fixed } : {}) })
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

describe('credentials', () => {
  it('are shown once, kept only as hashes, and checked from memory', async () => {
    const credentials = await opened()
    const key = await credentials.issue('write_key', 'shop')
    const admin = await credentials.issue('admin_token', 'first')
    assert.match(key.secret, /^tsw_[A-Za-z0-9_-]{43}$/)
    assert.match(admin.secret, /^tsa_[A-Za-z0-9_-]{43}$/)
    const stored = JSON.stringify(await registry.query('SELECT c::text, encode(hash, $1) FROM governance.credentials c', ['escape']))
    assert.ok(!stored.includes(key.secret) && !stored.includes(key.secret.slice(4)))
    for (let again = 0; again < 2; again++) {
      assert.deepEqual(credentials.check('write_key', key.secret), { subject: key.credential.id, permissions: ['intake:write'] })
      assert.deepEqual(credentials.check('admin_token', admin.secret), { subject: admin.credential.id, permissions: ['*'] })
      assert.equal(credentials.check('admin_token', key.secret), undefined)
      assert.equal(credentials.check('write_key', admin.secret), undefined)
      for (const wrong of ['', 'tsw_', `${key.secret}x`, key.secret.slice(0, -1), key.secret.toUpperCase(), 'x'.repeat(100_000), '__proto__']) {
        assert.equal(credentials.check('write_key', wrong), undefined)
      }
    }
    assert.deepEqual((await opened()).check('write_key', key.secret)?.subject, key.credential.id, 'another process knows it too')
  })

  it('end when revoked', async () => {
    const credentials = await opened()
    const { credential, secret } = await credentials.issue('write_key', 'shop')
    assert.ok(credentials.check('write_key', secret))
    assert.ok((await credentials.revoke(credential.id)).ok)
    assert.equal(credentials.check('write_key', secret), undefined)
    const again = await credentials.revoke(credential.id)
    assert.ok(!again.ok && again.failure.code === 'governance.unknown_credential')
    const listed = await credentials.list()
    assert.deepEqual(listed, [{ ...credential, revokedAt: clock.now(), lastUsedAt: clock.now() }])
    assert.ok(!('hash' in listed[0]!))
  })

  it('make the first of a kind only once', async () => {
    const credentials = await opened()
    const first = await credentials.issueFirst('admin_token', 'first')
    assert.ok(first && credentials.check('admin_token', first.secret))
    assert.equal(await credentials.issueFirst('admin_token', 'first'), undefined)
    assert.equal(await (await opened()).issueFirst('admin_token', 'first'), undefined)
    await credentials.revoke(first.credential.id)
    assert.ok(await credentials.issueFirst('admin_token', 'second'))
  })

  it('take fixed values, keep their id over restarts, and end those no longer given', async () => {
    const one = await opened({ write_key: 'wk', admin_token: 'secret-admin' })
    const subject = one.check('write_key', 'wk')!.subject
    assert.equal(await one.issueFirst('write_key', 'first'), undefined)
    const two = await opened({ write_key: 'wk', admin_token: 'other-admin' })
    assert.equal(two.check('write_key', 'wk')!.subject, subject)
    assert.equal(two.check('admin_token', 'secret-admin'), undefined)
    assert.ok(two.check('admin_token', 'other-admin'))
    const three = await opened()
    assert.equal(three.check('write_key', 'wk'), undefined)
    assert.equal((await opened({ write_key: 'wk' })).check('write_key', 'wk')!.subject, subject)
    for (const bad of ['', 'a b', 'a:b', 'x'.repeat(257), 'a\0b']) {
      const refused = await openCredentials({ statements: registry, clock, fixed: { write_key: bad } })
      assert.ok(!refused.ok && refused.failure.code === 'governance.bad_credential')
      assert.ok(bad.length < 2 || !refused.failure.message.includes(bad), 'a refused secret is not quoted')
    }
    const same = await openCredentials({ statements: registry, clock, fixed: { write_key: 'same', admin_token: 'same' } })
    assert.ok(!same.ok && same.failure.code === 'governance.bad_credential')
  })
})

describe('audit', () => {
  const record = (over: Partial<AuditRecord>): AuditRecord => ({
    at: clock.now(), subject: 'admin_1', operation: 'segments.create-segment', permission: 'segments:write', text: 'created the segment VIP', outcome: 'done', ...over,
  })

  it('keeps what changes, reveals or is refused, and not what reads', async () => {
    const audit = new Audit(registry)
    const kept = [
      record({}),
      record({ permission: 'profiles:reveal', operation: 'profiles.reveal-profile', text: 'größer ≥ 1' }),
      record({ permission: 'governance:admin', outcome: 'failed', code: 'registry.unavailable' }),
      record({ permission: 'segments:read', subject: 'nobody', outcome: 'refused', code: 'governance.unauthenticated' }),
    ]
    for (const one of [...kept, record({ permission: 'segments:read' }), record({ permission: 'segments:read', outcome: 'failed' })]) await audit.keep(one)
    assert.deepEqual(
      await registry.query('SELECT at, subject, operation, sentence, outcome FROM governance.audit ORDER BY number'),
      kept.map(({ at, subject, operation, text, outcome, code }) => ({ at, subject, operation, sentence: text, outcome: code ? `${outcome}: ${code}` : outcome })),
    )
  })
})
