import { SECOND } from '@touchstone/base'

/** Every bound of the HTTP edge, in one place. Bytes, counts and milliseconds. */
export const LIMITS = {
  /** A JSON body of `/api`. Larger: 413. */
  bodyBytes: 1_048_576,
  /** How deep a JSON body may nest. Deeper: 400, before it is parsed. */
  bodyDepth: 64,
  /** Operations running at once; each may hold one body. More: 503. */
  operationsInFlight: 256,
  /** Files being sent at once: each makes its rows in this process. More: 503. */
  downloads: 8,
  /** A value inside an audit sentence; the rest is cut off. */
  auditValueLength: 200,
  /** What a 503 tells the caller to wait, in seconds. */
  retryAfterSeconds: 2,
  /** Live readers of one event stream. More: 503. */
  subscribers: 100,
  /** Entries kept for a reader that is slower than the stream. Further ones are dropped and counted. */
  subscriberBuffer: 1_000,
  heartbeatMillis: 15 * SECOND,
  /** A reader that took nothing for so long is cut off. */
  stuckReaderMillis: 60 * SECOND,
  /** `/` and `/status.json` ask the stores at most once in this time, whoever asks. */
  statusAgeMillis: 1 * SECOND,

  /** Time for a request's headers, for the whole request, and how often both are checked. */
  headersMillis: 10 * SECOND,
  requestMillis: 30 * SECOND,
  checkMillis: 2 * SECOND,
  /** A connection on which nothing moves. Longer than the slowest operation; streams send heartbeats. */
  idleMillis: 120 * SECOND,
  /** An idle keep-alive connection; longer than the 60 s of the usual load balancers. */
  keepAliveMillis: 65 * SECOND,
  connections: 10_000,
  headerBytes: 16_384,
  closeMillis: 10 * SECOND,
} as const
