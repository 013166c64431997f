import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Millis } from '@touchstone/base'
import { LIMITS } from './limits.ts'
import type { Handler, Log } from './ports.ts'
import { sendFailure, setBaseHeaders, splitTarget } from './respond.ts'

export interface ServerParts {
  /** Asked in this order; the first that takes a request answers it. The edge for facts comes first: it is the busy one. */
  readonly handlers: readonly Handler[]
  readonly log: Log
  /** Called when closing begins, e.g. to end event streams. */
  readonly onClose?: () => void
  /** Shorter times than `LIMITS` has, for tests and for machines that serve only fast networks. */
  readonly times?: Readonly<Partial<Record<'headersMillis' | 'requestMillis' | 'checkMillis', Millis>>>
}

export interface HttpServer {
  /** Starts to listen; `port` 0 takes a free one. Gives the port. Rejects when it cannot. */
  listen(port: number, host?: string): Promise<number>
  /**
   * Takes no more connections, lets running requests finish and cuts off whatever is left after `grace` (10 s).
   * Answers given meanwhile close their connection.
   */
  close(grace?: Millis): Promise<void>
}

/** The HTTP listener: its bounds on time and number, the headers every answer has, and the row of handlers. */
export function createServer({ handlers, log, onClose, times }: ServerParts): HttpServer {
  let closing = false
  const server = createHttpServer({
    headersTimeout: times?.headersMillis ?? LIMITS.headersMillis,
    requestTimeout: times?.requestMillis ?? LIMITS.requestMillis,
    connectionsCheckingInterval: times?.checkMillis ?? LIMITS.checkMillis,
    keepAliveTimeout: LIMITS.keepAliveMillis,
    maxHeaderSize: LIMITS.headerBytes,
    keepAlive: true,
    noDelay: true,
  })
  server.maxConnections = LIMITS.connections
  server.setTimeout(LIMITS.idleMillis)
  server.on('request', (req, res) => {
    setBaseHeaders(res)
    if (closing) res.setHeader('Connection', 'close')
    res.on('error', (error) => log({ level: 'info', event: 'http.answer-lost', error: error.message }))
    try {
      for (const handle of handlers) if (handle(req, res)) return
      sendFailure(res, { code: 'http.path-not-found', message: `there is nothing at ${splitTarget(req).path.slice(0, 200)}; see /docs for what there is` })
    } catch (error) {
      log({ level: 'error', event: 'http.defect', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      if (res.headersSent) res.destroy()
      else sendFailure(res, { code: 'http.internal', message: 'something broke here; the log has it' })
    }
  })

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve((server.address() as AddressInfo).port)
        })
      }),
    close: (grace = LIMITS.closeMillis) =>
      new Promise((resolve) => {
        closing = true
        const cut = setTimeout(() => server.closeAllConnections(), grace)
        // A connection whose last answer began before closing stays open afterwards, idle; sweep those up as they come.
        const sweep = setInterval(() => server.closeIdleConnections(), 50)
        server.close(() => {
          clearTimeout(cut)
          clearInterval(sweep)
          resolve()
        })
        onClose?.()
      }),
  }
}
