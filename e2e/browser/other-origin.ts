// A shop of somebody else: a page on an origin of its own that loads analytics.js, byte for byte as npm brings it, and points
// it at a Touchstone on another origin. What then goes over the line is written down by the door that stands before the server.
import { createReadStream } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { PROJECT, WRITE_KEY } from '../src/server-process.ts'

/** One exchange at the door. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  status: number
}

/** What analytics.js may be told besides the key and the address: its own options. */
export type Options = Readonly<Record<string, unknown>>

const BUNDLES = '/analytics-next/bundles/'
const FOLDER = join(dirname(createRequire(join(PROJECT, 'apps/server/package.json')).resolve('@segment/analytics-next/package.json')), 'dist/umd')

export class OtherOrigin {
  /** Everything that came to the server's door, in order. */
  readonly seen: Exchange[] = []
  /** So many answers of the server to events get lost on their way back. */
  loseAnswers = 0
  readonly #site: Server
  readonly #door: Server
  readonly #upstream: string

  private constructor(site: Server, door: Server, upstream: string) {
    this.#site = site
    this.#door = door
    this.#upstream = upstream
    site.on('request', (req, res) => serveShop(req, res, this.door))
    door.on('request', (req, res) => void this.#pass(req, res))
  }

  static async start(upstream: string): Promise<OtherOrigin> {
    const [site, door] = await Promise.all([listening(), listening()])
    return new OtherOrigin(site, door, upstream)
  }

  /** The server's address as the shop knows it. */
  get door(): string {
    return `http://127.0.0.1:${portOf(this.#door)}`
  }

  /** By a name, so that it is another site too, and not only another port. */
  get site(): string {
    return `http://localhost:${portOf(this.#site)}`
  }

  page(options: Options = {}): string {
    return `${this.site}/?${new URLSearchParams({ options: JSON.stringify(options) })}`
  }

  close(): void {
    for (const server of [this.#site, this.#door]) {
      server.close()
      server.closeAllConnections()
    }
  }

  async #pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of req.setEncoding('utf8')) body += chunk as string
    const exchange: Exchange = { method: req.method!, path: req.url!, headers: req.headers, body, status: 0 }
    this.seen.push(exchange)
    const asked = request(this.#upstream + req.url!, { method: req.method, headers: req.headers }, (answer) => {
      exchange.status = answer.statusCode!
      if (req.method === 'POST' && this.loseAnswers > 0) {
        this.loseAnswers--
        answer.resume()
        res.destroy()
        return
      }
      res.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(res)
    })
    asked.once('error', () => res.destroy())
    asked.end(body)
  }
}

function serveShop(req: IncomingMessage, res: ServerResponse, server: string): void {
  const { pathname, searchParams } = new URL(req.url!, 'http://shop')
  if (pathname.startsWith(BUNDLES) || pathname === '/analytics.js') {
    const file = createReadStream(join(FOLDER, pathname === '/analytics.js' ? 'index.js' : basename(pathname)))
    file.once('error', () => res.writeHead(404).end())
    file.once('open', () => file.pipe(res.writeHead(200, { 'content-type': 'text/javascript' })))
  } else if (pathname === '/') {
    const settings = JSON.stringify({ writeKey: WRITE_KEY, cdnURL: server })
    res.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,">
<script>window.analytics = { _cdn: location.origin }</script><script src="/analytics.js"></script>
<script>window.tracker = AnalyticsNext.AnalyticsBrowser.load(${settings}, ${searchParams.get('options') ?? '{}'})</script><h1>A shop</h1>`)
  } else res.writeHead(404).end()
}

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port
