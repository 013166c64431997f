// Sessions against a real PostgreSQL: what ends one, and what survives a restart.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { DAY, HOUR, ManualClock } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { openCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { governanceMigrations } from './migrations.ts'
import { MAX_SESSIONS, openSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'

describe('sessions', () => {
  const clock = new ManualClock(1_760_000_000_000)
  let registry: Registry
  let remove: () => Promise<void>
  let credentials: Credentials
  let admin: string

  before(async () => {
    ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
    const opened = await openCredentials({ statements: registry, clock })
    assert.ok(opened.ok)
    credentials = opened.value
  })
  after(() => remove())
  beforeEach(async () => {
    await registry.query('DELETE FROM governance.sessions')
    admin = (await credentials.issue('admin_token', 'someone')).credential.id
  })
  const open = (): Promise<Sessions> => openSessions({ statements: registry, clock, holderOf: (id) => credentials.holderOf(id) })

  it('are random, kept only as hashes, and live on after a restart', async () => {
    const sessions = await open()
    const one = await sessions.begin(admin)
    const two = await sessions.begin(admin)
    assert.match(one.secret, /^[A-Za-z0-9_-]{43}$/)
    assert.notEqual(one.secret, two.secret)
    assert.deepEqual(one.session.caller, { subject: admin, permissions: ['*'] })
    const stored = JSON.stringify(await registry.query(`SELECT encode(hash, 'escape') AS hash, * FROM governance.sessions`))
    assert.ok(!stored.includes(one.secret) && !stored.includes(two.secret))
    for (const again of [sessions, await open()]) {
      assert.equal(again.check(one.secret)?.caller.subject, admin)
      for (const wrong of ['', 'x', `${one.secret}x`, one.secret.slice(1), 'x'.repeat(43), '__proto__', 'a'.repeat(1_000_000)]) assert.equal(again.check(wrong), undefined)
    }
  })

  it('end when told to, here and in the registry, and only the one', async () => {
    const sessions = await open()
    const { secret } = await sessions.begin(admin)
    const other = await sessions.begin(admin)
    await sessions.end(secret)
    await sessions.end('never was')
    for (const one of [sessions, await open()]) {
      assert.equal(one.check(secret), undefined)
      assert.ok(one.check(other.secret))
    }
  })

  it('end with their credential, at once', async () => {
    const sessions = await open()
    const { secret } = await sessions.begin(admin)
    await credentials.revoke(admin)
    assert.equal(sessions.check(secret), undefined)
    assert.equal((await open()).check(secret), undefined)
  })

  it('end after twelve hours unused and after a week in any case; use counts, also over a restart', async () => {
    const sessions = await open()
    const idle = await sessions.begin(admin)
    const used = await sessions.begin(admin)
    assert.equal(idle.session.endsAt, clock.now() + 12 * HOUR)
    const began = clock.now()
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      clock.time = began + hours * HOUR
      assert.ok(sessions.check(used.secret), `used every eleven hours, after ${hours}`)
      if (hours < 12) assert.ok(sessions.look(idle.secret), 'looking is no use')
      else assert.equal(sessions.check(idle.secret), undefined)
    }
    const noted = async (): Promise<boolean> => (await registry.query('SELECT 1 FROM governance.sessions WHERE used_at = $1', [clock.now()])).length === 1
    for (let waited = 0; !(await noted()); waited++) assert.ok(waited < 500, 'its use is written down')
    assert.ok((await open()).check(used.secret))
    clock.time = began + 7 * DAY
    assert.equal(sessions.check(used.secret), undefined)
  })

  it('go from the registry when over, and the one unused for longest gives way when there are too many', async () => {
    const before = await open()
    await before.begin(admin)
    clock.time += 13 * HOUR
    const rows = Array.from({ length: MAX_SESSIONS }, (_, number) => number)
    await registry.query(
      `INSERT INTO governance.sessions SELECT sha256(n::text::bytea), $1, $2, $2::bigint + n FROM unnest($3::int[]) AS n`,
      [admin, clock.now(), rows],
    )
    clock.time += MAX_SESSIONS
    const sessions = await open()
    const { secret } = await sessions.begin(admin)
    const [{ kept, oldest }] = await registry.query<{ kept: number; oldest: number }>('SELECT count(*) AS kept, min(used_at) AS oldest FROM governance.sessions')
    assert.deepEqual([kept, oldest], [MAX_SESSIONS, clock.now() - MAX_SESSIONS + 1])
    assert.ok(sessions.check(secret))
  })
})
