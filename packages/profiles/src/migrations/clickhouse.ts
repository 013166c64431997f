// The history of people, in ClickHouse. All times are milliseconds since 1970 UTC. Applied steps never change.
import type { Migration } from '@touchstone/warehouse'

export const profilesMigrations: readonly Migration[] = [
  {
    room: 'profiles',
    number: 1,
    // Facts that count (no duplicates). `person` is the id at processing time: later merges are in profiles_aliases.
    // `traits`, `properties` and `context` are JSON objects; `hash` is of (source, messageId).
    sql: `CREATE TABLE IF NOT EXISTS profiles_facts (
      position UInt64, person UInt64,
      appended Int64, happened Int64, received Int64, original Int64, sent Int64,
      hash UInt64, type LowCardinality(String), event LowCardinality(String), source LowCardinality(String),
      message_id String, identifiers Array(String), dropped Array(String),
      traits String, properties String, context String
    ) ENGINE = MergeTree ORDER BY (event, person, happened)`,
  },
  {
    room: 'profiles',
    number: 2,
    // Flattened: one row for every id whose canonical id changed, so the row of the highest position names the survivor.
    sql: `CREATE TABLE IF NOT EXISTS profiles_aliases (
      sequence UInt64, position UInt64, appended Int64, loser UInt64, survivor UInt64
    ) ENGINE = MergeTree ORDER BY (loser, position)`,
  },
  {
    room: 'profiles',
    number: 3,
    // Append-only: which identifier led to whom since when, and why.
    sql: `CREATE TABLE IF NOT EXISTS profiles_links (
      sequence UInt64, position UInt64, appended Int64, person UInt64, identifier String, reason String
    ) ENGINE = MergeTree ORDER BY (identifier, position)`,
  },
]
