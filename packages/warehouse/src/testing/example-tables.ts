import type { Migration } from '../ports.ts'

/** Two tables as a room would deliver them, and the service that feeds them from JSON entries. */
export const exampleMigrations: readonly Migration[] = [
  {
    room: 'profiles',
    number: 1,
    sql: `CREATE TABLE IF NOT EXISTS profiles_facts (position UInt64, person UInt64, happened Int64, hash UInt64,
      event LowCardinality(String), identifiers Array(String), properties String)
      ENGINE = MergeTree ORDER BY (event, person, happened)`,
  },
  {
    room: 'segments',
    number: 1,
    sql: `CREATE TABLE IF NOT EXISTS segments_changes (sequence UInt64, person UInt64, entered UInt8)
      ENGINE = MergeTree ORDER BY (person, sequence)`,
  },
]

export interface ExampleEntry {
  readonly cursor: number
  /** Positions from…to (inclusive) get a fact each; every third also a change, whose sequence is the position / 3. */
  readonly from: number
  readonly to: number
  readonly fail?: string
}

export function entry(value: ExampleEntry): Buffer {
  return Buffer.from(JSON.stringify(value))
}

export function exampleFact(position: number) {
  return {
    position,
    person: 1 + (position % 97),
    happened: 1_760_000_000_000 + position,
    hash: BigInt.asUintN(64, BigInt(position) * 0x9e3779b97f4a7c15n),
    event: position % 2 === 0 ? 'Order Completed' : 'Page Viewed',
    identifiers: [`user_id:u${position % 97}`, `anonymous_id:a${position}`],
    properties: Buffer.from(JSON.stringify({ revenue: position / 10, note: 'größer ≥ 1 \u{1F600}\n' })),
  }
}
