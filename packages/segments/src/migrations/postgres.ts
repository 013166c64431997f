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
  {
    room: 'segments',
    number: 2,
    // Which version speaks for a segment since when, one row per take-over. cut_over_to is the version that staff
    // want to speak, until it does. What was defined before this step began to speak at about the time of its definition.
    sql: `
      ALTER TABLE definitions ADD COLUMN cut_over_to integer;
      ALTER TABLE versions
        ADD COLUMN cut_over text NOT NULL DEFAULT 'when-ready' CHECK (cut_over IN ('when-ready', 'manual')),
        ADD COLUMN reason text NOT NULL DEFAULT '';
      CREATE TABLE speakers (
        id text NOT NULL REFERENCES definitions ON DELETE CASCADE,
        since bigint NOT NULL,
        version integer NOT NULL,
        position bigint NOT NULL,
        PRIMARY KEY (id, since)
      );
      INSERT INTO speakers (id, since, version, position)
        SELECT DISTINCT ON (id, created_at) id, created_at, version, position FROM versions WHERE position IS NOT NULL ORDER BY id, created_at, version DESC;
    `,
  },
  {
    room: 'segments',
    number: 3,
    // The control share of a segment in hundredths of a percent, one row per change; the last one holds.
    sql: `
      CREATE TABLE control_shares (
        id text NOT NULL REFERENCES definitions ON DELETE CASCADE,
        since bigint NOT NULL,
        share integer NOT NULL CHECK (share BETWEEN 0 AND 5000),
        PRIMARY KEY (id, since)
      );
    `,
  },
  {
    room: 'segments',
    number: 4,
    // where_text names other segments by id; expanded has their conditions in their place and is what the log has.
    // uses says which versions were written out in it.
    sql: `
      ALTER TABLE versions ADD COLUMN expanded text;
      UPDATE versions SET expanded = where_text;
      ALTER TABLE versions ALTER COLUMN expanded SET NOT NULL;
      CREATE TABLE uses (
        id text NOT NULL,
        version integer NOT NULL,
        used text NOT NULL REFERENCES definitions (id) ON DELETE CASCADE,
        used_version integer NOT NULL,
        PRIMARY KEY (id, version, used),
        FOREIGN KEY (id, version) REFERENCES versions ON DELETE CASCADE
      );
      CREATE INDEX uses_used ON uses (used);
    `,
  },
  {
    room: 'segments',
    number: 5,
    // Computed traits are definitions too. A trait and a segment may have the same name.
    sql: `
      ALTER TABLE definitions ADD COLUMN kind text NOT NULL DEFAULT 'segment' CHECK (kind IN ('segment', 'trait'));
      DROP INDEX definitions_name;
      CREATE UNIQUE INDEX definitions_name ON definitions (kind, lower(name)) WHERE archived_at IS NULL;
    `,
  },
]
