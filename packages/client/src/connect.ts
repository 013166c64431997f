import { fail, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import { readAnswer, reasonOf } from './answer.ts'
import { downloadFrom, urlOf } from './download.ts'
import type { DownloadedFile } from './download.ts'
import type { Exchange, RouteTable, StreamTable } from './route-table.ts'
import { watchEvents } from './server-events.ts'
import type { Notice, Outgoing } from './server-events.ts'

export interface ClientOptions {
  /** Where the server is, e.g. `http://localhost:8080`. */
  readonly address: string
  /** The admin token. A page that the platform serves has none: its cookie says who asks. */
  readonly token?: string
  /** How long one call may take, in milliseconds; 60 s by default. */
  readonly timeoutMillis?: number
  /** Another `fetch`, e.g. one that goes through a proxy. */
  readonly fetch?: typeof globalThis.fetch
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface WatchOptions extends CallOptions {
  /** Told when the line is there and when it is lost, each time it changes. */
  readonly onLine?: (up: boolean) => void
}

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S
type Room<Name> = Name extends `${infer R}.${string}` ? R : never
/** The input may be left out when every field of it may. */
type Arguments<Input, Options = CallOptions> = {} extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options]

type Grouped<Operations> = {
  readonly [R in Room<keyof Operations>]: {
    readonly [Name in keyof Operations as Name extends `${R}.${infer Verb}` ? Camel<Verb> : never]: Operations[Name] extends Exchange
      ? (...given: Arguments<Operations[Name]['input']>) => Promise<Result<Operations[Name]['output']>>
      : never
  }
}

/**
 * `call` takes an operation by its name; `client.<room>.<verbNoun>(…)` is the same with completion. A failure of the
 * server comes back with the server's code; when there was no answer to read, the code is `client.unreachable`,
 * `client.timeout` or `client.bad-answer`. Nothing is retried: only the caller knows whether that is right.
 */
export type Client<Operations, Streams, Downloads = {}> = Grouped<Operations> & {
  call<Name extends keyof Operations & string>(name: Name, ...given: Operations[Name] extends Exchange ? Arguments<Operations[Name]['input']> : never): Promise<Result<Operations[Name] extends Exchange ? Operations[Name]['output'] : never>>
  /** A file, as it comes. The time limit is for its beginning; `signal` ends it at any time. */
  download<Name extends keyof Downloads & string>(name: Name, ...given: Downloads[Name] extends Exchange ? Arguments<Downloads[Name]['input']> : never): Promise<Result<DownloadedFile>>
  /** Where a browser that is signed in may fetch that file, for a link: only of operations that are a GET. */
  downloadUrl<Name extends keyof Downloads & string>(name: Name, input: Downloads[Name] extends Exchange ? Downloads[Name]['input'] : never): Result<string>
  /** Follows an event stream for ever, or until `signal`; see `watchEvents` for what happens when the connection breaks. */
  watch<Name extends keyof Streams & string>(name: Name, ...given: Streams[Name] extends Exchange ? Arguments<Streams[Name]['input'], WatchOptions> : never): AsyncGenerator<(Streams[Name] extends Exchange ? Streams[Name]['output'] : never) | Notice>
}

/** A client for the operations and streams of two tables. `createClient` has the tables of this release built in. */
export function connect<Operations, Streams, Downloads = {}>(routes: RouteTable, streams: StreamTable, options: ClientOptions): Client<Operations, Streams, Downloads> {
  const call = (name: string, input: object = {}, given: CallOptions = {}) => callRoute(options, routes[name], name, input, given)
  const watch = (name: string, input: object = {}, given: WatchOptions = {}) => {
    const request = requestFor(options, ['GET', streams[name]], input)
    return watchEvents(request, options.fetch ?? globalThis.fetch, given.signal, given.onLine)
  }
  const download = (name: string, input: object = {}, given: CallOptions = {}) => downloadFrom(requestFor(options, routes[name], input), name, options, given.signal)
  const downloadUrl = (name: string, input: object) => urlOf(requestFor(options, routes[name], input), name)
  const client: Record<string, unknown> = { call, watch, download, downloadUrl }
  for (const [name, [, , fileType]] of Object.entries(routes)) {
    if (fileType !== undefined) continue
    const [room, verb] = name.split('.')
    const group = (client[room] ??= {}) as Record<string, unknown>
    group[camel(verb)] = (input?: object, given?: CallOptions) => call(name, input, given)
  }
  return client as Client<Operations, Streams, Downloads>
}

function camel(words: string): string {
  return words.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function requestFor(options: ClientOptions, route: RouteTable[string] | undefined, input: object): Outgoing {
  if (route?.[1] === undefined) return fail('client.unknown-operation', 'this client knows no operation of that name')
  const [method, template] = route
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  let fault: Failure | undefined
  const path = template.replaceAll(/\{([^}]*)\}/g, (_, field: string) => {
    const text = String(rest.get(field) ?? '')
    // A URL swallows `.` and `..` even when they are escaped, so such a value cannot travel in a path.
    if (text === '' || text === '.' || text === '..') fault ??= { code: 'client.invalid-path-field', message: `"${field}" stands in the path and must not be empty, "." or ".."; given: "${text}"` }
    rest.delete(field)
    return encodeURIComponent(text)
  })
  if (fault !== undefined) return { ok: false, failure: fault }
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`
  const query = new URLSearchParams()
  let body: string | undefined
  if (method === 'GET' || method === 'DELETE') for (const [field, value] of rest) for (const one of Array.isArray(value) ? value : [value]) query.append(field, String(one))
  else {
    body = JSON.stringify(Object.fromEntries(rest))
    headers['content-type'] = 'application/json'
  }
  const url = `${options.address.replace(/\/+$/, '')}/api/${path}${query.size === 0 ? '' : `?${query}`}`
  return ok({ url, init: { method, headers, body, redirect: 'error' as const } })
}

async function callRoute(options: ClientOptions, route: RouteTable[string] | undefined, name: string, input: object, given: CallOptions): Promise<Result<any>> {
  const request = requestFor(options, route, input)
  if (!request.ok) return fail(request.failure.code, `${name}: ${request.failure.message}`)
  const timeout = AbortSignal.timeout(options.timeoutMillis ?? 60_000)
  const signal = given.signal === undefined ? timeout : AbortSignal.any([timeout, given.signal])
  try {
    const answer = await (options.fetch ?? globalThis.fetch)(request.value.url, { ...request.value.init, signal })
    return readAnswer(answer.status, await answer.text(), options.address)
  } catch (error) {
    if (timeout.aborted) return fail('client.timeout', `${name}: no answer from ${options.address} within ${options.timeoutMillis ?? 60_000} ms`)
    return fail('client.unreachable', `${name}: cannot reach ${options.address}: ${reasonOf(error)}`)
  }
}
