// The HTTP side: the track API, the operations and the pages, in the order they are asked.
import { authorize, Audit } from '@touchstone/governance'
import type { Intake } from '@touchstone/intake'
import { createShop } from './demo/serve-shop.ts'
import type { SubscriberFeed } from './feeds/to-subscribers.ts'
import { readiness, registerFigures, statusView, type FigureParts } from './figures.ts'
import { createApi } from './http/api.ts'
import { createServer, type HttpServer } from './http/create-server.ts'
import { createMetrics } from './http/metrics.ts'
import { createPages } from './http/pages.ts'
import { tailStream } from './http/tail.ts'
import type { operations } from './operations.ts'
import type { Stores } from './plugs.ts'
import { createTrackApi } from './track-api/index.ts'

export function createRoutes(stores: Stores, intake: Intake, subscribers: SubscriberFeed, declared: ReturnType<typeof operations>, figures: FigureParts): HttpServer {
  const { log, clock, credentials, registry, settings } = stores
  const audit = new Audit(registry)
  const metrics = createMetrics()
  registerFigures(metrics, figures)
  const calls = metrics.histogram('api_seconds', 'Duration of operations', [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10], ['operation', 'status'])
  const answers = metrics.counter('track_answers_total', 'Answers of the track API', ['status', 'code'])
  const port = settings.port === 0 ? '' : `:${settings.port}`
  const api = createApi({
    operations: declared,
    streams: [tailStream(subscribers.subscribe)],
    authenticate: (bearer) => credentials.check('admin_token', bearer),
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
  const { demo } = figures
  const shop = demo === undefined ? [] : [createShop(() => demo.shopKey)]
  return createServer({ handlers: [track, api.handle, ...shop, pages], log, onClose: () => api.close() })
}
