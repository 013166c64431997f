// The public API, as anybody may use it. The browser's cookie says who asks.
import { createClient } from '@touchstone/client'
import type { Failure, Result } from '@touchstone/base'
import { fetchOrTake } from './first-answer.ts'

export const client = createClient({ address: location.origin, fetch: fetchOrTake })

/** A failure of a call, for React Query, which wants one thrown. `code` is stable; `message` is for people. */
export class CallFailed extends Error {
  override name = 'CallFailed'
  readonly code: string
  readonly details: unknown
  constructor({ code, message, details }: Failure) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** The value of a call, or its failure thrown. */
export async function answerOf<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call
  if (!result.ok) throw new CallFailed(result.failure)
  return result.value
}

/** The server did not answer at all: it is away, or the network is. */
export function isAway(error: unknown): boolean {
  return error instanceof CallFailed && /^client\.(?:unreachable|timeout|bad-answer)$/.test(error.code)
}

export function isNobody(error: unknown): boolean {
  return error instanceof CallFailed && error.code === 'api.unauthenticated'
}

export function isForbidden(error: unknown): boolean {
  return error instanceof CallFailed && error.code.endsWith('forbidden')
}

export function isMissing(error: unknown): boolean {
  return error instanceof CallFailed && error.code.endsWith('not-found')
}
