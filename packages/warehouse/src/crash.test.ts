import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openWarehouse } from './warehouse.ts'
import type { WarehouseState } from './ports.ts'
import { temporaryWarehouse } from './testing.ts'
import { entry, exampleMigrations } from './testing/example-tables.ts'

const childModule = new URL('./testing/example-child.ts', import.meta.url)
const options = { migrations: exampleMigrations, childModule, childConfig: {} }

const EXACT = `SELECT count() AS n, uniqExact(position) AS u, max(position) AS m,
  (SELECT count() FROM segments_changes) AS c, (SELECT uniqExact(sequence) FROM segments_changes) AS cu FROM profiles_facts`

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!holds()) {
    assert.ok(performance.now() < deadline, `waited 20 s for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('warehouse under kill -9', () => {
  it('loses nothing and has nothing twice when the child is killed in the middle, again and again', async () => {
    const states: WarehouseState[] = []
    const cursors: number[] = []
    const { warehouse, remove } = await temporaryWarehouse({ ...options, onState: (s) => states.push(s), onDurable: (c) => cursors.push(c) })
    try {
      const KILLS = 5
      const STEP = 100
      let cursor = 0
      const feed = async (entries: number) => {
        for (let i = 0; i < entries; i++) {
          const next = entry({ cursor: cursor + 1, from: cursor * STEP + 1, to: (cursor + 1) * STEP })
          while (!warehouse.apply(next)) await warehouse.room()
          cursor++
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      }
      for (let kill = 0; kill < KILLS; kill++) {
        // At different moments: before the first insert, during one, between two.
        await feed(30 + kill * 60)
        const asked = warehouse.query('SELECT sum(sipHash64(number)) FROM numbers(100000000000)')
        await new Promise((resolve) => setTimeout(resolve, 20))
        process.kill(warehouse.childProcess()!, 'SIGKILL')
        const answer = await asked
        assert.ok(!answer.ok && answer.failure.code === 'warehouse.unavailable', JSON.stringify(answer))
        const meanwhile = await warehouse.query('SELECT 1')
        assert.ok(!meanwhile.ok && meanwhile.failure.code === 'warehouse.unavailable')
        await feed(20)
        await until(() => warehouse.state().up, 'the child is up again')
      }
      await warehouse.settled()
      const total = cursor * STEP
      const rows = await warehouse.query(EXACT)
      assert.deepEqual(rows, { ok: true, value: [{ n: total, u: total, m: total, c: Math.floor(total / 3), cu: Math.floor(total / 3) }] })
      assert.equal(warehouse.state().restarts, KILLS)
      assert.equal(warehouse.state().durable, cursor)
      assert.deepEqual(cursors, [...cursors].sort((a, b) => a - b))
      assert.deepEqual(new Set(states.map((s) => s.up)), new Set([true, false]))
    } finally {
      await remove()
    }
  })

  it('goes on when an entry cannot be mapped: it stays waiting, visible, and is tried again', async () => {
    let settled: Promise<boolean> | undefined
    const { warehouse, remove } = await temporaryWarehouse(options)
    try {
      warehouse.apply(entry({ cursor: 1, from: 1, to: 5 }))
      await warehouse.settled()
      warehouse.apply(entry({ cursor: 2, from: 6, to: 6, fail: 'the log is gone' }))
      await until(() => warehouse.state().restarts >= 2, 'two restarts')
      assert.match(warehouse.state().failure?.message ?? '', /the log is gone/)
      assert.equal(warehouse.state().waiting, 1)
      settled = warehouse.settled()
      assert.equal(warehouse.state().durable, 1)
    } finally {
      await remove()
    }
    assert.equal(await settled, false, 'a close does not make it durable')
  })

  it('ends with its parent, even one that hangs, before another opens the directory', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
    try {
      const parent = spawn(process.execPath, [fileURLToPath(new URL('./testing/example-parent.ts', import.meta.url)), directory], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [line] = (await parent.stdout.take(1).toArray()) as Buffer[]
      const child = Number(line!.toString())
      assert.ok(alive(child))
      process.kill(child, 'SIGSTOP') // hangs: it will not notice that its parent is gone
      parent.kill('SIGKILL')
      await until(() => parent.signalCode !== null, 'the parent is gone')
      assert.ok(alive(child))

      const opened = await openWarehouse({ ...options, directory })
      assert.ok(opened.ok, JSON.stringify(opened))
      assert.notEqual(readFileSync(join(directory, 'child.pid'), 'utf8').split(' ')[0], String(child))
      const rows = await opened.value.query('SELECT count() AS n, uniqExact(position) AS u FROM profiles_facts')
      assert.deepEqual(rows, { ok: true, value: [{ n: 50, u: 50 }] })
      const mine = opened.value.childProcess()!
      await opened.value.close()
      assert.ok(!alive(mine))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
