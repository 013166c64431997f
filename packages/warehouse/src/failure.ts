import { fail } from '@touchstone/base'
import type { Failure } from '@touchstone/base'

/** The engine's own error numbers that mean something to a caller. */
const CODES: Readonly<Record<string, string>> = {
  159: 'warehouse.timeout',
  158: 'warehouse.too_many_rows',
  396: 'warehouse.too_many_rows',
  241: 'warehouse.out_of_memory',
  210: 'warehouse.unavailable',
  202: 'warehouse.busy',
  394: 'warehouse.cancelled',
}

/** Socket errors of a cluster that is away; the embedded engine has none. */
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENETUNREACH'])

/** What a thrown error of the engine or the client library means, as a failure with a stable code. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message.trim() : String(error)
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  // Errors of a stream have a word of the driver as their code, and the engine's number in the text only.
  const known = CODES[code] ?? CODES[/^(?:Stream.*?)?Code: (\d+)\./.exec(message)?.[1] ?? '']
  if (known !== undefined) return { code: known, message }
  if (SOCKET.has(code) || /socket hang up|timeout error|request was aborted/i.test(message)) {
    return { code: 'warehouse.unavailable', message: `the ClickHouse server did not answer: ${message}` }
  }
  return { code: 'warehouse.query_failed', message }
}

export function unavailable(why: string) {
  return fail('warehouse.unavailable', `the warehouse is not available: ${why}`)
}

export function cancelled() {
  return fail('warehouse.cancelled', 'the query was called off: whoever asked has gone')
}
