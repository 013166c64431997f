import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, Millis } from '@touchstone/base'
import { docsPage } from './docs-page.ts'
import type { Page } from './html.ts'
import { LIMITS } from './limits.ts'
import type { Handler, Log, MetricsText, Readiness, StatusView } from './ports.ts'
import type { Registered } from './registration.ts'
import { sendAllowed, sendFailure, sendJson, sendText, splitTarget } from './respond.ts'

export interface PagesParts {
  /** What the reference is made of: `routes` of the api. */
  readonly routes: readonly Registered[]
  readonly address: string
  readonly status: () => Promise<StatusView>
  readonly readiness: () => readonly Readiness[] | Promise<readonly Readiness[]>
  readonly metrics: MetricsText
  readonly clock: Clock
  readonly log: Log
}

type Answer = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>

/**
 * What anybody may see without a token: `/status.json` (figures), `/docs`, `/healthz`, `/readyz`, `/metrics`.
 * None of them names a person, a segment or a condition.
 */
export function createPages(parts: PagesParts): Handler {
  const docs = docsPage(parts.routes, parts.address)
  const status = fresh(parts.status, parts.clock)
  const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
    ['/docs', (_, res) => sendPage(res, docs)],
    ['/status.json', async (_, res) => sendJson(res, 200, await status())],
    ['/healthz', (_, res) => sendJson(res, 200, { alive: true })],
    ['/readyz', async (_, res) => sendReadiness(res, await parts.readiness())],
    ['/metrics', async (_, res) => sendText(res, 200, parts.metrics.contentType, await parts.metrics.text())],
  ])
  return (req, res) => {
    const { path } = splitTarget(req)
    const answer = answers.get(path)
    if (answer === undefined) return false
    res.setHeader('Cache-Control', 'no-store')
    if (req.method !== 'GET' && req.method !== 'HEAD') sendAllowed(req, res, ['GET', 'HEAD'])
    else void settle(answer, req, res, parts.log, path)
    return true
  }
}

async function settle(answer: Answer, req: IncomingMessage, res: ServerResponse, log: Log, path: string): Promise<void> {
  try {
    await answer(req, res)
  } catch (error) {
    log({ level: 'error', event: 'pages.failed', path, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    if (!res.headersSent) sendFailure(res, { code: 'pages.unavailable', message: `${path} cannot be answered at this moment` })
  }
}

function sendPage(res: ServerResponse, page: Page): void {
  res.setHeader('Content-Security-Policy', page.policy)
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  sendText(res, 200, 'text/html; charset=utf-8', page.markup)
}

function sendReadiness(res: ServerResponse, parts: readonly Readiness[]): void {
  const ready = parts.every((part) => part.ready)
  if (!ready) res.setHeader('Retry-After', LIMITS.retryAfterSeconds)
  sendJson(res, ready ? 200 : 503, { ready, parts })
}

/** Asks the stores at most once per `statusAgeMillis`, however many people look. A failure is not kept. */
function fresh(read: () => Promise<StatusView>, clock: Clock): () => Promise<StatusView> {
  let last: Promise<StatusView> | undefined
  let at: Millis = -Infinity
  return () => {
    if (last !== undefined && clock.now() - at < LIMITS.statusAgeMillis) return last
    at = clock.now()
    const reading = read()
    last = reading
    reading.catch(() => {
      if (last === reading) last = undefined
    })
    return reading
  }
}
