import { fail, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'

/** What an answer says, or that it is not one of ours (a proxy's page, another server at that address). */
export function readAnswer(status: number, text: string, address: string): Result<unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (status === 200 && value !== undefined) return ok(value)
  const { code, message, details } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Failure>
  if (typeof code === 'string' && typeof message === 'string') return fail(code, message, details)
  return fail('client.bad-answer', `${address} answered ${status} with something that is not ours: ${text.slice(0, 120)}`)
}

/** The deepest reason in an error chain: `fetch failed` alone helps nobody. */
export function reasonOf(error: unknown): string {
  let at = error
  for (let depth = 0; depth < 5 && at instanceof Error && at.cause !== undefined; depth++) at = at.cause
  return at instanceof Error ? at.message || ((at as { code?: string }).code ?? at.name) : String(at)
}
