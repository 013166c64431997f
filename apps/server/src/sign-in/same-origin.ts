// Did a page of ours make this request?
//
// A browser sends cookies by itself, so a request with a good cookie proves nothing about who wanted it. SameSite=Strict
// keeps the cookie from other sites, but a page on another port of the same host is the same site. Browsers say where a
// request comes from: `Sec-Fetch-Site` where the address is trustworthy (https, localhost), `Origin` with everything that
// may change something. No script can set or forge either.
import type { IncomingMessage } from 'node:http'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What is wrong with the origin of a request that comes with a cookie, in words; undefined when it is ours. */
export function foreignOrigin(req: IncomingMessage): string | undefined {
  const site = req.headers['sec-fetch-site']
  const { origin, host } = req.headers
  const reading = READING.has(req.method ?? '')
  // `none`: the person typed the address or took a bookmark. That opens pages; it changes nothing.
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && reading) ? undefined : `expected a request of this console, got one whose Sec-Fetch-Site is "${String(site).slice(0, 40)}"`
  if (origin !== undefined) return hostOf(origin) === host ? undefined : `expected the origin of this console, got "${origin.slice(0, 100)}"`
  return reading ? undefined : 'expected the header Sec-Fetch-Site or Origin, which browsers send with every request that changes something'
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
