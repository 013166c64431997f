// Segment's HTTP API, as the SDKs in the field expect it; docs/segment-api.md describes it from their side.
//
// A request is answered 200 only when its events are durable in the log. What can never succeed is answered 400 or 401,
// which SDKs do not send again; what may succeed later is answered 503, which they do.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fail, ok, type Clock, type Failure, type Result } from '@touchstone/base'
import type { CallKind, Intake } from '@touchstone/intake'
import { send, sendPreflight, sendRefusal, sendSuccess, setOriginHeaders } from './answers.ts'
import { ByteBudget, Gate } from './byte-budget.ts'
import { TRACK_LIMITS, type TrackLimits } from './limits.ts'
import { DEEPEST_LARGE_BODY, nestsTooDeep } from './nesting.ts'
import { ABORTED, drain, readBody } from './read-body.ts'
import { routeOf, type Route } from './routes.ts'
import { addressOfRequest, type PublicAddress, settingsText } from './settings.ts'
import { basicKey, bodyKey } from './write-key.ts'

export interface TrackApiParts {
  readonly intake: Pick<Intake, 'accept'>
  /** The source that a write key belongs to; `undefined` for a key that is unknown or disabled. */
  authenticate(writeKey: string): string | undefined | Promise<string | undefined>
  readonly clock: Clock
  readonly limits?: Partial<TrackLimits>
  /** The sender's address; the connection's own unless the server knows better (a trusted proxy's header). */
  clientAddress?(req: IncomingMessage): string | undefined
  /** Where SDKs reach this server, for the settings they ask for; the address they used unless told. */
  publicAddress?(req: IncomingMessage): PublicAddress
  /** Told of defects of ours, which are answered 500. */
  report?(error: unknown): void
  /** Told of every answer: its status, and for refusals the code. */
  observe?(status: number, code: string | undefined): void
}

/** Takes the requests of the track API and answers them, now or later; `false` for every other request. */
export function createTrackApi(parts: TrackApiParts): (req: IncomingMessage, res: ServerResponse) => boolean {
  const api = new TrackApi(parts)
  return (req, res) => {
    const route = routeOf(req.url ?? '/')
    if (route === undefined) return false
    api.serve(route, req, res).catch((error: unknown) => api.broken(res, error))
    return true
  }
}

class TrackApi {
  readonly #parts: TrackApiParts
  readonly #limits: TrackLimits
  readonly #budget: ByteBudget
  readonly #gate: Gate

  constructor(parts: TrackApiParts) {
    this.#parts = parts
    this.#limits = { ...TRACK_LIMITS, ...parts.limits }
    this.#budget = new ByteBudget(this.#limits.bytesInFlight)
    this.#gate = new Gate(this.#limits.decompressions)
  }

