import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Failure } from '@touchstone/base'
import { BlockWriter } from './block-writer.ts'
import { openEmbeddedStore } from './embedded-lane.ts'
import type { Lane, Store } from './store.ts'

describe('block writer', () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
  let store: Store
  let lane: Lane
  let durable: [number, number, number][]
  let troubles: (Failure | undefined)[]
  const reports = {
    durable: (through: number, cursor: number, rows: number) => void durable.push([through, cursor, rows]),
    trouble: (failure: Failure | undefined) => void troubles.push(failure),
  }
  const open = (over: Lane) => BlockWriter.open(over, { t: { key: 'k' }, u: { key: 'k' } }, reports)
  const keys = async (table: string) => (JSON.parse(await lane.rows(`SELECT k FROM ${table} ORDER BY k`, {}, {})) as { k: number }[]).map((row) => row.k)

  before(async () => {
    store = await openEmbeddedStore(directory, 1_000_000_000)
    lane = await store.lane('writer')
  })
  after(async () => {
    await lane.close()
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })
  beforeEach(async () => {
    durable = []
    troubles = []
    for (const table of ['t', 'u']) {
      await lane.command(`DROP TABLE IF EXISTS ${table} SYNC`)
      await lane.command(`CREATE TABLE ${table} (k UInt64, v String) ENGINE = MergeTree ORDER BY k`)
    }
  })

  /** The real lane, whose `n`-th insert fails in the given way. */
  function failing(n: number, how: 'before' | 'after'): Lane {
    let inserts = 0
    return {
      rows: (...rest) => lane.rows(...rest),
      columns: (...rest) => lane.columns(...rest),
      command: (...rest) => lane.command(...rest),
      close: () => lane.close(),
      async insert(...rest) {
        const hit = ++inserts === n
        if (hit && how === 'before') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        await lane.insert(...rest)
        if (hit) throw new Error('socket hang up')
      },
    }
  }

  for (const how of ['before', 'after'] as const) {
    it(`inserts once when an insert fails ${how} it was done`, async () => {
      const writer = await open(failing(2, how))
      await writer.add(1, { cursor: 100, tables: { t: [{ k: 1, v: 'a' }, { k: 2, v: 'b' }], u: [{ k: 7, v: 'c' }] } })
      await writer.flush()
      await writer.add(2, { cursor: 101, tables: { t: [{ k: 5, v: 'd' }], u: [{ k: 8, v: 'e' }] } })
      await writer.flush()
      assert.deepEqual(await keys('t'), [1, 2, 5])
      assert.deepEqual(await keys('u'), [7, 8])
      assert.deepEqual(durable, [[1, 100, 3], [2, 101, 2]])
      assert.deepEqual(troubles.map((t) => t?.code), ['warehouse.unavailable', undefined])
    })
  }

  it('drops rows the tables hold already, table by table', async () => {
    await lane.command(`INSERT INTO t SELECT 3, 'x'`)
    const writer = await open(lane)
    assert.deepEqual(writer.found(), { t: 3, u: 0 })
    await writer.add(1, { cursor: 9, tables: { t: [{ k: 2, v: '' }, { k: 3, v: '' }, { k: 4, v: '' }], u: [{ k: 1, v: '' }] } })
    await writer.flush()
    assert.deepEqual(await keys('t'), [3, 4])
    assert.deepEqual(await keys('u'), [1])
    assert.deepEqual(durable, [[1, 9, 2]])
  })

  it('stops at a key that does not grow, and at a table nobody declared', async () => {
    const writer = await open(lane)
    await assert.rejects(writer.add(1, { cursor: 1, tables: { t: [{ k: 4, v: '' }, { k: 4, v: '' }] } }), /t\.k must grow strictly: 4 came after 4/)
    await assert.rejects(writer.add(2, { cursor: 2, tables: { w: [] } }), /"w", which the service does not declare/)
    await assert.rejects(BlockWriter.open(lane, { t: { key: 'v' } }, reports), /expected t\.v to be UInt64 or .*, got String/)
  })

  it('splits an entry that is larger than a block, and acknowledges it when all of it is durable', async () => {
    const writer = await open(lane)
    const rows = Array.from({ length: 120_000 }, (_, i) => ({ k: i + 1, v: 'v' }))
    await writer.add(1, { cursor: 1, tables: { t: rows } })
    assert.deepEqual(durable, [])
    assert.equal((await keys('t')).length, 100_000)
    await writer.flush()
    assert.equal((await keys('t')).length, 120_000)
    assert.deepEqual(durable, [[1, 1, 120_000]])
  })

  it('leaves columns alone that a table works out by itself', async () => {
    await lane.command(`ALTER TABLE t ADD COLUMN long Bool MATERIALIZED length(v) > 1`)
    const writer = await open(lane)
    await writer.add(1, { cursor: 1, tables: { t: [{ k: 1, v: 'a' }, { k: 2, v: 'ab' }] } })
    await writer.flush()
    assert.deepEqual(JSON.parse(await lane.rows('SELECT k, long FROM t ORDER BY k', {}, {})), [{ k: 1, long: false }, { k: 2, long: true }])
  })

  it('flushes on time, and acknowledges an entry without rows', async () => {
    const writer = await open(lane)
    await writer.add(1, { cursor: 1, tables: {} })
    await writer.add(2, { cursor: 2, tables: { t: [{ k: 1, v: '' }] } })
    for (let i = 0; i < 100 && durable.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(durable, [[2, 2, 1]])
    assert.deepEqual(await keys('t'), [1])
  })
})
