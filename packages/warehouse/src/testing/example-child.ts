import type { Job } from '../ports.ts'
import { serveWarehouse } from '../serve.ts'
import { exampleFact } from './example-tables.ts'
import type { ExampleEntry } from './example-tables.ts'

/** Posts every fact's position in slices, and answers with their sum and how many properties were what they should be. */
const positions: Job = async (argument, context) => {
  const { from } = argument as { from: number }
  let sum = 0
  let whole = 0
  const sql = 'SELECT toFloat64(position) AS p, toUInt8(position % 200) AS small, properties FROM profiles_facts WHERE position >= {from:UInt64} ORDER BY position'
  for await (const block of context.columns(sql, { from })) {
    const found = block.numbers(0)
    const small = block.numbers(1)
    const properties = block.texts(2)
    for (let i = 0; i < block.rows; i++) {
      sum += found[i]!
      if (small[i] === found[i]! % 200 && properties.text(i) === exampleFact(found[i]!).properties.toString()) whole++
    }
    await context.post([...found])
  }
  const counted = await context.query('SELECT count() AS n FROM profiles_facts WHERE position >= {from:UInt64}', { from })
  return { sum, whole, counted: counted.ok ? counted.value[0]!.n : counted.failure.code }
}

/** Breaks its reading off in the middle, then asks something else on the same connection. */
const breakOff: Job = async (_argument, context) => {
  for await (const _block of context.columns('SELECT toFloat64(number) AS n FROM numbers(10000000)')) break
  const after = await context.query('SELECT 7 AS seven')
  return after.ok ? after.value : after.failure
}

/** What blocks cannot carry, what SQL does not allow, and a place without a value: each fails, and the next one works. */
const unreadable: Job = async (_argument, context) => {
  const said: string[] = []
  for (const sql of ['SELECT toInt64(7) AS seven', 'SELECT nothing', 'SELECT toFloat64({missing:UInt64}) AS m', 'SELECT toFloat64(throwIf(number = 300000)) AS n FROM numbers(400000)']) {
    try {
      for await (const _block of context.columns(sql)) continue
    } catch (error) {
      said.push((error as Error).message)
    }
  }
  for await (const block of context.columns('SELECT toFloat64(7) AS seven')) said.push(String(block.numbers(0)))
  return said
}

const throwing: Job = async () => {
  throw new Error('this job cannot')
}

const settings: Job = async (_argument, context) => {
  const rows = await context.query(
    `SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'`,
  )
  return rows.ok ? (rows.value[0]!.value as string) : rows.failure.code
}

serveWarehouse({
  tables: { profiles_facts: { key: 'position' }, segments_changes: { key: 'sequence' } },
  open: () => ({
    rowsOf(bytes) {
      const { cursor, from, to, fail } = JSON.parse(bytes.toString()) as ExampleEntry
      if (fail !== undefined) throw new Error(fail)
      const facts = []
      const changes = []
      for (let position = from; position <= to; position++) {
        facts.push(exampleFact(position))
        if (position % 3 === 0) changes.push({ sequence: position / 3, person: 1 + (position % 97), entered: position % 2 })
      }
      return { cursor, tables: { profiles_facts: facts, segments_changes: changes } }
    },
    jobs: { positions, breakOff, unreadable, throwing, settings },
  }),
})
