// What becomes of folded members when the table under them changes: the real engine, opened again and again.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openWarehouse, type Warehouse, type WarehouseOptions } from '@touchstone/warehouse'
import { segmentsWarehouseMigrations } from '../migrations/clickhouse.ts'
import { profilesTables } from '../testing/history.ts'
import { PAST_MEMBERS, PRESENT_MEMBERS } from './membership.ts'

async function sizes(warehouse: Warehouse, sql: string, parameters: Record<string, number> = {}): Promise<Record<string, number>> {
  const rows = await warehouse.query(`SELECT segment, bitmapCardinality(members) AS size FROM (${sql})`, { segments: [1, 2], ...parameters })
  assert.ok(rows.ok, JSON.stringify(rows))
  return Object.fromEntries(rows.value.map((row) => [row['segment'], row['size'] as number]))
}

/** People `from` to `to` enter or leave, with sequence numbers from `sequence` on. */
async function tell(warehouse: Warehouse, sequence: number, segment: number, from: number, to: number, entered: 0 | 1, at: number): Promise<void> {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => ({ sequence: sequence + i, position: 1, appended: at, segment, person: from + i, at, entered, cause: 'fact' }))
  while (!warehouse.apply(Buffer.from(JSON.stringify({ cursor: sequence, tables: { segments_changes: rows } })))) await warehouse.room()
  assert.ok(await warehouse.settled())
}

test('members are folded with every insert and every merge, for older parts too, and are gone with the changes they came from', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-members-'))
  const opened: Warehouse[] = []
  t.after(async () => {
    for (const one of opened) await one.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const open = async (given: Partial<WarehouseOptions> = {}): Promise<Warehouse> => {
    await opened.pop()?.close()
    const options = { directory, childModule: new URL('../testing/history-child.ts', import.meta.url), childConfig: {}, memoryBytes: 1024 ** 3 }
    const result = await openWarehouse({ migrations: [...profilesTables, ...segmentsWarehouseMigrations], ...options, ...given })
    assert.ok(result.ok, JSON.stringify(result))
    opened.push(result.value)
    return result.value
  }
  // A release that folded nothing.
  let warehouse = await open({ migrations: [...profilesTables, segmentsWarehouseMigrations[0]!] })
  await tell(warehouse, 1, 1, 1, 1000, 1, 10)
  await tell(warehouse, 1001, 2, 500, 599, 1, 10)

  warehouse = await open()
  assert.deepEqual(await sizes(warehouse, PRESENT_MEMBERS), { 1: 1000, 2: 100 })
  await tell(warehouse, 1101, 1, 1, 400, 0, 20)
  assert.deepEqual(await sizes(warehouse, PRESENT_MEMBERS), { 1: 600, 2: 100 })
  await tell(warehouse, 1501, 1, 1, 100, 1, 30)
  assert.deepEqual(await sizes(warehouse, PRESENT_MEMBERS), { 1: 700, 2: 100 })
  for (const [asOf, expected] of [[9, {}], [10, { 1: 1000, 2: 100 }], [20, { 1: 600, 2: 100 }], [29, { 1: 600, 2: 100 }], [30, { 1: 700, 2: 100 }]] as const) {
    assert.deepEqual(await sizes(warehouse, PAST_MEMBERS, { asOf }), expected, `at ${asOf}`)
  }
  const plan = await warehouse.query(`EXPLAIN ${PRESENT_MEMBERS}`, { segments: [1] })
  assert.ok(plan.ok && JSON.stringify(plan.value).includes('ReadFromMergeTree (members)'), 'the folds are read, not the changes')

  // The state was lost and is built again: the changes are told again, with other numbers and not the same ones.
  warehouse = await open({ forget: ['segments_changes'] })
  assert.deepEqual(await sizes(warehouse, PRESENT_MEMBERS), {})
  await tell(warehouse, 1, 1, 1, 300, 1, 10)
  assert.deepEqual(await sizes(warehouse, PRESENT_MEMBERS), { 1: 300 })
  assert.deepEqual(await sizes(warehouse, PAST_MEMBERS, { asOf: 10 }), { 1: 300 })
})
