import type { CallKind } from '@touchstone/intake'

/** What a path of Segment's API asks for. */
export type Route =
  | { readonly kind: 'call'; readonly call: CallKind }
  /** What an SDK reports about itself: answered and dropped. */
  | { readonly kind: 'telemetry' }
  | { readonly kind: 'settings'; readonly writeKey: string }
  | { readonly kind: 'unknown' }

const CALLS: readonly (readonly [path: string, call: CallKind])[] = [
  ['identify', 'identify'], ['track', 'track'], ['page', 'page'], ['screen', 'screen'], ['group', 'group'], ['alias', 'alias'],
  ['i', 'identify'], ['t', 'track'], ['p', 'page'], ['s', 'screen'], ['g', 'group'], ['a', 'alias'],
  ['batch', 'batch'], ['b', 'batch'], ['import', 'import'],
]

const ROUTES = new Map<string, Route>(CALLS.map(([path, call]) => [`/v1/${path}`, { kind: 'call', call }]))
ROUTES.set('/v1/m', { kind: 'telemetry' })

const UNKNOWN: Route = { kind: 'unknown' }
/** With `/v1` as a browser asks it, without as mobile SDKs join it to their CDN host. */
const SETTINGS = /^(?:\/v1)?\/projects\/([^/]+)\/settings$/

/** The route of a request target, `undefined` when it is none of ours. A single slash at the end is tolerated. */
export function routeOf(target: string): Route | undefined {
  const mark = target.indexOf('?')
  const whole = mark === -1 ? target : target.slice(0, mark)
  const path = whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole
  const route = ROUTES.get(path)
  if (route !== undefined) return route
  const settings = SETTINGS.exec(path)
  if (settings !== null) return { kind: 'settings', writeKey: decoded(settings[1]!) }
  return path === '/v1' || path.startsWith('/v1/') ? UNKNOWN : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
