import type { Job } from '../ports.ts'
import { serveWarehouse } from '../serve.ts'
import { exampleFact } from './example-tables.ts'
import type { ExampleEntry } from './example-tables.ts'

/** Posts every fact's position in slices, and answers with their sum. */
const positions: Job = async (argument, context) => {
  const { from } = argument as { from: number }
  let sum = 0
  for await (const rows of context.stream('SELECT position FROM profiles_facts WHERE position >= {from:UInt64} ORDER BY position', { from })) {
    for (const row of rows) sum += row.position as number
    await context.post(rows.map((row) => row.position))
  }
  const counted = await context.query('SELECT count() AS n FROM profiles_facts WHERE position >= {from:UInt64}', { from })
  return { sum, counted: counted.ok ? counted.value[0]!.n : counted.failure.code }
}

/** Breaks its stream off in the middle, then asks something else on the same connection. */
const breakOff: Job = async (_argument, context) => {
  for await (const _rows of context.stream('SELECT number FROM numbers(10000000)')) break
  const after = await context.query('SELECT 7 AS seven')
  return after.ok ? after.value : after.failure
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
    jobs: { positions, breakOff, throwing, settings },
  }),
})
