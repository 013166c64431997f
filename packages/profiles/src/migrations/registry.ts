// What this room keeps in PostgreSQL. Applied steps never change.

/** The tables of schema `profiles`. */
export const profilesRegistryMigrations = [
  {
    room: 'profiles',
    number: 1,
    // What came of comparing a list with itself and with known people: see matching/. Pairs name rows and people and are sealed.
    sql: `
      CREATE TABLE matches (
        id text PRIMARY KEY,
        subject text NOT NULL,
        made_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        summary text NOT NULL
      );
      CREATE INDEX ON matches (expires_at);
      CREATE TABLE match_parts (
        match text NOT NULL REFERENCES matches ON DELETE CASCADE,
        part integer NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (match, part)
      );
    `,
  },
  {
    room: 'profiles',
    number: 2,
    // identity_rules: every version; `labels` says how blocked values that are hashes are shown; `position` is where in the log it took
    // effect. identity_decisions: pairs that are apart, identifiers that are one person. identity_review: two who may be one.
    sql: `
      CREATE TABLE identity_rules (
        version integer PRIMARY KEY,
        rules jsonb NOT NULL,
        labels jsonb NOT NULL,
        why text NOT NULL,
        position bigint,
        created_at bigint NOT NULL,
        subject text NOT NULL
      );
      CREATE TABLE identity_decisions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('apart', 'link')),
        identifiers jsonb NOT NULL,
        why text NOT NULL,
        position bigint,
        created_at bigint NOT NULL,
        subject text NOT NULL
      );
      CREATE TABLE identity_review (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        one text NOT NULL,
        other text NOT NULL,
        rule text NOT NULL,
        version integer NOT NULL,
        via text NOT NULL,
        people bigint[] NOT NULL,
        identifiers integer NOT NULL,
        first_position bigint NOT NULL,
        last_position bigint NOT NULL,
        first_at bigint NOT NULL,
        last_at bigint NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'rejected', 'settled')),
        decision bigint REFERENCES identity_decisions,
        decided_position bigint,
        UNIQUE (one, other)
      );
      CREATE INDEX identity_review_state ON identity_review (state, id);
    `,
  },
  {
    room: 'profiles',
    number: 3,
    // Households that staff declared: see households/. Members are numbers of people as they were then.
    sql: `
      CREATE TABLE households (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        why text NOT NULL,
        created_at bigint NOT NULL,
        subject text NOT NULL
      );
      CREATE TABLE household_members (
        household bigint NOT NULL REFERENCES households ON DELETE CASCADE,
        person bigint NOT NULL,
        added_at bigint NOT NULL,
        added_by text NOT NULL,
        removed_at bigint,
        removed_by text
      );
      CREATE UNIQUE INDEX household_members_now ON household_members (household, person) WHERE removed_at IS NULL;
      CREATE INDEX household_members_person ON household_members (person);
    `,
  },
] as const
