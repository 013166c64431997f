import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openWarehouse, type Warehouse } from './warehouse.ts'
import { temporaryWarehouse } from './testing.ts'
import { entry, exampleMigrations } from './testing/example-tables.ts'

const childModule = new URL('./testing/example-child.ts', import.meta.url)
const options = { migrations: exampleMigrations, childModule, childConfig: {} }

async function only<T>(warehouse: Warehouse, sql: string, parameters = {}): Promise<T> {
  const result = await warehouse.query(sql, parameters)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value[0] as T
}

describe('warehouse', () => {
  let warehouse: Warehouse
  let remove: () => Promise<void>
  before(async () => {
    const opened = await temporaryWarehouse(options)
    warehouse = opened.warehouse
    remove = opened.remove
    assert.ok(warehouse.apply(entry({ cursor: 11, from: 1, to: 300 })))
    assert.ok(warehouse.apply(entry({ cursor: 12, from: 301, to: 1000 })))
    await warehouse.settled()
  })
  after(() => remove())

  it('gives a question its two threads, however little memory the engine may use', async () => {
    const plan = await warehouse.query('EXPLAIN PIPELINE SELECT number % 1000 AS n, count() FROM numbers_mt(10000000) GROUP BY n')
    assert.match(JSON.stringify(plan), /Numbers[^"]* × 2 /)
  })

  it('makes rows durable and says up to which cursor', async () => {
    const state = warehouse.state()
    assert.equal(state.durable, 12)
    assert.equal(state.rows, 1000 + 333)
    assert.equal(state.waiting, 0)
    assert.equal(state.lag, 0)
    const row = await only(warehouse, 'SELECT * REPLACE (toString(hash) AS hash) FROM profiles_facts WHERE position = {p:UInt64}', { p: 42 })
    assert.deepEqual(row, {
      position: 42,
      person: 43,
      happened: 1_760_000_000_042,
      hash: String(BigInt.asUintN(64, 42n * 0x9e3779b97f4a7c15n)),
      event: 'Order Completed',
      identifiers: ['user_id:u42', 'anonymous_id:a42'],
      properties: '{"revenue":4.2,"note":"größer ≥ 1 \u{1F600}\\n"}',
    })
  })

  it('binds hostile parameters as values, on lanes that run at the same time', async () => {
    const texts = ["it's", '\\', "\\'", 'a\tb\nc\rd\0e', "'; DROP TABLE profiles_facts; --", '{p:String}', '日本 \u{1F600}', '', '\\N', 'NULL', '%20', 'x'.repeat(100_000)]
    const answers = await Promise.all(
      texts.map((p) => only<{ a: string; b: string[]; n: null }>(warehouse, 'SELECT {p:String} AS a, {q:Array(String)} AS b, {n:Nullable(String)} AS n', { p, q: [p, 'z'], n: null })),
    )
    assert.deepEqual(answers, texts.map((p) => ({ a: p, b: [p, 'z'], n: null })))
    const numbers = { i: -5, f: 1.5e300, b: true, big: 18446744073709551615n, list: [1, 2, 3] }
    assert.deepEqual(
      await only(warehouse, 'SELECT {i:Int64} AS i, {f:Float64} AS f, {b:Bool} AS b, toString({big:UInt64}) AS big, {list:Array(UInt64)} AS list', numbers),
      { ...numbers, big: '18446744073709551615' },
    )
  })

  it('refuses a query with a place that has no value', async () => {
    const result = await warehouse.query('SELECT {a:UInt8}, {b:UInt8}', { a: 1 })
    assert.ok(!result.ok)
    assert.equal(result.failure.code, 'warehouse.missing_parameter')
    assert.match(result.failure.message, /"b"/)
  })

  it('bounds time, rows and memory of a query', async () => {
    const code = async (sql: string, limits: object) => {
      const result = await warehouse.query(sql, {}, limits)
      return result.ok ? 'ok' : result.failure.code
    }
    const started = performance.now()
    assert.equal(await code('SELECT sum(sipHash64(number)) FROM numbers(100000000000)', { milliseconds: 300 }), 'warehouse.timeout')
    assert.ok(performance.now() - started < 5_000)
    assert.equal(await code('SELECT number FROM numbers(11)', { rows: 10 }), 'warehouse.too_many_rows')
    assert.equal(await code('SELECT number FROM numbers(10)', { rows: 10 }), 'ok')
    assert.equal(await code('SELECT groupArray(number) FROM numbers(50000000)', { memoryBytes: 50_000_000 }), 'warehouse.out_of_memory')
    assert.equal(await code('SELEKT 1', {}), 'warehouse.query_failed')
  })

  it('reads a column of millions of numbers, within the same bounds, and answers others after each', async () => {
    const million = await warehouse.numbers('SELECT toFloat64(number * {by:UInt32}) FROM numbers(1000001) ORDER BY number DESC', { by: 3 }, { rows: 2_000_000 })
    assert.ok(million.ok)
    assert.deepEqual([million.value.length, million.value[0], million.value.at(-1)], [1_000_001, 3_000_000, 0])
    assert.ok(million.value.every((number, i) => number === 3 * (1_000_000 - i)))
    const code = async (sql: string, limits: object, parameters = {}) => {
      const result = await warehouse.numbers(sql, parameters, limits)
      assert.deepEqual(await only(warehouse, 'SELECT 7 AS seven'), { seven: 7 })
      return result.ok ? [...result.value] : result.failure.code
    }
    assert.deepEqual(await code('SELECT toUInt8(1) WHERE 0', {}), [])
    assert.equal(await code('SELECT toFloat64(number) FROM numbers(1000000)', { rows: 10 }), 'warehouse.too_many_rows')
    assert.equal(await code('SELECT toFloat64(sum(sipHash64(number))) FROM numbers(100000000000)', { milliseconds: 300 }), 'warehouse.timeout')
    assert.equal(await code('SELECT toFloat64(throwIf(number = 300000)) FROM numbers(400000)', { rows: 500_000 }), 'warehouse.query_failed')
    assert.equal(await code('SELECT toFloat64({missing:UInt64})', {}), 'warehouse.missing_parameter')
  })

  it('gives a query no output of one that failed before it', async () => {
    for (let i = 0; i < 4; i++) {
      const broken = await warehouse.query('SELECT throwIf(number = 1000000) AS x FROM numbers(2000000) SETTINGS max_block_size = 1000, max_result_rows = 0')
      assert.ok(!broken.ok)
      const answers = await Promise.all([1, 2, 3].map((n) => warehouse.query('SELECT {n:UInt8} AS n', { n })))
      assert.deepEqual(answers, [1, 2, 3].map((n) => ({ ok: true, value: [{ n }] })))
    }
  })

  it('refuses changes through a query', async () => {
    for (const sql of ['DROP TABLE profiles_facts', 'INSERT INTO segments_changes VALUES (1, 1, 1)', 'SET readonly = 0']) {
      const result = await warehouse.query(sql)
      assert.ok(!result.ok, sql)
    }
  })

  it('runs history jobs in the child, with messages in order and no more than the reader takes', async () => {
    const seen: number[] = []
    let atOnce = 0
    const result = await warehouse.run('positions', { from: 10 }, async (message) => {
      assert.equal(++atOnce, 1)
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(...(message as number[]))
      atOnce--
    })
    assert.deepEqual(result, { ok: true, value: { sum: (1000 * 1001) / 2 - 45, whole: 991, counted: 991 } })
    assert.deepEqual(seen, Array.from({ length: 991 }, (_, i) => i + 10))
    assert.deepEqual(await warehouse.run('breakOff', null), { ok: true, value: [{ seven: 7 }] })
    const unreadable = await warehouse.run('unreadable', null)
    assert.ok(unreadable.ok, JSON.stringify(unreadable))
    const [type, sql, place, half, ...rest] = unreadable.value as string[]
    assert.match(type!, /column seven has type Int64/)
    assert.match(sql!, /nothing/)
    assert.match(place!, /"missing"/)
    assert.match(half!, /throwIf|Value passed/)
    assert.deepEqual(rest, ['7'])
    const throwing = await warehouse.run('throwing', null)
    assert.ok(!throwing.ok && throwing.failure.code === 'warehouse.job_failed' && /this job cannot/.test(throwing.failure.message))
    const unknown = await warehouse.run('nothing', null)
    assert.ok(!unknown.ok && unknown.failure.code === 'warehouse.unknown_job')
  })

  it('caps the memory of the engine', async () => {
    assert.deepEqual(await warehouse.run('settings', null), { ok: true, value: String(1024 * 1024 * 1024) })
  })

  it('has the tables fsync each insert', async () => {
    const { engine_full } = await only<{ engine_full: string }>(warehouse, `SELECT engine_full FROM system.tables WHERE name = 'profiles_facts'`)
    assert.match(engine_full, /fsync_after_insert = 1/)
    assert.match(engine_full, /fsync_part_directory = 1/)
  })
})

describe('warehouse life', () => {
  it('keeps rows over a close, drops what it already has, and ends its process', async () => {
    const { warehouse, directory, remove } = await temporaryWarehouse(options)
    try {
      warehouse.apply(entry({ cursor: 1, from: 1, to: 10 }))
      const settled = warehouse.settled()
      const pid = warehouse.childProcess()!
      await warehouse.close()
      assert.equal(await settled, true, 'what was handed over is durable after a close')
      const waiting = await Promise.race([warehouse.room().then(() => 'room'), new Promise((resolve) => setTimeout(() => resolve('waiting'), 50))])
      assert.equal(waiting, 'waiting', 'nobody goes round in a circle offering entries to a closed warehouse')
      assert.throws(() => process.kill(pid, 0), /ESRCH/)
      const closed = await warehouse.query('SELECT 1')
      assert.ok(!closed.ok && closed.failure.code === 'warehouse.unavailable')
      assert.equal(warehouse.apply(entry({ cursor: 2, from: 11, to: 12 })), false)

      const again = await openWarehouse({ ...options, directory })
      assert.ok(again.ok, JSON.stringify(again))
      try {
        assert.deepEqual(again.value.keys(), { profiles_facts: 10, segments_changes: 3 })
        again.value.apply(entry({ cursor: 1, from: 1, to: 10 }))
        again.value.apply(entry({ cursor: 2, from: 11, to: 12 }))
        await again.value.settled()
        assert.equal(again.value.state().durable, 2)
        assert.deepEqual(await only(again.value, 'SELECT count() AS n, uniqExact(position) AS u FROM profiles_facts'), { n: 12, u: 12 })
        assert.deepEqual(await only(again.value, 'SELECT count() AS n, uniqExact(sequence) AS u FROM segments_changes'), { n: 4, u: 4 })
      } finally {
        await again.value.close()
      }
    } finally {
      await remove()
    }
  })

  it('empties the tables it is told to forget, once, and takes their rows again', async () => {
    const { warehouse, directory, remove } = await temporaryWarehouse(options)
    warehouse.apply(entry({ cursor: 1, from: 1, to: 300 }))
    await warehouse.settled()
    await warehouse.close()
    const again = await openWarehouse({ ...options, directory, forget: ['segments_changes'] })
    assert.ok(again.ok)
    assert.deepEqual(again.value.keys(), { profiles_facts: 300, segments_changes: 0 })
    again.value.apply(entry({ cursor: 1, from: 1, to: 300 }))
    await again.value.settled()
    process.kill(again.value.childProcess()!, 'SIGKILL')
    while (!again.value.state().up || again.value.state().restarts === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(await only(again.value, 'SELECT count() AS n FROM segments_changes'), { n: 100 })
    assert.deepEqual(await only(again.value, 'SELECT count() AS n FROM profiles_facts'), { n: 300 })
    await again.value.close()
    await remove()
  })

  it('says in one sentence why it cannot start', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
    try {
      const steps: string[] = []
      const missing = await openWarehouse({ ...options, directory, migrations: [exampleMigrations[0]!], onMigrating: (step) => steps.push(step) })
      assert.ok(!missing.ok && missing.failure.code === 'warehouse.start_failed')
      assert.deepEqual(steps, ['profiles 1'], 'each step is told before it begins')
      assert.match(missing.failure.message, /no table "segments_changes"/)
      const changed = await openWarehouse({ ...options, directory, migrations: [{ ...exampleMigrations[0]!, sql: 'SELECT 1' }], onMigrating: (step) => steps.push(step) })
      assert.equal(steps.length, 1, 'and once')
      assert.ok(!changed.ok && /profiles 1 was applied with another text/.test(changed.failure.message), JSON.stringify(changed))
      const nobody = await openWarehouse({ ...options, directory, url: 'http://127.0.0.1:1' })
      assert.ok(!nobody.ok && nobody.failure.code === 'warehouse.start_failed', JSON.stringify(nobody))
      assert.ok(existsSync(directory))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('takes no more than its window, and says when there is room', async () => {
    const { warehouse, remove } = await temporaryWarehouse(options)
    try {
      let position = 0
      let refused = 0
      while (position < 3000) {
        if (warehouse.apply(entry({ cursor: position + 1, from: position + 1, to: position + 1 }))) position++
        else {
          refused++
          assert.ok(warehouse.state().waiting <= 1024)
          await warehouse.room()
        }
      }
      await warehouse.settled()
      assert.ok(refused > 0)
      assert.deepEqual(await only(warehouse, 'SELECT count() AS n FROM profiles_facts'), { n: 3000 })
    } finally {
      await remove()
    }
  })
})
