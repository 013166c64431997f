// The cookie that holds the secret of a session.
//
// HttpOnly: no script reads it. SameSite=Strict: no other site's page makes a browser send it. `__Host-` and Secure where
// the browser came by https: nobody without the certificate can set or see it. Browsers do not tell ports apart, so the
// port is in the name: two installations on one machine then do not sign each other's people out.
import type { IncomingMessage } from 'node:http'

/** Whether the browser came by https; the server itself speaks plain HTTP, so the proxy in front of it says so. */
function isHttps(req: IncomingMessage): boolean {
  return req.headers['x-forwarded-proto'] === 'https'
}

function nameFor(req: IncomingMessage): string {
  const port = /:(\d+)$/.exec(req.headers.host ?? '')?.[1]
  const name = port === undefined ? 'touchstone_session' : `touchstone_session_${port}`
  return isHttps(req) ? `__Host-${name}` : name
}

/** The secret that the browser sent, if it sent one. */
export function cookieOf(req: IncomingMessage): string | undefined {
  const name = nameFor(req)
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=')
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

/** The header that sets the cookie for `seconds`, or takes it away when they are 0. */
export function setCookie(req: IncomingMessage, secret: string, seconds: number): string {
  return `${nameFor(req)}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isHttps(req) ? '; Secure' : ''}`
}
