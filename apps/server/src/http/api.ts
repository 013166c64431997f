import type { IncomingMessage, ServerResponse } from 'node:http'
import { fail, ok } from '@touchstone/base'
import type { Clock, Failure, Result } from '@touchstone/base'
import type { Caller, FileAnswer, Operation } from '@touchstone/governance'
import { auditText } from './audit-text.ts'
import type { EventStream } from './event-stream.ts'
import { LIMITS } from './limits.ts'
import { openApiDocument } from './openapi.ts'
import type { OpenApiDocument } from './openapi.ts'
import type { Audit, AuditRecord, Authenticate, Authorize, Handler, Log, Observe } from './ports.ts'
import { readInput } from './read-input.ts'
import { register } from './registration.ts'
import type { Registered } from './registration.ts'
import { sendAllowed, sendFailure, sendJson, splitTarget } from './respond.ts'
import { createRouter } from './router.ts'
import { sendFile } from './send-file.ts'
import { createSubscribers } from './subscribers.ts'

export interface ApiParts {
  readonly operations: readonly Operation[]
  readonly streams?: readonly EventStream[]
  readonly authenticate: Authenticate
  /** The same, asked now and then about the reader of a stream; being asked about is no use of a session. */
  readonly stillThere?: Authenticate
  readonly authorize: Authorize
  readonly audit: Audit
  readonly log: Log
  readonly clock: Clock
  readonly observe?: Observe
  /** Shown in the published description. */
  readonly version?: string
  readonly address?: string
}

export interface Api {
  /** Answers everything below `/api`, and nothing else. */
  readonly handle: Handler
  readonly routes: readonly Registered[]
  readonly document: OpenApiDocument
  /** Tells the readers of event streams that the server goes, and ends their answers. */
  close(): void
}

type Registry = ReturnType<typeof createSubscribers>
interface Call {
  readonly parts: ApiParts
  readonly subscribers: Registry
  /** Files that are being sent. */
  readonly downloads: Set<Call>
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly declared: Registered
  readonly pathValues: readonly string[]
  readonly query: string
  incident(): string
}

/**
 * Turns declarations into routes. Throws when one of them may not be served (see `register`). Every call goes the same
 * way: route, caller, permission, input, handler, output, audit record, answer. What a handler throws is a defect:
 * it is logged under an incident number, and the caller learns that number and nothing else.
 */
export function createApi(parts: ApiParts): Api {
  const routes = register(parts.operations, parts.streams)
  const document = openApiDocument(routes, { version: parts.version ?? '0', address: parts.address })
  const documentText = JSON.stringify(document)
  const find = createRouter(routes)
  const subscribers = createSubscribers()
  const downloads = new Set<Call>()
  let inFlight = 0
  let incidents = 0
  const incident = (): string => `${parts.clock.now().toString(36)}-${++incidents}`

  const answer = async (call: Call): Promise<void> => {
    if (inFlight >= LIMITS.operationsInFlight) {
      finish(call.res, sendFailure(call.res, { code: 'api.full', message: `${LIMITS.operationsInFlight} calls are running; try again` }), call, parts.clock.now())
      return
    }
    inFlight++
    const began = parts.clock.now()
    try {
      finish(call.res, await serve(call), call, began)
    } catch (error) {
      finish(call.res, answerDefect(call, error), call, began)
    } finally {
      inFlight--
    }
  }

  const handle: Handler = (req, res) => {
    const { path, query } = splitTarget(req)
    if (path !== '/api' && !path.startsWith('/api/')) return false
    res.setHeader('Cache-Control', 'no-store')
    if (path === '/api/openapi.json') {
      sendDocument(req, res, documentText)
      return true
    }
    const match = find(path.slice('/api/'.length))
    if (match === 'malformed') sendFailure(res, { code: 'api.invalid-path', message: 'the path holds a percent sign that is not an escape' })
    else if (match === undefined) sendFailure(res, { code: 'api.path-not-found', message: `there is nothing at ${path.slice(0, 200)}; see /docs for what there is` })
    else {
      const declared = match.methods.get(req.method === 'HEAD' ? 'GET' : (req.method ?? ''))
      if (declared === undefined) sendAllowed(req, res, methodsOf(match.methods))
      else void answer({ parts, subscribers, downloads, req, res, declared, pathValues: match.values, query, incident })
    }
    return true
  }
  return { handle, routes, document, close: subscribers.close }
}

function sendDocument(req: IncomingMessage, res: ServerResponse, text: string): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    sendAllowed(req, res, ['GET', 'HEAD'])
    return
  }
  res.statusCode = 200
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.setHeader('Content-Length', Buffer.byteLength(text))
  res.end(text)
}

function methodsOf(methods: ReadonlyMap<string, Registered>): string[] {
  const all = [...methods.keys()]
  return all.includes('GET') ? [...all, 'HEAD'] : all
}

function finish(res: ServerResponse, status: number, call: Call, began: number): void {
  const { parts, declared } = call
  parts.observe?.({ operation: declared.name, status, millis: parts.clock.now() - began })
  if (!res.writableEnded && declared.stream === undefined) res.end()
}

