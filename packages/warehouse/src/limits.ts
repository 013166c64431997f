/**
 * Every bound of this room, with what it protects. Times in milliseconds, sizes in bytes.
 */
export const LIMITS = {
  /** The longest a row waits in memory before it is inserted: freshness of history against parts per second. */
  FLUSH_AFTER: 500,
  /** A block is inserted as one part. Far below the engine's own split points (1,048,449 rows, 256 MB). */
  BLOCK_ROWS: 50_000,
  BLOCK_BYTES: 32 * 1024 * 1024,
  /** Entries the parent may hold unacknowledged; beyond it `apply` answers false and the outbox waits. */
  UNACKNOWLEDGED_ENTRIES: 1_024,
  UNACKNOWLEDGED_BYTES: 32 * 1024 * 1024,
  /** Queries waiting for a lane; beyond it a query fails at once with `warehouse.busy`. */
  WAITING_QUERIES: 256,
  /**
   * Connections of the embedded engine that answer queries; each runs one query at a time and holds one of the process's
   * four worker threads meanwhile. The writer and a job need the others.
   */
  QUERY_LANES: 2,
  QUERY_MILLISECONDS: 10_000,
  /** A query that is called off is killed again after this, until it has ended. */
  KILL_AGAIN: 25,
  QUERY_ROWS: 100_000,
  QUERY_RESULT_BYTES: 64 * 1024 * 1024,
  /** Text of one query with its parameters. */
  QUERY_TEXT_BYTES: 16 * 1024 * 1024,
  /** Messages of a history job that its reader has not taken yet. */
  JOB_MESSAGES: 8,
  /** Memory of the engine, unless the opener says otherwise. Its own default is 90 % of the machine. */
  MEMORY_BYTES: 2 * 1024 * 1024 * 1024,
  /** Threads of one query. */
  THREADS: 2,
  /** Threads of what a history job reads. */
  JOB_THREADS: 1,
  /** Of the engine's memory: what a job sorts beyond it goes to disk. */
  JOB_SORT_SHARE: 1 / 16,
  /** An insert that failed is tried again after this, doubling up to the second. */
  RETRY_FIRST: 100,
  RETRY_LAST: 5_000,
  /** A child that died is started again after this, doubling up to the second; back to the first after it held. */
  RESPAWN_FIRST: 100,
  RESPAWN_LAST: 5_000,
  RESPAWN_HELD: 30_000,
  /** After this a child that was asked to close is killed. What it had not made durable is sent again next time. */
  CLOSE_WITHIN: 8_000,
  /** How long files of rows that were changed may stay, and how often that is looked at. */
  PURGE_WITHIN: 600_000,
  PURGE_LOOK: 200,
  /** How long the engine may take to load at first start, and how long one step of a migration may take. */
  START_WITHIN: 120_000,
  MIGRATE_WITHIN: 3_600_000,
} as const
