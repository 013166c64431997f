import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isAlive } from './orphan.ts'
import { openRegistry } from './registry.ts'
import type { RegistryState } from './registry.ts'
import { temporaryDirectory, temporaryRegistry } from './testing.ts'
import { exampleMigrations } from './testing/example-migrations.ts'

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!holds()) {
    assert.ok(performance.now() < deadline, `waited 20 s for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('registry under kill -9', () => {
  it('comes back when PostgreSQL is killed; what was committed is there, what was under way fails as such', async () => {
    const states: RegistryState[] = []
    const { registry, remove } = await temporaryRegistry({ migrations: exampleMigrations, onState: (state) => states.push(state) })
    try {
      for (let kill = 1; kill <= 3; kill++) {
        await registry.query('INSERT INTO segments.segment (id, name) VALUES ($1, $2)', [kill, 'kept'])
        const inFlight = [1, 2, 3].map(() => registry.attempt(() => registry.query('SELECT pg_sleep(10)')))
        await new Promise((resolve) => setTimeout(resolve, 50))
        process.kill(registry.childProcess()!, 'SIGKILL')
        for (const result of await Promise.all(inFlight)) {
          assert.ok(!result.ok && result.failure.code === 'registry.unavailable', JSON.stringify(result))
        }
        await until(() => registry.state().restarts === kill, 'its death is noticed')
        await until(() => registry.state().up, 'PostgreSQL is up again')
        assert.deepEqual(await registry.query('SELECT count(*) AS n FROM segments.segment'), [{ n: kill }])
      }
      assert.ok(states.some((state) => !state.up && state.failure?.code === 'registry.unavailable'))
      assert.equal(states.at(-1)!.up, true)
    } finally {
      await remove()
    }
    const after = await registry.attempt(() => registry.query('SELECT 1'))
    assert.ok(!after.ok && after.failure.code === 'registry.unavailable')
  })

  it('comes up within seconds after its parent was killed, with every committed row and one server', async () => {
    const root = temporaryDirectory()
    const directory = join(root, 'registry')
    try {
      const parent = spawn(process.execPath, [fileURLToPath(new URL('./testing/example-parent.ts', import.meta.url)), directory, '1000000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let server = 0
      let committed = 0
      for await (const line of createInterface({ input: parent.stdout })) {
        if (line.startsWith('pid ')) server = Number(line.slice(4))
        else if ((committed = Number(line)) === 50) parent.kill('SIGKILL')
      }
      assert.ok(committed >= 50)
      assert.ok(isAlive(server), 'PostgreSQL outlives its parent')

      const started = performance.now()
      const opened = await openRegistry({ directory, migrations: exampleMigrations })
      assert.ok(opened.ok, JSON.stringify(opened))
      assert.ok(performance.now() - started < 10_000)
      assert.ok(!isAlive(server), 'the server of the dead parent is gone')
      const [row] = await opened.value.query<{ n: number; m: number }>('SELECT count(*) AS n, max(id) AS m FROM segments.segment')
      assert.ok(row!.m >= committed && row!.n === row!.m, JSON.stringify({ row, committed }))
      const mine = opened.value.childProcess()!
      await opened.value.close()
      assert.ok(!isAlive(mine))
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })

  it('starts over the leftovers of a machine that went down', async () => {
    const { registry, directory, remove } = await temporaryRegistry({ migrations: exampleMigrations })
    try {
      await registry.query(`INSERT INTO segments.segment (id, name) VALUES (1, 'a')`)
      await registry.close()
      const cluster = join(directory, 'registry', 'cluster')
      // The process id in the file belongs to a program that has nothing to do with PostgreSQL: this one.
      writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n\n\n\n`)
      // And a preparation was cut short.
      mkdirSync(`${cluster}.half`)
      writeFileSync(join(`${cluster}.half`, 'PG_VERSION'), '18')
      const again = await openRegistry({ directory: join(directory, 'registry'), migrations: exampleMigrations })
      assert.ok(again.ok, JSON.stringify(again))
      assert.deepEqual(await again.value.query('SELECT count(*) AS n FROM segments.segment'), [{ n: 1 }])
      await again.value.close()
    } finally {
      await remove()
    }
  })

  it('says so when the password file no longer fits the cluster', async () => {
    const { registry, directory, remove } = await temporaryRegistry({ migrations: [] })
    try {
      await registry.close()
      writeFileSync(join(directory, 'registry', 'password'), 'another')
      const opened = await openRegistry({ directory: join(directory, 'registry'), migrations: [] })
      assert.ok(!opened.ok && opened.failure.code === 'registry.start_failed')
      assert.match(opened.failure.message, /password authentication failed/)
    } finally {
      await remove()
    }
  })

  it('keeps its socket where the path is short enough, closed to others', async () => {
    const root = temporaryDirectory()
    const long = join(root, 'x'.repeat(100), 'registry')
    try {
      const opened = await openRegistry({ directory: long, migrations: [] })
      assert.ok(opened.ok, JSON.stringify(opened))
      const socket = readFileSync(join(long, 'socket-path'), 'utf8')
      assert.ok(socket.length < 80 && statSync(socket).isDirectory())
      assert.equal(statSync(socket).mode & 0o777, 0o700)
      assert.deepEqual(await opened.value.query('SELECT 1 AS one'), [{ one: 1 }])
      await opened.value.close()
      assert.equal(statSync(socket, { throwIfNoEntry: false }), undefined)
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })
})
