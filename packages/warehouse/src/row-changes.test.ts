// Rows that are there get other values. That nothing of the old ones is left in a file is shown in apps/server/src/data-quality.long.ts:
// the engine takes half a minute to remove them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEmbeddedStore } from './embedded-lane.ts'
import { RowChanges } from './row-changes.ts'

test('other values by key, also after a crash left a change half done', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-changes-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const store = await openEmbeddedStore(directory, 5e8)
  const lane = await store.lane('writer')
  await lane.command('CREATE TABLE t (k UInt64, a String, b String) ENGINE = MergeTree ORDER BY k')
  await lane.command(`INSERT INTO t SELECT number + 1, 'a', 'b' FROM numbers(1000)`)
  await lane.command('CREATE TABLE warehouse_changed (key UInt64, a String) ENGINE = Join(ANY, LEFT, key)')
  const changes = new RowChanges(lane)
  await changes.replace('t', 'k', ['a'], [{ key: 2, values: ["it's \\ \" \0 ü"] }, { key: 501, values: ['gone'] }, { key: 5_000, values: ['nobody'] }])
  await changes.replace('t', 'k', ['a', 'b'], [{ key: 3, values: ['x', 'y'] }])
  await changes.replace('t', 'k', ['a'], [])
  await changes.change('t', `DELETE WHERE k > 990`)
  const rows = JSON.parse(await lane.rows(`SELECT k, a, b FROM t WHERE a != 'a' ORDER BY k`, {}, {})) as unknown
  assert.deepEqual(rows, [{ k: 2, a: "it's \\ \" \0 ü", b: 'b' }, { k: 3, a: 'x', b: 'y' }, { k: 501, a: 'gone', b: 'b' }])
  assert.deepEqual(JSON.parse(await lane.rows('SELECT count() AS n FROM t', {}, {})), [{ n: 990 }])
  await lane.close()
  await store.close()
})
