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
  {
    room: 'profiles',
    number: 4,
    // What people can be listed by, folded: one row per person and part. `person` is the id at processing time, as in the facts.
    // Filled from the facts that are there already; in one statement, so that it bears repetition.
    sql: `CREATE OR REPLACE TABLE profiles_people (
      position SimpleAggregateFunction(max, UInt64), person UInt64,
      first SimpleAggregateFunction(min, Int64), last SimpleAggregateFunction(max, Int64), facts SimpleAggregateFunction(sum, UInt64)
    ) ENGINE = AggregatingMergeTree ORDER BY person SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
    AS SELECT max(position) AS position, person, min(happened) AS first, max(happened) AS last, count() AS facts
    FROM profiles_facts GROUP BY person`,
  },
  {
    room: 'profiles',
    number: 5,
    // The value of each trait as it sorts, behind its version, so that the greatest is the one that holds: see people/trait-place.ts.
    sql: `CREATE OR REPLACE TABLE profiles_traits (
      key SimpleAggregateFunction(max, UInt64), trait LowCardinality(String), person UInt64, value SimpleAggregateFunction(max, String)
    ) ENGINE = AggregatingMergeTree ORDER BY (trait, person) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
    AS SELECT position * 1024 + number - 1 AS key, pair.1 AS trait, person,
      concat(unhex(leftPad(hex(toUInt64(happened + 4611686018427387904)), 16, '0')), unhex(leftPad(hex(hash), 16, '0')), multiIf(
        raw = 'null', unhex('00'), raw = 'false', unhex('0300'), raw = 'true', unhex('0301'),
        startsWith(raw, '"'), concat(unhex('02'), substring(JSONExtractString(raw), 1, 256)),
        startsWith(raw, '{') OR startsWith(raw, '['), concat(unhex('04'), substring(raw, 1, 256)),
        concat(unhex('01'), unhex(leftPad(hex(if(bits >= 9223372036854775808, bitNot(bits), bits + 9223372036854775808)), 16, '0')))
      )) AS value
    FROM (
      SELECT position, person, happened, hash, pair, number, pair.2 AS raw, reinterpretAsUInt64(ifNull(toFloat64OrNull(pair.2), 0.) + 0.) AS bits
      FROM profiles_facts ARRAY JOIN JSONExtractKeysAndValuesRaw(traits) AS pair, arrayEnumerate(JSONExtractKeysAndValuesRaw(traits)) AS number
      WHERE length(traits) > 2 AND type != 'group' AND number <= 1024 AND lengthUTF8(pair.1) <= 256
    )`,
  },
  {
    room: 'profiles',
    number: 6,
    // Facts per minute (of append time) and source. `last` is when the newest was appended.
    sql: `CREATE OR REPLACE TABLE profiles_minutes (
      position SimpleAggregateFunction(max, UInt64), minute Int64, source LowCardinality(String),
      facts SimpleAggregateFunction(sum, UInt64), last SimpleAggregateFunction(max, Int64)
    ) ENGINE = AggregatingMergeTree ORDER BY (minute, source) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
    AS SELECT max(position) AS position, intDiv(appended, 60000) * 60000 AS minute, source, count() AS facts, max(appended) AS last
    FROM profiles_facts GROUP BY minute, source`,
  },
  {
    room: 'profiles',
    number: 7,
    // Which events, properties and traits there are: see catalogue/field-tally.ts, whose counting this repeats for the facts
    // that are there already. Examples come with new facts.
    sql: `CREATE OR REPLACE TABLE profiles_catalogue (
      key SimpleAggregateFunction(max, UInt64), place LowCardinality(String), type LowCardinality(String), event LowCardinality(String),
      field String, kind LowCardinality(String), facts SimpleAggregateFunction(sum, UInt64),
      first SimpleAggregateFunction(min, Int64), last SimpleAggregateFunction(max, Int64), example SimpleAggregateFunction(max, String)
    ) ENGINE = AggregatingMergeTree ORDER BY (place, event, type, field, kind) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
    AS SELECT max(position) * 4096 AS key, one.1 AS place, if(place = 'trait', '', type) AS type, if(place = 'trait', '', event) AS event, one.2 AS field,
      multiIf(place = 'event', '', startsWith(one.3, '"'), 'text', startsWith(one.3, '{'), 'object', startsWith(one.3, '['), 'list', one.3 IN ('true', 'false'), 'boolean', one.3 = 'null', 'null', 'number') AS kind,
      count() AS facts, min(happened) AS first, max(happened) AS last, '' AS example
    FROM (
      SELECT position, type, event, happened, arrayJoin(arrayConcat(
        [('event', '', '')],
        arrayMap(pair -> ('property', pair.1, pair.2), own),
        arrayFlatten(arrayMap(pair -> arrayMap(inner -> ('property', concat(pair.1, '.', inner.1), inner.2), if(startsWith(pair.2, '{'), JSONExtractKeysAndValuesRaw(pair.2), [])), own)),
        arrayMap(pair -> ('trait', pair.1, pair.2), given),
        arrayFlatten(arrayMap(pair -> arrayMap(inner -> ('trait', concat(pair.1, '.', inner.1), inner.2), if(startsWith(pair.2, '{'), JSONExtractKeysAndValuesRaw(pair.2), [])), given))
      )) AS one
      FROM (SELECT position, type, event, happened, arrayFilter(pair -> length(pair.1) <= 200, JSONExtractKeysAndValuesRaw(properties)) AS own,
        if(type = 'group', [], arrayFilter(pair -> length(pair.1) <= 200, JSONExtractKeysAndValuesRaw(traits))) AS given FROM profiles_facts)
    )
    GROUP BY place, type, event, field, kind`,
  },
  {
    room: 'profiles',
    number: 8,
    // Whether the fact was invented: senders of test and demo data say so in the context. Worked out once, when it is stored.
    sql: `ALTER TABLE profiles_facts ADD COLUMN IF NOT EXISTS synthetic Bool MATERIALIZED JSONExtractBool(context, 'synthetic')`,
  },
  {
    room: 'profiles',
    number: 9,
    // For the facts that are there already; it goes on in the background.
    sql: `ALTER TABLE profiles_facts MATERIALIZE COLUMN synthetic`,
  },
  {
    room: 'profiles',
    number: 10,
    // How many of the minute's facts had happened long before, see catalogue/minute-tally.ts. Of minutes before this step: none.
    sql: `ALTER TABLE profiles_minutes ADD COLUMN IF NOT EXISTS late SimpleAggregateFunction(sum, UInt64) AFTER facts`,
  },
  {
    room: 'profiles',
    number: 11,
    // The catalogue's counts by source and hour of append time, for as long as one looks back at them. `field` has dots of a name itself as \\.
    sql: `CREATE TABLE IF NOT EXISTS profiles_field_hours (
      key SimpleAggregateFunction(max, UInt64), hour Int64, source LowCardinality(String), place LowCardinality(String), type LowCardinality(String),
      event LowCardinality(String), field String, kind LowCardinality(String), facts SimpleAggregateFunction(sum, UInt64),
      first SimpleAggregateFunction(min, Int64), last SimpleAggregateFunction(max, Int64), sampled SimpleAggregateFunction(sum, UInt64)
    ) ENGINE = AggregatingMergeTree ORDER BY (source, hour, place, event, type, field, kind)
    TTL toDateTime(intDiv(hour, 1000)) + INTERVAL 92 DAY`,
  },
  {
    room: 'profiles',
    number: 12,
    // What sampled values of a field looked like, see governance/src/detect, one row per sample; `changed`: those that a changed copy looked like, too.
    sql: `CREATE TABLE IF NOT EXISTS profiles_looks (
      key UInt64, source LowCardinality(String), place LowCardinality(String), type LowCardinality(String), event LowCardinality(String), field String,
      looks Array(LowCardinality(String)), changed Array(LowCardinality(String)), appended Int64, example String
    ) ENGINE = MergeTree ORDER BY (place, event, type, field) TTL toDateTime(intDiv(appended, 1000)) + INTERVAL 92 DAY`,
  },
  {
    room: 'profiles',
    number: 13,
    // Who was said to belong to which account, or to have left it. `person` is the id at processing time, as in the facts.
    // Filled from the group calls that are there already; other facts named no accounts before this step.
    sql: `CREATE OR REPLACE TABLE profiles_accounts (
      key UInt64, position UInt64, person UInt64, appended Int64, account String, happened Int64, hash UInt64, belongs UInt8
    ) ENGINE = MergeTree ORDER BY (person, account, key) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
    AS SELECT position * 32 AS key, position, person, appended, concat('group_id:', JSONExtractString(properties, 'groupId')) AS account, happened, hash, 1 AS belongs
    FROM profiles_facts WHERE type = 'group' AND JSONExtractString(properties, 'groupId') != ''`,
  },
  {
    room: 'profiles',
    number: 14,
    // Facts that aliases lead to the wrong person since an amendment: `stored` under one, they are another's (or whom that one
    // became) from `position` on; 0: nobody's, a duplicate after all. The last word on a fact holds.
    sql: `CREATE TABLE IF NOT EXISTS profiles_moves (
      sequence UInt64, position UInt64, appended Int64, fact UInt64, stored UInt64, person UInt64
    ) ENGINE = MergeTree ORDER BY (fact, sequence)`,
  },
  {
    room: 'profiles',
    number: 15,
    // Values that a fact gave a trait and that do not count from `position` on. `person`: under whom the fact was then.
    sql: `CREATE TABLE IF NOT EXISTS profiles_retractions (
      sequence UInt64, position UInt64, appended Int64, fact UInt64, person UInt64, trait String
    ) ENGINE = MergeTree ORDER BY (fact, trait)`,
  },
  {
    room: 'profiles',
    number: 16,
    // Which rule set each of `dropped` aside (before this step nobody said), and which version of the rules about who is who
    // held; 0 is the one from before they could be changed.
    sql: `ALTER TABLE profiles_facts ADD COLUMN IF NOT EXISTS dropped_by Array(LowCardinality(String)), ADD COLUMN IF NOT EXISTS rules UInt32`,
  },
  {
    room: 'profiles',
    number: 17,
    sql: `ALTER TABLE profiles_links ADD COLUMN IF NOT EXISTS rules UInt32`,
  },
]
