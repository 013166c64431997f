// The operations over real credentials in a real PostgreSQL, and a real door that asks them who sends.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { openCredentials, type Credentials } from '../credentials.ts'
import { governanceMigrations } from '../migrations.ts'
import type { GovernancePorts } from '../ports.ts'
import { MAX_KEYS, Sources, type SourceTotals } from '../sources.ts'
import { governanceOperations } from './index.ts'

const T = 1_760_000_000_000
const caller = { subject: 'admin_1', permissions: ['*'] }
const clock = new ManualClock(T)
let registry: Registry
let remove: () => Promise<void>
let credentials: Credentials
let totals: Result<Map<string, SourceTotals>>

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
})
after(() => remove())
beforeEach(async () => {
  await registry.query('TRUNCATE governance.credentials, governance.sources, governance.sessions')
  clock.time = T
  totals = ok(new Map())
  credentials = await opened()
})

async function opened(write_key?: string): Promise<Credentials> {
  const result = await openCredentials({ statements: registry, clock, fixed: { write_key } })
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

async function call(name: string, input: Record<string, unknown> = {}): Promise<Result<any>> {
  const ports: GovernancePorts = { sources: new Sources(registry, credentials), sourceTotals: async () => totals, attempt: (run) => registry.attempt(run) } as GovernancePorts
  const operation = governanceOperations(ports).find((one) => one.name === `governance.${name}`)!
  const result = await operation.handler(operation.input.parse(input), caller)
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

async function value(result: Promise<Result<any>>): Promise<any> {
  const settled = await result
  assert.ok(settled.ok, JSON.stringify(settled))
  return settled.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

test('every example fits the shape it explains', () => {
  for (const { name, example, input, output } of governanceOperations({} as never)) {
    assert.ok(input.safeParse(example.input).success, name)
    assert.deepEqual(output.parse(example.output), example.output, name)
  }
})

test('a source begins with a key that is shown once, and counts what history knows of it', async () => {
  const { secret, key, source } = await value(call('issue-write-key', { name: ' Web shop ', kind: 'web' }))
  assert.match(secret, /^tsw_/)
  assert.deepEqual(source, { id: key.id, name: 'Web shop', kind: 'web', createdAt: T, keys: [key] })
  assert.equal(credentials.check('write_key', secret)?.subject, source.id)
  clock.time += 5_000
  credentials.check('write_key', secret)
  totals = ok(new Map([[source.id, { facts: 12, lastFactAt: T + 1 }]]))
  const listed = await value(call('list-sources'))
  assert.deepEqual(listed.sources, [{ ...source, keys: [{ ...key, lastUsedAt: T + 5_000 }], facts: 12, lastFactAt: T + 1 }])
  assert.ok(!JSON.stringify(listed).includes(secret.slice(4)))
  totals = fail('warehouse.unavailable', 'away')
  assert.equal((await value(call('list-sources'))).sources[0].facts, null, 'without history the keys are still there')
  totals = ok(new Map())
  assert.deepEqual((await value(call('list-sources'))).sources[0].facts, 0)
})

test('a key is replaced without a gap: facts of both name the same source', async () => {
  const first = await value(call('issue-write-key', { name: 'App', kind: 'mobile' }))
  clock.time += 1
  const second = await value(call('issue-write-key', { name: 'App, from May', source: first.source.id }))
  assert.deepEqual(second.source.keys.map((one: { name: string }) => one.name), ['App', 'App, from May'])
  for (const { secret } of [first, second]) assert.equal(credentials.check('write_key', secret)?.subject, first.source.id)
  const after = await value(call('revoke-write-key', { id: first.key.id }))
  assert.deepEqual(after.keys.map((one: { revokedAt: number | null }) => one.revokedAt), [T + 1, null])
  assert.equal(credentials.check('write_key', first.secret), undefined, 'at once')
  assert.equal(credentials.check('write_key', second.secret)?.subject, first.source.id)
  assert.equal((await opened()).check('write_key', first.secret), undefined, 'and for the next process')
  assert.equal(codeOf(await call('revoke-write-key', { id: first.key.id })), 'governance.key-not-found')
})

test('when a key was used last outlives the process', async () => {
  const { secret } = await value(call('issue-write-key', { name: 'Server', kind: 'server' }))
  clock.time += 60_000
  credentials.check('write_key', secret)
  await credentials.noteUse()
  clock.time += 60_000
  credentials = await opened()
  const [source] = (await value(call('list-sources'))).sources
  assert.equal(source.keys[0].lastUsedAt, T + 60_000)
})

test('renaming keeps id and keys', async () => {
  const { source } = await value(call('issue-write-key', { name: 'first' }))
  assert.equal(source.kind, 'other')
  const renamed = await value(call('rename-source', { id: source.id, name: 'Tills', kind: 'server' }))
  assert.deepEqual(renamed, { ...source, name: 'Tills', kind: 'server' })
  assert.deepEqual(await value(call('rename-source', { id: source.id })), renamed)
})

test('what cannot be is said', async () => {
  const { source } = await value(call('issue-write-key', { name: 'x' }))
  assert.equal(codeOf(await call('rename-source', { id: 'nothing', name: 'y' })), 'governance.source-not-found')
  assert.equal(codeOf(await call('issue-write-key', { name: 'y', source: 'nothing' })), 'governance.source-not-found')
  assert.equal(codeOf(await call('issue-write-key', { name: 'y', source: source.id, kind: 'web' })), 'governance.kind-of-source')
  await assert.rejects(call('issue-write-key', { name: '  ' }))
  await assert.rejects(call('issue-write-key', { name: 'a\0b' }))
  for (let i = 1; i < MAX_KEYS; i++) await value(call('issue-write-key', { name: `${i}`, source: source.id }))
  assert.equal(codeOf(await call('issue-write-key', { name: 'too many', source: source.id })), 'governance.too-many-keys')
  const admin = await credentials.issue('admin_token', 'first')
  assert.equal(codeOf(await call('revoke-write-key', { id: admin.credential.id })), 'governance.key-not-found', 'an admin token is no write key')
  assert.ok(credentials.check('admin_token', admin.secret))
})

test('a key from the environment is one source for ever, and is not revoked here', async () => {
  credentials = await opened('wk-1')
  const [before] = (await value(call('list-sources'))).sources
  clock.time += 1
  credentials = await opened('wk-2')
  const { sources } = await value(call('list-sources'))
  assert.deepEqual(sources.map((one: { id: string }) => one.id), [before.id])
  assert.deepEqual(sources[0].keys.map((one: { fixed: boolean; revokedAt: number | null }) => [one.fixed, one.revokedAt !== null]), [[true, true], [true, false]])
  const refused = await call('revoke-write-key', { id: sources[0].keys[1].id })
  assert.equal(codeOf(refused), 'governance.key-fixed-conflict')
  assert.equal(credentials.check('write_key', 'wk-2')?.subject, before.id)
})

test('keys of an earlier release are sources under their own id', async (t) => {
  const old = await temporaryRegistry({ migrations: governanceMigrations.filter(({ number }) => number < 3) })
  t.after(() => old.remove())
  await old.registry.query(`INSERT INTO governance.credentials (id, kind, name, hash, created_at) VALUES ('key_old', 'write_key', 'first', decode(repeat('ab', 32), 'hex'), 7), ('admin_old', 'admin_token', 'first', decode(repeat('cd', 32), 'hex'), 7)`)
  for (const { sql } of governanceMigrations.filter(({ number }) => number === 3)) await old.registry.query(`SET search_path TO governance; ${sql}`)
  assert.deepEqual(await old.registry.query('SELECT * FROM governance.sources'), [{ id: 'key_old', name: 'first', kind: 'other', created_at: 7 }])
  assert.deepEqual(await old.registry.query('SELECT id, source FROM governance.credentials ORDER BY id'), [{ id: 'admin_old', source: null }, { id: 'key_old', source: 'key_old' }])
})
