import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '@touchstone/base'
import { isRetryable, statusOfFailure } from './failure-status.ts'
import { LIMITS } from './limits.ts'

/** Nothing may be loaded, framed or run. Pages that need more replace it with a policy of their own. */
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Set on every answer before any handler runs; a handler may replace one (a page its policy, an edge its caching). */
export function setBaseHeaders(res: ServerResponse): void {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('X-Frame-Options', 'DENY')
  res.setHeader('Referrer-Policy', 'no-referrer')
  res.setHeader('Content-Security-Policy', CLOSED_POLICY)
}

export function sendText(res: ServerResponse, status: number, contentType: string, text: string): void {
  const body = Buffer.from(text, 'utf8')
  res.statusCode = status
  res.setHeader('Content-Type', contentType)
  res.setHeader('Content-Length', body.byteLength)
  res.end(body)
}

export function sendJson(res: ServerResponse, status: number, value: unknown): void {
  sendText(res, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

/** The error answer: `{ "code", "message", "details"? }` with the status that belongs to the code. Returns the status. */
export function sendFailure(res: ServerResponse, failure: Failure): number {
  const status = statusOfFailure(failure.code)
  if (isRetryable(status)) res.setHeader('Retry-After', LIMITS.retryAfterSeconds)
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="touchstone"')
  const { code, message, details } = failure
  sendJson(res, status, details === undefined ? { code, message } : { code, message, details })
  return status
}

/** Answers OPTIONS, or refuses a method the path does not have. Both say which methods it has. */
export function sendAllowed(req: IncomingMessage, res: ServerResponse, methods: readonly string[]): number {
  res.setHeader('Allow', [...methods, 'OPTIONS'].join(', '))
  if (req.method !== 'OPTIONS') return sendFailure(res, { code: 'api.method-not-allowed', message: `this path takes ${methods.join(', ')}, not ${req.method}` })
  res.statusCode = 204
  res.end()
  return 204
}

/** The path and the query text of a request, apart; the target is used as it came, so `//x` and the like are plain paths. */
export function splitTarget(req: IncomingMessage): { readonly path: string; readonly query: string } {
  const target = req.url ?? '/'
  const mark = target.indexOf('?')
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}
