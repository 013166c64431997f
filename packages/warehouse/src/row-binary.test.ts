import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { openEmbeddedStore } from './embedded-lane.ts'
import { RowBuffer, rowWriter } from './row-binary.ts'
import type { Column } from './row-binary.ts'
import type { Lane, Store } from './store.ts'

const columns: readonly Column[] = [
  { name: 'n', type: 'UInt64' },
  { name: 'u8', type: 'UInt8' },
  { name: 'i16', type: 'Int16' },
  { name: 'u32', type: 'UInt32' },
  { name: 'i64', type: 'Int64' },
  { name: 'big', type: 'UInt64' },
  { name: 'f', type: 'Float64' },
  { name: 'b', type: 'Bool' },
  { name: 'lc', type: 'LowCardinality(String)' },
  { name: 's', type: 'String' },
  { name: 'bytes', type: 'String' },
  { name: 'list', type: 'Array(String)' },
  { name: 'nested', type: 'Array(Array(Int64))' },
  { name: 'maybe', type: 'Nullable(String)' },
]

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 30 }),
  fc.constantFrom('', '\n\n', ';', '\v\f ', '\0', 'a'.repeat(127), 'b'.repeat(128), 'ü'.repeat(64), '😀'.repeat(40)),
)

const row = fc.record({
  u8: fc.integer({ min: 0, max: 255 }),
  i16: fc.integer({ min: -32768, max: 32767 }),
  u32: fc.integer({ min: 0, max: 4294967295 }),
  i64: fc.maxSafeInteger(),
  big: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  f: fc.double({ noNaN: true, noDefaultInfinity: true }),
  b: fc.boolean(),
  lc: fc.constantFrom('track', 'identify', '', 'Ünïcode'),
  s: text,
  bytes: text,
  list: fc.array(text, { maxLength: 4 }),
  nested: fc.array(fc.array(fc.maxSafeInteger(), { maxLength: 3 }), { maxLength: 3 }),
  maybe: fc.option(text),
})

describe('RowBinary', () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
  let store: Store
  let lane: Lane
  before(async () => {
    store = await openEmbeddedStore(directory, 1_000_000_000)
    lane = await store.lane('writer')
    await lane.command(`CREATE TABLE t (${columns.map((c) => `${c.name} ${c.type}`).join(', ')}) ENGINE = MergeTree ORDER BY n`)
    await lane.command('SYSTEM STOP MERGES t')
  })
  after(async () => {
    await lane.close()
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })

  it('is read back by the engine as it was written, whatever the bytes', async () => {
    const write = rowWriter('t', columns)
    const buffer = new RowBuffer()
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        buffer.clear()
        const first = n + 1
        for (const one of rows) write(buffer, { ...one, bytes: Buffer.from(one.bytes), n: ++n })
        assert.equal(buffer.rows, rows.length)
        await lane.insert('t', columns, buffer.filled(), `t:${first}`)
        const sql = 'SELECT * EXCEPT (n) REPLACE (toString(big) AS big, toString(reinterpretAsUInt64(f)) AS f) FROM t WHERE n >= {first:UInt64} ORDER BY n'
        const read = JSON.parse(await lane.rows(sql, { first }, {})) as object[]
        const bits = (f: number) => String(Buffer.from(new Float64Array([f]).buffer).readBigUInt64LE())
        assert.deepEqual(read, rows.map((one) => ({ ...one, big: String(one.big), f: bits(one.f) })))
      }),
      { numRuns: 60 },
    )
  })

  it('inserts a full block as one part', async () => {
    await lane.command('CREATE TABLE big (n UInt64, s String) ENGINE = MergeTree ORDER BY n')
    await lane.command('SYSTEM STOP MERGES big')
    const big = [columns[0]!, { name: 's', type: 'String' }]
    const write = rowWriter('big', big)
    const buffer = new RowBuffer()
    for (let n = 1; n <= 50_000; n++) write(buffer, { n, s: 'x'.repeat(650) })
    await lane.insert('big', big, buffer.filled(), 'big:1')
    const parts = JSON.parse(await lane.rows(`SELECT count() AS parts, sum(rows) AS rows FROM system.parts WHERE table = 'big' AND active`, {}, {}))
    assert.deepEqual(parts, [{ parts: 1, rows: 50_000 }])
  })

  it('names the column of a value it cannot write', () => {
    const write = rowWriter('t', [{ name: 'n', type: 'UInt64' }])
    for (const bad of ['1', -1, 1.5, 2 ** 53, -1n, 2n ** 64n, null, undefined]) {
      assert.throws(() => write(new RowBuffer(), { n: bad }), /t\.n takes/)
    }
    assert.throws(() => rowWriter('t', [{ name: 'd', type: 'Decimal(38, 6)' }]), /t\.d has type Decimal/)
    assert.throws(() => rowWriter('t', [{ name: 's', type: 'String' }])(new RowBuffer(), { s: 5 }), /t\.s takes a string or bytes, got 5/)
  })
})
