import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Warehouse } from './warehouse.ts'
import { temporaryWarehouse } from './testing.ts'
import { entry, exampleMigrations } from './testing/example-tables.ts'
import { openHttpFront } from './testing/http-front.ts'

describe('warehouse over HTTP', () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
  let front: Awaited<ReturnType<typeof openHttpFront>>
  let warehouse: Warehouse
  let remove: () => Promise<void>
  before(async () => {
    front = await openHttpFront(join(directory, 'server'))
    const opened = await temporaryWarehouse({
      url: front.url,
      migrations: exampleMigrations,
      childModule: new URL('./testing/example-child.ts', import.meta.url),
      childConfig: {},
    })
    warehouse = opened.warehouse
    remove = opened.remove
  })
  after(async () => {
    await remove()
    await front.close()
    rmSync(directory, { recursive: true, force: true })
  })

  it('feeds, asks and runs jobs as the embedded engine does', async () => {
    warehouse.apply(entry({ cursor: 1, from: 1, to: 3000 }))
    await warehouse.settled()
    assert.deepEqual(await warehouse.query('SELECT count() AS n, uniqExact(position) AS u FROM profiles_facts'), { ok: true, value: [{ n: 3000, u: 3000 }] })
    assert.deepEqual(await warehouse.query('SELECT properties AS p FROM profiles_facts WHERE position = 7'), {
      ok: true,
      value: [{ p: '{"revenue":0.7,"note":"größer ≥ 1 \u{1F600}\\n"}' }],
    })
    const seen: unknown[] = []
    const run = await warehouse.run('positions', { from: 2901 }, (message) => void seen.push(...(message as unknown[])))
    assert.deepEqual(run, { ok: true, value: { sum: 295050, whole: 100, counted: 100 } })
    assert.equal(seen.length, 100)
  })

  it('binds parameters, small ones and large ones', async () => {
    for (const p of ["it's", '\\', "\\'", 'a\tb\nc', "'; DROP TABLE profiles_facts; --", 'x'.repeat(50_000)]) {
      assert.deepEqual(await warehouse.query('SELECT {p:String} AS p, {q:Array(String)} AS q', { p, q: [p] }), { ok: true, value: [{ p, q: [p] }] })
    }
  })

  it('gives the same failures', async () => {
    const code = async (sql: string, limits = {}) => {
      const result = await warehouse.query(sql, {}, limits)
      return result.ok ? 'ok' : result.failure.code
    }
    assert.equal(await code('SELECT sum(sipHash64(number)) FROM numbers(100000000000)', { milliseconds: 300 }), 'warehouse.timeout')
    assert.equal(await code('SELECT number FROM numbers(11)', { rows: 10 }), 'warehouse.too_many_rows')
    assert.equal(await code('SELEKT 1'), 'warehouse.query_failed')
    assert.equal(await code('DROP TABLE profiles_facts'), 'warehouse.query_failed')
  })
})
