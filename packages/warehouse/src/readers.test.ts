// Queries whose asker goes: against the embedded engine, in its child.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from './limits.ts'
import type { Warehouse } from './warehouse.ts'
import { temporaryWarehouse } from './testing.ts'
import { exampleMigrations } from './testing/example-tables.ts'

let warehouse: Warehouse
let remove: () => Promise<void>
before(async () => {
  ;({ warehouse, remove } = await temporaryWarehouse({ migrations: exampleMigrations, childModule: new URL('./testing/example-child.ts', import.meta.url), childConfig: {} }))
})
after(() => remove())

/** Minutes of work for the engine. */
const SLOW = 'SELECT count() AS n FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = 3'
const bounds = { milliseconds: 60_000 }

async function running(): Promise<number> {
  const rows = await warehouse.query(`SELECT count() AS n FROM system.processes WHERE position(query, 'sipHash64') > 0 AND NOT position(query, 'system.processes') > 0`)
  assert.ok(rows.ok, JSON.stringify(rows))
  return rows.value[0]!['n'] as number
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<number> {
  const began = performance.now()
  while (!(await isSo())) {
    assert.ok(performance.now() - began < 15_000, what)
    await sleep(20)
  }
  return performance.now() - began
}

test('a query whose asker has gone is answered at once and killed in the engine, which goes on with the next', async () => {
  const leaving = new AbortController()
  const asked = warehouse.query(SLOW, {}, { ...bounds, signal: leaving.signal })
  await until('it runs', async () => (await running()) === 1)
  const began = performance.now()
  leaving.abort()
  const answer = await asked
  assert.ok(!answer.ok && answer.failure.code === 'warehouse.cancelled', JSON.stringify(answer))
  assert.ok(performance.now() - began < 1_000)
  await until('it is gone from the engine', async () => (await running()) === 0)
  const next = await Promise.all(Array.from({ length: 2 * LIMITS.QUERY_LANES }, () => warehouse.query('SELECT 5 AS five')))
  for (const one of next) assert.deepEqual(one, { ok: true, value: [{ five: 5 }] })
})

test('one that is called off at once, or while it waits for its turn, never runs', async () => {
  const gone = new AbortController()
  gone.abort()
  const early = await warehouse.query(SLOW, {}, { ...bounds, signal: gone.signal })
  assert.ok(!early.ok && early.failure.code === 'warehouse.cancelled')
  const holding = new AbortController()
  const held = [warehouse.query(SLOW, {}, { ...bounds, signal: holding.signal })]
  await until('one lane is held', async () => (await running()) === 1)
  const leaving = new AbortController()
  const waiting = Array.from({ length: 6 }, () => warehouse.query(SLOW, {}, { ...bounds, signal: leaving.signal }))
  leaving.abort()
  for (const one of await Promise.all(waiting)) assert.ok(!one.ok && one.failure.code === 'warehouse.cancelled')
  await until('only the first one runs', async () => (await running()) === 1)
  holding.abort()
  await Promise.all(held)
  await until('none runs', async () => (await running()) === 0)
})

test('a query that has been answered is not touched by a later goodbye', async () => {
  const leaving = new AbortController()
  const answer = await warehouse.query('SELECT 7 AS seven', {}, { signal: leaving.signal })
  leaving.abort()
  assert.deepEqual(answer, { ok: true, value: [{ seven: 7 }] })
  const numbers = await warehouse.numbers('SELECT toFloat64(number) AS n FROM numbers(3)', {}, { signal: new AbortController().signal })
  assert.ok(numbers.ok && numbers.value.length === 3)
})
