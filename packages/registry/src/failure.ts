import type { Failure } from '@touchstone/base'

/**
 * What a statement throws when PostgreSQL is away or gave up on it; anything else a statement throws is a defect of ours
 * and stays the driver's error. `registry.attempt` turns it into a Result.
 */
export class RegistryError extends Error {
  override name = 'RegistryError'
  readonly failure: Failure
  constructor(failure: Failure, cause: unknown) {
    super(failure.message, { cause })
    this.failure = failure
  }
}

const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_STREAM_DESTROYED'])
/** The driver has no codes for these. */
const LOST = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|Cannot use a pool after/i

/** The driver's error, or a `RegistryError` in its place. */
export function readable(error: unknown): unknown {
  if (error instanceof RegistryError) return error
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const message = error instanceof Error ? error.message : String(error)
  // Class 08: connection lost. 57P01–57P03: the server stops, crashed or still starts. 53300: no connection is free.
  if (SOCKET.has(code) || LOST.test(message) || code.startsWith('08') || /^57P0[1-5]$/.test(code) || code === '53300') {
    return new RegistryError({ code: 'registry.unavailable', message: `PostgreSQL is not available: ${message}` }, error)
  }
  if (code === '57014' || code === '55P03') {
    return new RegistryError({ code: 'registry.timeout', message: `PostgreSQL took too long: ${message}` }, error)
  }
  return error
}
