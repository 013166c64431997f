import type { Migration } from '../migrations.ts'

export const exampleMigrations: readonly Migration[] = [
  { room: 'segments', number: 1, sql: 'CREATE TABLE segment (id bigint PRIMARY KEY, name text NOT NULL); CREATE INDEX ON segment (name)' },
  { room: 'segments', number: 2, sql: 'ALTER TABLE segments.segment ADD COLUMN size bigint NOT NULL DEFAULT 0' },
  { room: 'intake', number: 1, sql: 'CREATE TABLE note (text text NOT NULL)' },
]

export interface ExampleTables {
  segment: { id: number; name: string; size: number }
}
