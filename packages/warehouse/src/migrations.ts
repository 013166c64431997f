import { createHash } from 'node:crypto'
import type { Lane } from './store.ts'
import type { Migration } from './ports.ts'

const TABLE = 'warehouse_migrations'

/**
 * Applies what is not yet applied, room by room, in number order. Throws an Error of one sentence when an applied
 * migration was changed or is missing from the list, or when numbers have a gap. `onStep` hears of each before it begins.
 */
export async function migrate(lane: Lane, migrations: readonly Migration[], onStep: (step: string) => void = () => undefined): Promise<void> {
  await lane.command(
    `CREATE TABLE IF NOT EXISTS ${TABLE} (room String, number UInt32, hash String, applied Int64)
     ENGINE = MergeTree ORDER BY (room, number) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  )
  const done = new Map<string, string>()
  for (const row of JSON.parse(await lane.rows(`SELECT room, number, hash FROM ${TABLE}`, {}, {})) as { room: string; number: number; hash: string }[]) {
    done.set(`${row.room} ${row.number}`, row.hash)
  }
  for (const { migration, hash } of ordered(migrations)) {
    const name = `${migration.room} ${migration.number}`
    const before = done.get(name)
    if (before === undefined) {
      onStep(name)
      await lane.command(migration.sql)
      await lane.command(
        `INSERT INTO ${TABLE} SELECT '${migration.room}', ${migration.number}, '${hash}', toUnixTimestamp64Milli(now64(3))`,
      )
    } else if (before !== hash) {
      throw new Error(`warehouse migration ${name} was applied with another text; add a new migration instead of changing an old one`)
    }
    done.delete(name)
  }
  const [unknown] = [...done.keys()].sort()
  if (unknown !== undefined) {
    throw new Error(`the warehouse holds migration ${unknown}, which this release does not know: it was written by a newer release`)
  }
}

function ordered(migrations: readonly Migration[]): { migration: Migration; hash: string }[] {
  const sorted = [...migrations].sort((a, b) => (a.room < b.room ? -1 : a.room > b.room ? 1 : a.number - b.number))
  let last: Migration | undefined
  for (const migration of sorted) {
    const due = last?.room === migration.room ? last.number + 1 : 1
    if (!/^[a-z]+$/.test(migration.room)) throw new Error(`expected a room's word of lower-case letters, got ${JSON.stringify(migration.room)}`)
    if (migration.number !== due) throw new Error(`expected warehouse migration ${due} of room ${migration.room}, got ${migration.number}`)
    last = migration
  }
  return sorted.map((migration) => ({ migration, hash: createHash('sha256').update(migration.sql).digest('hex').slice(0, 32) }))
}
