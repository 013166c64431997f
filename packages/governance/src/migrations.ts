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
  {
    room: 'governance',
    number: 5,
    // The vault keeps what a value was before, see vault.ts. `value` and `giver` are fingerprints. What was there keeps its
    // value under the person it was given to; who gave it is not known, so its fingerprints are its own. A hash is stored less 2^63.
    sql: `
      ALTER TABLE vault RENAME TO vault_before;
      ALTER INDEX vault_pkey RENAME TO vault_before_pkey;
      CREATE TABLE vault (
        person_id bigint NOT NULL,
        field text NOT NULL,
        value bytea NOT NULL CHECK (length(value) = 16),
        giver bytea NOT NULL CHECK (length(giver) = 8),
        source text,
        sealed bytea NOT NULL,
        sealed_for bigint NOT NULL,
        first_happened bigint NOT NULL,
        first_hash bigint NOT NULL,
        first_position bigint NOT NULL,
        happened bigint NOT NULL,
        hash bigint NOT NULL,
        position bigint NOT NULL,
        retracted_through bigint,
        stored bigint NOT NULL,
        PRIMARY KEY (person_id, field, value, giver)
      ) WITH (fillfactor = 85);
      CREATE INDEX vault_given_away ON vault (stored) WHERE stored <> person_id;
      INSERT INTO vault SELECT sealed_for, field, decode(md5(sealed), 'hex'), decode('0000000000000000', 'hex'), NULL, sealed, sealed_for, happened, hash - 9223372036854775808, position, happened, hash - 9223372036854775808, position, NULL, sealed_for FROM vault_before;
      DROP TABLE vault_before;
    `,
  },
  {
    room: 'governance',
    number: 6,
    // Fields whose past is sealed again, see fields/reseals.ts.
    sql: `
      CREATE TABLE reseals (
        place text NOT NULL CHECK (place IN ('property', 'trait')),
        name text NOT NULL,
        class text NOT NULL,
        position bigint NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
        through bigint NOT NULL DEFAULT 0,
        facts bigint NOT NULL DEFAULT 0,
        message text NOT NULL DEFAULT '',
        created_at bigint NOT NULL,
        finished_at bigint,
        PRIMARY KEY (place, name, position)
      );
      -- What staff said of classes that were proposed, see detect/class-proposals.ts: every version.
      CREATE TABLE class_decisions (
        place text NOT NULL CHECK (place IN ('property', 'trait')),
        name text NOT NULL,
        version integer NOT NULL,
        decision text NOT NULL CHECK (decision IN ('accepted', 'dismissed', 'reopened')),
        kind text NOT NULL,
        reason text NOT NULL,
        at bigint NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (place, name, version)
      );
    `,
  },
]
