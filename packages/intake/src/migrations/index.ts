import type { Migration } from '@touchstone/registry'

/** The tables of this room. An applied migration never changes: a new one follows it. */
export const intakeMigrations: readonly Migration[] = [
  {
    room: 'intake',
    number: 1,
    sql: `
      CREATE TABLE quarantine (
        id bigint PRIMARY KEY,                  -- position of the entry's record in the log
        reason text NOT NULL,
        message text NOT NULL,
        source text NOT NULL,
        received_at bigint NOT NULL,            -- milliseconds since 1970, as all times
        message_id text,
        identifiers text[] NOT NULL,            -- type:value, personal ones hashed: what an erasure looks for
        events integer NOT NULL,
        cut boolean NOT NULL,
        sealed bytea NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'replayed')),
        replayed_at bigint
      );
      CREATE INDEX quarantine_received_at ON quarantine (received_at);
      CREATE INDEX quarantine_reason ON quarantine (reason, id);
      CREATE INDEX quarantine_identifiers ON quarantine USING gin (identifiers);
    `,
  },
  {
    room: 'intake',
    number: 2,
    // Tracking plans, every version, null where one was ended; and how often events were not as planned.
    sql: `
      CREATE TABLE plans (
        source text NOT NULL,
        version integer NOT NULL,
        plan json,
        created_at bigint NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (source, version)
      );
      CREATE TABLE plan_violations (
        source text NOT NULL,
        version integer NOT NULL,
        event text NOT NULL,
        field text NOT NULL,
        problem text NOT NULL,
        blocked boolean NOT NULL,
        events bigint NOT NULL,
        first_at bigint NOT NULL,
        last_at bigint NOT NULL,
        examples bigint[] NOT NULL,             -- log positions, newest first
        message text NOT NULL,
        PRIMARY KEY (source, version, event, field, problem, blocked)
      );
    `,
  },
  {
    room: 'intake',
    number: 3,
    // Watches, every version, null where one was ended; and the alarms they raised.
    sql: `
      CREATE TABLE watches (
        id text NOT NULL,
        version integer NOT NULL,
        watch json,
        created_at bigint NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (id, version)
      );
      CREATE TABLE watch_alarms (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        watch text NOT NULL,
        kind text NOT NULL,
        source text NOT NULL,
        since bigint NOT NULL,
        until bigint,
        message text NOT NULL
      );
      CREATE UNIQUE INDEX ON watch_alarms (watch) WHERE until IS NULL;
      CREATE INDEX ON watch_alarms (since);
    `,
  },
]
