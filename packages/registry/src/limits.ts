/** Every bound of this room, with what it protects. Times in milliseconds. */
export const LIMITS = {
  /** Connections we keep; PostgreSQL itself allows a few more for migrations and operators. */
  POOL: 10,
  MAX_CONNECTIONS: 20,
  CONNECT_WITHIN: 5_000,
  STATEMENT: 30_000,
  LOCK: 10_000,
  IDLE_IN_TRANSACTION: 60_000,
  /** Start includes recovery after a crash, which replays at most `max_wal_size` of its journal. */
  START_WITHIN: 60_000,
  /** A server that ends while it starts is tried again this long: the backends of a killed one need a moment to go. */
  RETRY_START: 10_000,
  /** A fast shutdown writes a checkpoint; then it is told to stop at once, then killed. Both lose nothing. */
  STOP_FAST: 10_000,
  STOP_AT_ONCE: 5_000,
  RESPAWN_FIRST: 100,
  RESPAWN_LAST: 5_000,
  /** Bytes of a unix socket's path, without the final 0; 103 on macOS, 107 on Linux. */
  SOCKET_PATH: 103,
  /** The server's own log starts afresh beyond this many bytes. */
  LOG_BYTES: 8 * 1024 * 1024,
} as const
