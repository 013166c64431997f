import type { Migration } from './ports.ts'

/** The tables of schema `governance`. */
export const governanceMigrations: readonly Migration[] = [
  {
    room: 'governance',
    number: 1,
    sql: `
      CREATE TABLE credentials (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('write_key', 'admin_token')),
        name text NOT NULL,
        hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
        fixed boolean NOT NULL DEFAULT false,
        created_at bigint NOT NULL,
        revoked_at bigint
      );

      CREATE TABLE audit (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at bigint NOT NULL,
        subject text NOT NULL,
        operation text NOT NULL,
        sentence text NOT NULL,
        outcome text NOT NULL
      );
      CREATE INDEX ON audit (at);

      CREATE TABLE vault (
        person_id bigint NOT NULL,
        field text NOT NULL,
        sealed bytea NOT NULL,
        sealed_for bigint NOT NULL,
        happened bigint NOT NULL,
        hash numeric(20, 0) NOT NULL,
        position bigint NOT NULL,
        PRIMARY KEY (person_id, field)
      );
    `,
  },
  {
    room: 'governance',
    number: 2,
    sql: `
      CREATE TABLE sessions (
        hash bytea PRIMARY KEY CHECK (length(hash) = 32),
        credential text NOT NULL REFERENCES credentials (id),
        began_at bigint NOT NULL,
        used_at bigint NOT NULL
      );
    `,
  },
  {
    room: 'governance',
    number: 3,
    // Where facts come from. A source may have several write keys; a key that was there before is a source of its own, under
    // its own id, because facts name it.
    sql: `
      CREATE TABLE sources (
        id text PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('web', 'mobile', 'server', 'other')),
        created_at bigint NOT NULL
      );
      INSERT INTO sources SELECT id, name, 'other', created_at FROM credentials WHERE kind = 'write_key';
      ALTER TABLE credentials ADD COLUMN source text REFERENCES sources, ADD COLUMN last_used_at bigint;
      UPDATE credentials SET source = id WHERE kind = 'write_key';
      ALTER TABLE credentials ADD CHECK ((kind = 'write_key') = (source IS NOT NULL));
    `,
  },
  {
    room: 'governance',
    number: 4,
    // field_definitions: every version; position is where in the log its class took effect. sealed_fields: which personal
    // fields facts brought, complete up to sealed_through.
    sql: `
      CREATE TABLE field_definitions (
        place text NOT NULL CHECK (place IN ('event', 'property', 'trait')),
        event text NOT NULL,
        field text NOT NULL,
        version integer NOT NULL,
        description text NOT NULL,
        class text,
        position bigint,
        created_at bigint NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (place, event, field, version)
      );
      CREATE TABLE sealed_fields (
        place text NOT NULL,
        type text NOT NULL,
        event text NOT NULL,
        field text NOT NULL,
        facts bigint NOT NULL,
        first bigint NOT NULL,
        last bigint NOT NULL,
        PRIMARY KEY (place, type, event, field)
      );
      CREATE TABLE sealed_through (one boolean PRIMARY KEY CHECK (one), position bigint NOT NULL);
    `,
  },
]
