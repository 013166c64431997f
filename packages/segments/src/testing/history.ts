// A real warehouse with facts that a test makes up.
import type { NaiveFact } from '@touchstone/language'
import type { Migration, Warehouse } from '@touchstone/warehouse'
import { temporaryWarehouse } from '@touchstone/warehouse/testing'
import { segmentsWarehouseMigrations } from '../migrations/clickhouse.ts'

export interface HistoryFact extends NaiveFact {
  readonly person: number
  /** Makes it a group call with these traits, which are not the person's. */
  readonly groupTraits?: Readonly<Record<string, unknown>>
}

export interface History {
  readonly warehouse: Warehouse
  /** Adds facts in order of position and waits until they are durable. */
  add(facts: readonly HistoryFact[], aliases?: readonly Record<string, unknown>[], changes?: readonly Record<string, unknown>[]): Promise<void>
}

/** A test, or `{ after }` of the whole file. */
export interface Afterwards {
  after(run: () => Promise<void>): void
}

export async function openHistory(t: Afterwards): Promise<History> {
  const migrations = [...profilesTables, ...segmentsWarehouseMigrations]
  const { warehouse, remove } = await temporaryWarehouse({ migrations, childModule: new URL('./history-child.ts', import.meta.url), childConfig: {} })
  t.after(remove)
  return {
    warehouse,
    async add(facts, aliases = [], changes = []) {
      const cursor = Math.max(warehouse.state().durable ?? 0, ...facts.map(({ position }) => position), ...changes.map(({ position }) => position as number))
      const tables = { profiles_facts: facts.map(rowOf), profiles_aliases: aliases, segments_changes: changes }
      while (!warehouse.apply(Buffer.from(JSON.stringify({ cursor, tables })))) await warehouse.room()
      await warehouse.settled()
    },
  }
}

function rowOf({ person, event, timestamp, appended, position, hash, traits, groupTraits, properties }: HistoryFact): Record<string, unknown> {
  const type = groupTraits !== undefined ? 'group' : event === '' ? 'identify' : 'track'
  return {
    position, person, appended, happened: timestamp, received: appended, original: timestamp, sent: appended,
    hash: String(hash), type, event, source: 'test', message_id: `m${position}`,
    identifiers: [`user_id:u${person}`], dropped: [], traits: JSON.stringify(groupTraits ?? traits), properties: JSON.stringify(properties), context: '{}',
  }
}

/** The tables of room profiles that this room reads. */
export const profilesTables: readonly Migration[] = [
  {
    room: 'profiles',
    number: 1,
    sql: `CREATE TABLE IF NOT EXISTS profiles_facts (
      position UInt64, person UInt64, appended Int64, happened Int64, received Int64, original Int64, sent Int64,
      hash UInt64, type LowCardinality(String), event LowCardinality(String), source LowCardinality(String),
      message_id String, identifiers Array(String), dropped Array(String), traits String, properties String, context String
    ) ENGINE = MergeTree ORDER BY (event, person, happened)`,
  },
  {
    room: 'profiles',
    number: 2,
    sql: `CREATE TABLE IF NOT EXISTS profiles_aliases (sequence UInt64, position UInt64, appended Int64, loser UInt64, survivor UInt64)
      ENGINE = MergeTree ORDER BY (loser, position)`,
  },
]