/** Gives the status it answered with. Throws only for defects. */
async function serve(call: Call): Promise<number> {
  const { parts, req, res, declared } = call
  const asking = parts.authenticate(req)
  if (!asking.ok) return refuse(call, asking.failure)
  const caller = asking.value
  const given = Object.fromEntries(declared.pathFields.map((field, index) => [field, call.pathValues[index]]))
  const allowed = parts.authorize(declared, caller)
  if (!allowed.ok) return refuse(call, allowed.failure, caller, given)
  const input = await readInput(req, declared, call.pathValues, call.query)
  if (!input.ok) return refuse(call, input.failure, caller, given)
  if (declared.stream !== undefined) return watch(call, declared.stream, input.value, caller)
  const isFull = declared.fileType !== undefined && call.downloads.size >= LIMITS.downloads
  const result = isFull ? fail('api.full', `${LIMITS.downloads} files are being sent; try again later`) : await run(declared, input.value, caller, goneOf(res))
  const failure = result.ok ? undefined : result.failure
  if (!(await keep(call, caller, input.value as Record<string, unknown>, failure === undefined ? 'done' : 'failed', failure))) return 503
  if (!result.ok && res.destroyed) {
    parts.log({ level: 'info', event: 'api.caller-left', operation: declared.name })
    return 499
  }
  if (!result.ok) return sendFailure(res, result.failure)
  if (declared.fileType !== undefined) return await give(call, declared.fileType, result.value as FileAnswer)
  sendJson(res, 200, result.value)
  return 200
}

async function give(call: Call, fileType: string, file: FileAnswer): Promise<number> {
  call.downloads.add(call)
  try {
    if (await sendFile(call.res, fileType, file)) return 200
    call.parts.log({ level: 'info', event: 'api.caller-left', operation: call.declared.name })
    return 499
  } finally {
    call.downloads.delete(call)
  }
}

/** Aborted when the caller hangs up before the answer. */
function goneOf(res: ServerResponse): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  return gone.signal
}

/** Calls the handler and passes its output through the declared shape, so that no undeclared field gets out. */
async function run(declared: Registered, input: unknown, caller: Caller, gone: AbortSignal): Promise<Result<unknown>> {
  const { operation } = declared
  if (operation === undefined) throw new Error(`${declared.name} is not an operation`)
  const result = await operation.handler(input, caller, gone)
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

async function watch(call: Call, stream: EventStream, input: unknown, caller: Caller): Promise<number> {
  const { res, subscribers } = call
  if (!(await keep(call, caller, input as Record<string, unknown>, 'done'))) return 503
  if (call.req.method === 'HEAD') {
    res.writeHead(200, { 'Content-Type': 'text/event-stream' }).end()
    return 200
  }
  const isStillAllowed = (): boolean => {
    const asking = (call.parts.stillThere ?? call.parts.authenticate)(call.req)
    return asking.ok && call.parts.authorize(call.declared, asking.value).ok
  }
  if (!subscribers.open(res, (listener) => stream.subscribe(input, listener, caller), isStillAllowed)) {
    return sendFailure(res, { code: 'api.full', message: `${LIMITS.subscribers} readers are watching; try again later` })
  }
  return 200
}

/** Answers with a failure before the handler ran. A refusal of somebody known is kept; of nobody in particular it is not. */
async function refuse(call: Call, failure: Failure, caller?: Caller, input: Record<string, unknown> = {}): Promise<number> {
  if (caller !== undefined && !(await keep(call, caller, input, 'refused', failure))) return 503
  return sendFailure(call.res, failure)
}

/** Keeps the audit record. `false`: it could not be kept, and the caller has been told so instead of getting an answer. */
async function keep(call: Call, caller: Caller, input: Record<string, unknown>, outcome: AuditRecord['outcome'], failure?: Failure): Promise<boolean> {
  const { parts, declared } = call
  const { name: operation, permission } = declared
  const record = { at: parts.clock.now(), subject: caller.subject, operation, permission, text: auditText(declared.audit, input), outcome }
  try {
    await parts.audit(failure === undefined ? record : { ...record, code: failure.code })
    return true
  } catch (error) {
    parts.log({ level: 'error', event: 'api.audit-lost', operation, error: String(error) })
    sendFailure(call.res, { code: 'api.audit-unavailable', message: 'the audit trail cannot be written now, so nothing is answered' })
    return false
  }
}

function answerDefect(call: Call, error: unknown): number {
  const { parts, req, res, declared } = call
  if (req.destroyed && !req.complete) {
    parts.log({ level: 'info', event: 'api.caller-left', operation: declared.name })
    res.destroy()
    return 499
  }
  const incident = call.incident()
  parts.log({ level: 'error', event: 'api.defect', operation: declared.name, incident, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  if (res.headersSent) {
    res.destroy()
    return 500
  }
  return sendFailure(res, { code: 'api.internal', message: `something broke here; the log has it under incident ${incident}` })
}
