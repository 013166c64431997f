// Every entry into a segment and exit from it, in ClickHouse. Times are milliseconds since 1970 UTC. Applied steps never change.
import type { Migration } from '@touchstone/warehouse'

export const segmentsWarehouseMigrations: readonly Migration[] = [
  {
    room: 'segments',
    number: 1,
    // `segment` is the position of the version's definition, `at` the exact instant of the change.
    sql: `CREATE TABLE IF NOT EXISTS segments_changes (
      sequence UInt64, position UInt64, appended Int64, segment UInt64, person UInt64, at Int64, entered UInt8,
      cause LowCardinality(String)
    ) ENGINE = MergeTree ORDER BY (segment, person, sequence)`,
  },
  {
    room: 'segments',
    number: 2,
    // Members per part of the table, folded: see algebra/membership.ts, whose `placeOf` this is.
    sql: `ALTER TABLE segments_changes ADD PROJECTION IF NOT EXISTS members (
      SELECT segment, groupBitmapXorState(bitmapBuild([
        bitOr(bitOr(bitShiftLeft(bitShiftRight(person, 26), 26), bitShiftLeft(bitAnd(person, 1023), 16)), bitAnd(bitShiftRight(person, 10), 65535))
      ])) GROUP BY segment
    )`,
  },
  {
    room: 'segments',
    number: 3,
    // For the parts that were there before. It runs in the background; until it has, they are read row by row.
    sql: `ALTER TABLE segments_changes MATERIALIZE PROJECTION members`,
  },
]