  async serve(route: Route, req: IncomingMessage, res: ServerResponse): Promise<void> {
    setOriginHeaders(req, res)
    const method = route.kind === 'settings' ? 'GET' : 'POST'
    if (route.kind === 'unknown') {
      this.#refuse(req, res, 404, { code: 'track-api.path-not-found', message: `there is no call at ${(req.url ?? '').slice(0, 100)}` })
    } else if (req.method === 'OPTIONS') {
      drain(req, this.#limits)
      sendPreflight(res, this.#limits)
      this.#parts.observe?.(204, undefined)
    } else if (req.method !== method) {
      const failure = { code: 'track-api.method-not-allowed', message: `this path takes ${method}, not ${req.method}` }
      this.#refuse(req, res, 405, failure, { Allow: `${method}, OPTIONS` })
    } else if (route.kind === 'settings') await this.#settings(route.writeKey, req, res)
    else if (route.kind === 'telemetry') {
      drain(req, this.#limits)
      this.#succeed(res)
    } else await this.#call(route.call, req, res)
  }

  /** The last resort: something threw. SDKs send again what is answered 500. */
  broken(res: ServerResponse, error: unknown): void {
    this.#parts.report?.(error)
    this.#parts.observe?.(500, 'track-api.internal')
    sendRefusal(res, 500, { code: 'track-api.internal', message: 'something broke here; send this again later' })
  }

  async #settings(writeKey: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    drain(req, this.#limits)
    if ((await this.#parts.authenticate(writeKey)) === undefined) return this.#refuse(req, res, 404, UNKNOWN_KEY)
    const address = this.#parts.publicAddress?.(req) ?? addressOfRequest(req)
    send(res, 200, settingsText(writeKey, address), { 'Cache-Control': `max-age=${this.#limits.settingsSeconds}` })
    this.#parts.observe?.(200, undefined)
  }

  async #call(kind: CallKind, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const receivedAt = this.#parts.clock.now()
    const share = this.#budget.open()
    try {
      const key = basicKey(req.headers.authorization)
      // A key in the header is checked before its body is read.
      let source = key === undefined ? undefined : await this.#parts.authenticate(key)
      if (key !== undefined && source === undefined) return this.#refuse(req, res, 401, UNKNOWN_KEY)
      const bytes = await readBody(req, share, this.#gate, this.#limits)
      if (!bytes.ok) return this.#answerFailure(res, bytes.failure)
      const body = parsed(bytes.value)
      if (!body.ok) return this.#answerFailure(res, body.failure)
      source ??= await this.#sourceOf(bodyKey(body.value))
      if (source === undefined) return this.#refuse(undefined, res, 401, UNKNOWN_KEY)
      const ip = this.#parts.clientAddress === undefined ? plainAddress(req.socket.remoteAddress) : this.#parts.clientAddress(req)
      const accepted = await this.#parts.intake.accept({ kind, source, body: body.value, receivedAt, ip })
      if (accepted.ok) this.#succeed(res)
      else this.#answerFailure(res, accepted.failure)
    } finally {
      share.close()
    }
  }

  async #sourceOf(key: string | undefined): Promise<string | undefined> {
    return key === undefined ? undefined : await this.#parts.authenticate(key)
  }

  #succeed(res: ServerResponse): void {
    sendSuccess(res)
    this.#parts.observe?.(200, undefined)
  }

  #answerFailure(res: ServerResponse, failure: Failure): void {
    if (failure.code === ABORTED) {
      this.#parts.observe?.(499, ABORTED)
      res.destroy()
      return
    }
    // The log's own failures, and ours when too much is under way, pass with time.
    const later = failure.code.startsWith('stream.') || failure.code.endsWith('unavailable')
    this.#refuse(undefined, res, later ? 503 : 400, failure, later ? { 'Retry-After': this.#limits.retryAfterSeconds } : undefined)
  }

  /** `req` where its body has not been read yet. */
  #refuse(req: IncomingMessage | undefined, res: ServerResponse, status: number, failure: Failure, headers?: Record<string, string | number>): void {
    if (req !== undefined) drain(req, this.#limits)
    sendRefusal(res, status, failure, headers)
    this.#parts.observe?.(status, failure.code)
  }
}

const UNKNOWN_KEY: Failure = {
  code: 'track-api.write-key-unknown',
  message: 'expected a known write key, as Authorization: Basic base64(writeKey + ":") or as writeKey in the body',
}

function parsed(bytes: Buffer): Result<unknown> {
  if (nestsTooDeep(bytes)) {
    return fail('track-api.body-too-deep', `expected at most ${DEEPEST_LARGE_BODY} levels of objects and lists in a large body, got more`)
  }
  const text = bytes.toString('utf8')
  try {
    // Some senders put a byte order mark in front, which JSON does not know.
    return ok(JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text))
  } catch (error) {
    return fail('track-api.body-not-json', `expected a JSON object as the body: ${(error as Error).message}`)
  }
}

/** An IPv4 address that came in over an IPv6 socket, in its own form. */
function plainAddress(address: string | undefined): string | undefined {
  return address?.startsWith('::ffff:') ? address.slice(7) : address
}
