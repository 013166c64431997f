// The console at `/`: its hashed files for ever, its one page for every path that is the console's to explain.
//
// The page may run and load what this server gives it, and nothing else; a style tag made by a library carries the nonce
// of the answer. Whatever a script could be tricked into inserting does not run.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from '../http/ports.ts'
import { sendAllowed, sendText, splitTarget } from '../http/respond.ts'
import { NONCE } from './console-files.ts'
import type { ConsoleFile, ConsoleFiles } from './console-files.ts'

/** First words of paths that never are the console's, even where nothing answers them. */
const NOT_OURS = new Set(['api', 'v1', 'docs', 'healthz', 'readyz', 'metrics', 'status.json', 'analytics.js', 'assets'])
const FOR_EVER = 'public, max-age=31536000, immutable'
const MISSING = 'The console is not built. `npm start` builds it; this server was started another way. The API works: see /docs.\n'

export function createConsole(files: ConsoleFiles | undefined): Handler {
  return (req, res) => {
    const { path } = splitTarget(req)
    const asset = files?.assets.get(path.slice(1))
    const page = isPage(req, path)
    if (asset === undefined && !page) return false
    if (req.method !== 'GET' && req.method !== 'HEAD') sendAllowed(req, res, ['GET', 'HEAD'])
    else if (asset !== undefined) sendAsset(req, res, asset)
    else if (files !== undefined) sendPage(res, files.page)
    else sendText(res, 503, 'text/plain; charset=utf-8', MISSING)
    return true
  }
}

/** The page itself says when there is nothing at a path: it knows its rooms, the server need not. */
function isPage(req: IncomingMessage, path: string): boolean {
  if (path === '/') return true
  return !NOT_OURS.has(path.split('/')[1] ?? '') && (req.headers.accept ?? '').includes('text/html')
}

function sendAsset(req: IncomingMessage, res: ServerResponse, { type, plain, br, gz }: ConsoleFile): void {
  const accepted = String(req.headers['accept-encoding'] ?? '')
  const [encoding, bytes] = br !== undefined && /\bbr\b/.test(accepted) ? ['br', br] : gz !== undefined && /\bgzip\b/.test(accepted) ? ['gzip', gz] : ['', plain]
  if (encoding !== '') res.setHeader('Content-Encoding', encoding)
  res.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.byteLength, 'Cache-Control': FOR_EVER, Vary: 'Accept-Encoding', 'Cross-Origin-Resource-Policy': 'same-origin' })
  res.end(bytes)
}

function sendPage(res: ServerResponse, page: string): void {
  const nonce = randomBytes(16).toString('base64')
  res.setHeader('Content-Security-Policy', policy(nonce))
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
  res.setHeader('Cache-Control', 'no-cache')
  sendText(res, 200, 'text/html; charset=utf-8', page.replaceAll(NONCE, nonce))
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
