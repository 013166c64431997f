import { createHash } from 'node:crypto'
import type { Address } from './pool.ts'
import { connected } from './pool.ts'

/**
 * One step of a room's tables: `sql` may hold several statements and runs in one transaction, in which unqualified names
 * mean the room's schema. Numbers count 1, 2, 3… within a room; an applied migration never changes.
 */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}

/** Any number does, as long as every release takes the same. */
const LOCK = 7_401_955_212

/**
 * Applies what is not yet applied, room by room. Two processes that start together take turns. Throws an Error of one
 * sentence when an applied migration was changed or is unknown, or when numbers have a gap.
 */
export async function migrate(address: Address, migrations: readonly Migration[]): Promise<void> {
  const rooms = byRoom(migrations)
  const client = await connected(address)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    for (const [room, steps] of rooms) {
      await client.query(`CREATE SCHEMA IF NOT EXISTS "${room}"`)
      await client.query(`CREATE TABLE IF NOT EXISTS "${room}".migrations (number integer PRIMARY KEY, hash text NOT NULL, applied timestamptz NOT NULL DEFAULT now())`)
      const { rows } = await client.query<{ number: number; hash: string }>(`SELECT number, hash FROM "${room}".migrations ORDER BY number`)
      rows.forEach((row, i) => {
        const step = steps[i]
        if (!step) throw new Error(`the registry holds migration ${row.number} of room ${room}, which this release does not know: it was written by a newer release`)
        if (row.hash !== hashOf(step.sql)) throw new Error(`registry migration ${room} ${row.number} was applied with another text; add a new migration instead of changing an old one`)
      })
      for (const step of steps.slice(rows.length)) {
        await client.query('BEGIN')
        try {
          await client.query(`SET LOCAL search_path TO "${room}"`)
          await client.query(step.sql)
          await client.query(`INSERT INTO "${room}".migrations (number, hash) VALUES ($1, $2)`, [step.number, hashOf(step.sql)])
          await client.query('COMMIT')
        } catch (error) {
          await client.query('ROLLBACK').catch(() => undefined)
          throw new Error(`registry migration ${room} ${step.number} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        }
      }
    }
  } finally {
    await client.end().catch(() => undefined) // releases the lock, too
  }
}

function byRoom(migrations: readonly Migration[]): Map<string, Migration[]> {
  const rooms = new Map<string, Migration[]>()
  for (const migration of [...migrations].sort((a, b) => a.number - b.number)) {
    if (!/^[a-z]+$/.test(migration.room)) throw new Error(`expected a room's word of lower-case letters, got ${JSON.stringify(migration.room)}`)
    const steps = rooms.get(migration.room) ?? []
    rooms.set(migration.room, steps)
    steps.push(migration)
    if (migration.number !== steps.length) throw new Error(`expected registry migration ${steps.length} of room ${migration.room}, got ${migration.number}`)
  }
  return rooms
}

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}
