// What staff defined, in PostgreSQL (schema `segments`). Times are milliseconds since 1970 UTC. Applied steps never change.
import type { Migration } from '@touchstone/registry'

export const segmentsRegistryMigrations: readonly Migration[] = [
  {
    room: 'segments',
    number: 1,
    sql: `
      CREATE TABLE definitions (
        id text PRIMARY KEY,
        name text NOT NULL,
        description text NOT NULL,
        created_at bigint NOT NULL,
        archived_at bigint
      );
      -- A name may be used again once its segment is archived.
      CREATE UNIQUE INDEX definitions_name ON definitions (lower(name)) WHERE archived_at IS NULL;
      CREATE TABLE versions (
        id text NOT NULL REFERENCES definitions ON DELETE CASCADE,
        version integer NOT NULL,
        where_text text NOT NULL,
        position bigint,
        created_at bigint NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'defined', 'archived')),
        PRIMARY KEY (id, version)
      );
    `,
  },
]
