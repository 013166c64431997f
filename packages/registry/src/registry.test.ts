import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { RegistryError } from './failure.ts'
import { migrate } from './migrations.ts'
import type { Address } from './pool.ts'
import { openRegistry } from './registry.ts'
import type { Registry } from './registry.ts'
import { preparedPlace } from './place.ts'
import { temporaryRegistry } from './testing.ts'
import { exampleMigrations } from './testing/example-migrations.ts'
import type { ExampleTables } from './testing/example-migrations.ts'

describe('registry', () => {
  let registry: Registry
  let directory: string
  let address: Address
  let remove: () => Promise<void>
  before(async () => {
    ;({ registry, directory, remove } = await temporaryRegistry({ migrations: exampleMigrations }))
    address = { place: preparedPlace(`${directory}/registry`) }
  })
  after(() => remove())

  it('answers typed and plain statements, with 64-bit integers exact', async () => {
    const segments = registry.schema<ExampleTables>('segments')
    await segments.insertInto('segment').values({ id: 2 ** 53 - 1, name: 'grün ≥ 1', size: 3 }).execute()
    assert.deepEqual(await segments.selectFrom('segment').selectAll().execute(), [{ id: 2 ** 53 - 1, name: 'grün ≥ 1', size: 3 }])
    assert.deepEqual(await registry.query('SELECT $1::bigint AS n, $2::bigint[] AS list', ['9223372036854775807', [1, null]]), [{ n: 9223372036854775807n, list: [1, null] }])
    await segments.deleteFrom('segment').execute()
  })

  it('commits a transaction whole or not at all, over both kinds of statements', async () => {
    await registry.transaction(async (scope) => {
      await scope.query('INSERT INTO segments.segment (id, name) VALUES (1, $1)', ['a'])
      await scope.schema<ExampleTables>('segments').insertInto('segment').values({ id: 2, name: 'b', size: 0 }).execute()
    })
    await assert.rejects(
      registry.transaction(async (scope) => {
        await scope.query('DELETE FROM segments.segment')
        throw new Error('stop')
      }),
      /stop/,
    )
    assert.deepEqual(await registry.query('SELECT count(*) AS n FROM segments.segment'), [{ n: 2 }])
  })

  it('makes being too slow a failure, and throws what is a defect', async () => {
    const slow = await registry.attempt(() =>
      registry.transaction(async (scope) => {
        await scope.query('SET LOCAL statement_timeout = 50')
        await scope.query('SELECT pg_sleep(10)')
      }),
    )
    assert.ok(!slow.ok && slow.failure.code === 'registry.timeout', JSON.stringify(slow))
    await assert.rejects(registry.attempt(() => registry.query('SELECT nothing')), /column "nothing" does not exist/)
    await assert.rejects(registry.query('SELECT nothing'), (error) => !(error instanceof RegistryError))
  })

  it('runs durable and small', async () => {
    const show = async (name: string) => (await registry.query<{ value: string }>('SELECT current_setting($1) AS value', [name]))[0]!.value
    assert.equal(await show('fsync'), 'on')
    assert.equal(await show('synchronous_commit'), 'on')
    assert.equal(await show('full_page_writes'), 'on')
    assert.equal(await show('data_checksums'), 'on')
    assert.equal(await show('listen_addresses'), '')
    assert.equal(await show('shared_buffers'), '32MB')
    assert.equal(await show('server_encoding'), 'UTF8')
    assert.deepEqual(await registry.query(`SELECT datcollate FROM pg_database WHERE datname = current_database()`), [{ datcollate: 'C' }])
  })

  it('wants the password from whoever reaches the socket', async () => {
    assert.ok('place' in address)
    const wrong = { place: { ...address.place, password: 'guess' } }
    await assert.rejects(migrate(wrong, []), /password authentication failed/)
  })

  it('migrates once when two start together', async () => {
    const migration = { room: 'twice', number: 1, sql: 'SELECT pg_sleep(0.1); CREATE TABLE only_once (x int)' }
    await Promise.all([migrate(address, [migration]), migrate(address, [migration]), migrate(address, [migration])])
    assert.deepEqual(await registry.query('SELECT number FROM twice.migrations'), [{ number: 1 }])
  })

  it('leaves nothing of a migration that fails, and goes on once it is right', async () => {
    const bad = { room: 'broken', number: 1, sql: 'CREATE TABLE half (x int); CREATE TABLE half (x int)' }
    await assert.rejects(migrate(address, [bad]), /registry migration broken 1 failed: relation "half" already exists/)
    assert.deepEqual(await registry.query(`SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'broken' AND tablename = 'half'`), [{ n: 0 }])
    await migrate(address, [{ ...bad, sql: 'CREATE TABLE half (x int)' }])
    assert.deepEqual(await registry.query('SELECT * FROM broken.half'), [])
  })

  it('refuses a changed, an unknown and a missing migration', async () => {
    await assert.rejects(migrate(address, [{ ...exampleMigrations[0]!, sql: 'SELECT 1' }]), /segments 1 was applied with another text/)
    await assert.rejects(migrate(address, [exampleMigrations[0]!]), /holds migration 2 of room segments/)
    await assert.rejects(migrate(address, [{ room: 'gap', number: 2, sql: 'SELECT 1' }]), /expected registry migration 1 of room gap, got 2/)
    await assert.rejects(migrate(address, [{ room: 'x"; DROP', number: 1, sql: 'SELECT 1' }]), /expected a room's word/)
  })

  it('works with a server that is not ours', async () => {
    assert.ok('place' in address)
    const { socket, password } = address.place
    const url = `postgres://touchstone:${password}@/touchstone?host=${encodeURIComponent(socket)}`
    const opened = await openRegistry({ directory: `${directory}/unused`, url, migrations: exampleMigrations })
    assert.ok(opened.ok, JSON.stringify(opened))
    assert.deepEqual(await opened.value.query('SELECT 1 AS one'), [{ one: 1 }])
    assert.deepEqual(opened.value.state(), { up: true, embedded: false, restarts: 0, failure: undefined })
    await opened.value.close()
    assert.equal(opened.value.state().up, false)
    const away = await openRegistry({ directory: `${directory}/unused`, url: `postgres://x@/x?host=${directory}`, migrations: [] })
    assert.ok(!away.ok && away.failure.code === 'registry.start_failed' && /not available/.test(away.failure.message), JSON.stringify(away))
  })
})
