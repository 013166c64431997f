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
]
