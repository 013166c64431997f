import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '@touchstone/base'
import type { TrackLimits } from './limits.ts'

/** SDKs in some languages look for exactly this. */
const SUCCESS = '{"success": true}'

/**
 * Headers that let a browser on another origin send and read the answer. `Retry-After` must be exposed by name, or
 * scripts do not see it.
 */
export function setOriginHeaders(req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Vary', 'Origin')
  const { origin } = req.headers
  if (origin === undefined) return
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After')
}

/** The answer to a preflight request. */
export function sendPreflight(res: ServerResponse, limits: TrackLimits): void {
  res.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST, GET, OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Retry-Count',
    'Access-Control-Max-Age': limits.preflightSeconds,
  })
  res.end()
}

export function sendSuccess(res: ServerResponse): void {
  send(res, 200, SUCCESS)
}

/** `{"success": false, "code", "message"}` with a status that SDKs understand: never a redirect, never 413. */
export function sendRefusal(res: ServerResponse, status: number, { code, message }: Failure, headers?: Record<string, string | number>): void {
  send(res, status, JSON.stringify({ success: false, code, message }), headers)
}

export function send(res: ServerResponse, status: number, body: string, headers?: Record<string, string | number>): void {
  // The sender may be gone by now.
  if (res.headersSent || res.destroyed) return
  res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers })
  res.end(body)
}
