// What this room keeps in PostgreSQL, against a real one: credentials, audit, vault.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { ManualClock } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { Audit } from './audit.ts'
import type { AuditRecord } from './audit.ts'
import { openCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { governanceMigrations } from './migrations.ts'
import { exampleKeyring } from './testing.ts'
import { Vault } from './vault.ts'
import type { VaultValue } from './vault.ts'

let registry: Registry
let remove: () => Promise<void>
const clock = new ManualClock(1_760_000_000_000)

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
})
after(() => remove())
beforeEach(async () => {
  await registry.query('TRUNCATE governance.credentials, governance.sessions, governance.audit, governance.vault')
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

describe('vault', () => {
  const vault = new Vault(exampleKeyring(clock).person)
  const value = (person: number, field: string, text: string, happened: number, hash = 1n): VaultValue => ({ person, field, value: text, happened, hash, position: happened })
  const read = async (person: number) => {
    const result = await vault.read(person, registry)
    assert.ok(result.ok, JSON.stringify(result))
    return result.value
  }

  it('keeps the newest value of each field, in any order of arrival', async () => {
    const arrivals = fc.array(
      fc.record({
        person: fc.integer({ min: 1, max: 3 }),
        field: fc.constantFrom('email', 'name', 'a\0b'),
        value: fc.string({ maxLength: 20 }),
        happened: fc.integer({ min: 1, max: 4 }),
        hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), async (given, step) => {
        await registry.query('TRUNCATE governance.vault')
        const expected: Record<number, Record<string, (typeof given)[number]>> = { 1: {}, 2: {}, 3: {} }
        for (const one of given) {
          const field = one.field.replaceAll('\0', '\uFFFD')
          const there = expected[one.person]![field]
          if (!there || one.happened > there.happened || (one.happened === there.happened && one.hash > there.hash)) expected[one.person]![field] = one
        }
        for (let i = 0; i < given.length; i += step) {
          await vault.upsertMany(given.slice(i, i + step).map((one, j) => ({ ...one, position: i + j })), registry)
        }
        for (const person of [1, 2, 3]) {
          const plain = Object.fromEntries(Object.entries(expected[person]!).map(([field, one]) => [field, one.value]))
          assert.deepEqual(await read(person), plain)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('moves values when people merge, newest wins, and repeats without harm', async () => {
    await vault.upsertMany(
      [value(5, 'email', 'old@example.com', 10), value(5, 'name', 'New Name', 30), value(9, 'email', 'new@example.com', 20), value(9, 'name', 'Old Name', 5), value(9, 'phone', '+49', 7)],
      registry,
    )
    const merged = { email: 'new@example.com', name: 'New Name', phone: '+49' }
    for (let again = 0; again < 2; again++) {
      await vault.merge(9, 5, registry)
      assert.deepEqual(await read(5), merged)
      assert.deepEqual(await read(9), {})
    }
    await vault.merge(5, 2, registry)
    assert.deepEqual(await read(2), merged)
    await vault.upsertMany([value(2, 'email', 'newest@example.com', 40)], registry)
    assert.deepEqual(await read(2), { ...merged, email: 'newest@example.com' })
  })

  it('holds no plain value, and notices a row that was moved to another person', async () => {
    await vault.upsertMany([value(1, 'email', 'someone@example.com', 1), value(2, 'email', 'other@example.com', 1)], registry)
    const stored = JSON.stringify(await registry.query(`SELECT encode(sealed, 'escape') AS s FROM governance.vault`))
    assert.ok(!stored.includes('someone') && !stored.includes('example.com'))
    await registry.query('UPDATE governance.vault SET sealed = (SELECT sealed FROM governance.vault WHERE person_id = 2) WHERE person_id = 1')
    const swapped = await vault.read(1, registry)
    assert.ok(!swapped.ok && swapped.failure.code === 'governance.cannot_open')
  })

  it('takes a batch in one statement', async () => {
    await vault.upsertMany(Array.from({ length: 5_000 }, (_, i) => value(1 + (i % 1_000), `f${i % 7}`, `v${i}`, i)), registry)
    const [row] = await registry.query('SELECT count(*) AS n FROM governance.vault')
    assert.deepEqual(row, { n: 5_000 })
    await vault.upsertMany([], registry)
  })
})
