// The demo shop beside the console: a page of its own, and analytics.js as npm brings it, byte for byte, under the paths at
// which Segment's own servers have it. The page may load and call this server only.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CATALOGUE, FIRST_NAMES, LAST_NAMES } from '@touchstone/demo'
import type { Handler } from '../http/ports.ts'
import { sendAllowed, sendJson, sendText, splitTarget } from '../http/respond.ts'

/** Where webpack's public path points the library for its pieces. */
const BUNDLES = '/analytics-next/bundles/'
const JS = 'text/javascript; charset=utf-8'
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/demo-shop': ['./shop/index.html', 'text/html; charset=utf-8'],
  '/demo-shop/shop.css': ['./shop/shop.css', 'text/css; charset=utf-8'],
  '/demo-shop/shop.js': ['./shop/shop.js', JS],
  '/demo-shop/pictures.js': ['./shop/pictures.js', JS],
  '/demo-shop/before-analytics.js': ['./shop/before-analytics.js', JS],
}
const POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; ')
/** The console's page of a person, by any identifier. */
const PERSON = '/people/anonymous_id/{value}'

/** Answers the shop's paths. `writeKey` is undefined while the demo world is being filled. */
export function createShop(writeKey: () => string | undefined): Handler {
  const bundles = readBundles()
  const files = new Map(Object.entries(FILES).map(([path, [file, type]]) => [path, { type, text: readFileSync(new URL(file, import.meta.url), 'utf8') }]))
  return (req, res) => {
    const { path } = splitTarget(req)
    const file = files.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)
    const bundle = path.startsWith(BUNDLES) ? bundles.get(path.slice(BUNDLES.length)) : undefined
    const isSettings = path === '/demo-shop/settings.json'
    if (file === undefined && bundle === undefined && !isSettings) return false
    res.setHeader('Cache-Control', 'no-cache')
    if (req.method !== 'GET' && req.method !== 'HEAD') sendAllowed(req, res, ['GET', 'HEAD'])
    else if (isSettings) sendSettings(res, writeKey())
    else if (bundle !== undefined) sendText(res, 200, JS, bundle)
    else {
      res.setHeader('Content-Security-Policy', POLICY)
      res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
      sendText(res, 200, file!.type, file!.text)
    }
    return true
  }
}

function sendSettings(res: Parameters<Handler>[1], writeKey: string | undefined): void {
  if (writeKey === undefined) {
    res.setHeader('Retry-After', 2)
    sendText(res, 503, 'text/plain; charset=utf-8', 'The demo world is being filled; the shop opens in some seconds.\n')
  } else sendJson(res, 200, { writeKey, products: CATALOGUE, names: { first: FIRST_NAMES, last: LAST_NAMES }, person: PERSON })
}

/** The files of the library by name, small enough to keep. */
function readBundles(): ReadonlyMap<string, string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')), 'dist/umd')
  return new Map(readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
