// The HTTP side: the track API, the operations and the pages, in the order they are asked.
import { fileURLToPath } from 'node:url'
import { authorize, Audit } from '@touchstone/governance'
import type { Intake } from '@touchstone/intake'
import { createConsole } from './console/serve-console.ts'
import { readConsole } from './console/console-files.ts'
import { createShop } from './demo/serve-shop.ts'
import { LiveFeed } from './feeds/live-figures.ts'
import type { SubscriberFeed } from './feeds/to-subscribers.ts'
import { liveReading, readiness, registerFigures, statusView, type FigureParts } from './figures.ts'
import { createApi } from './http/api.ts'
import { createServer, type HttpServer } from './http/create-server.ts'
import { liveStream } from './http/live.ts'
import { createMetrics } from './http/metrics.ts'
import { createPages } from './http/pages.ts'
import { tailStream } from './http/tail.ts'
import type { operations } from './operations.ts'
import type { Stores } from './plugs.ts'
import { Attempts } from './sign-in/attempts.ts'
import { createSessionEndpoint } from './sign-in/session-endpoint.ts'
import { createWhoAsks } from './sign-in/who-asks.ts'
import type { SystemFigures } from './stream/system-figures.ts'
import { createTrackApi } from './track-api/index.ts'

/** Where the bootstrap puts what it built. */
const CONSOLE = fileURLToPath(new URL('../../console/dist/', import.meta.url))

export function createRoutes(stores: Stores, intake: Intake, subscribers: SubscriberFeed, system: SystemFigures, declared: ReturnType<typeof operations>, figures: FigureParts): HttpServer {
  const { log, clock, credentials, sessions, registry, settings } = stores
  const audit = new Audit(registry)
  const metrics = createMetrics()
  registerFigures(metrics, figures)
  const calls = metrics.histogram('api_seconds', 'Duration of operations', [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10], ['operation', 'status'])
  const answers = metrics.counter('track_answers_total', 'Answers of the track API', ['status', 'code'])
  const port = settings.port === 0 ? '' : `:${settings.port}`
  const token = (text: string) => credentials.check('admin_token', text)
  const live = new LiveFeed({
    read: () => liveReading(figures),
    tail: subscribers.subscribe,
    system: system.subscribe,
    clock,
    onFailure: (error) => log({ level: 'warn', event: 'live.unreadable', error: String(error) }),
  })
  const api = createApi({
    operations: declared,
    streams: [tailStream(subscribers.subscribe), liveStream(live.subscribe)],
    authenticate: createWhoAsks({ token, session: (secret) => sessions.check(secret)?.caller }),
    stillThere: createWhoAsks({ token, session: (secret) => sessions.look(secret)?.caller }),
    authorize: (operation, caller) => authorize(operation, caller),
    audit: (record) => audit.keep(record),
    log, clock,
    observe: ({ operation, status, millis }) => calls(millis / 1000, { operation, status: String(status) }),
    version: figures.version,
    address: `http://localhost${port}`,
  })
  const track = createTrackApi({
    intake,
    authenticate: (writeKey) => credentials.check('write_key', writeKey)?.subject,
    clock,
    report: (error) => log({ level: 'error', event: 'track.defect', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    observe: (status, code) => answers({ status: String(status), code: code ?? '' }),
  })
  const pages = createPages({
    routes: api.routes,
    address: `http://localhost${port}`,
    status: () => statusView(figures),
    readiness: () => readiness(figures),
    metrics, clock, log,
  })
  const session = createSessionEndpoint({ sessions, token, attempts: new Attempts(clock), audit: (record) => audit.keep(record), clock, log })
  const console_ = createConsole(readConsole(CONSOLE))
  const { demo } = figures
  const shop = demo === undefined ? [] : [createShop(() => demo.shopKey)]
  return createServer({ handlers: [track, session, api.handle, ...shop, pages, console_], log, onClose: () => api.close() })
}
