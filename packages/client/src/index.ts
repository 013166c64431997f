import { connect } from './connect.ts'
import type { Client, ClientOptions, WatchOptions } from './connect.ts'
import { ROUTES, STREAMS } from './generated.ts'
import type { Downloads, Operations, Streams } from './generated.ts'
import type { Notice } from './server-events.ts'
import { sessionCalls } from './session.ts'
import type { SessionCalls } from './session.ts'

export type * from './generated.ts'
export type * from './route-table.ts'
export type { CallOptions, Client, ClientOptions, WatchOptions } from './connect.ts'
export type { DownloadedFile } from './download.ts'
export type { Notice } from './server-events.ts'
export { connect } from './connect.ts'
export { StreamRefused } from './server-events.ts'
export type { SessionCalls, SessionView } from './session.ts'
export { ROUTES, STREAMS } from './generated.ts'

export type TailEntry = Streams['stream.tail']['output'] | Notice
export type LiveEntry = Streams['stream.live']['output'] | Notice
export type TailFilter = Streams['stream.tail']['input']

export type TouchstoneClient = Client<Operations, Streams, Downloads> & {
  /** Facts and membership changes as they are processed. Throws `StreamRefused` when it may not watch. */
  tail(filter?: TailFilter, options?: WatchOptions): AsyncGenerator<TailEntry>
  /** Signing in with a cookie, for pages that this platform serves. */
  readonly session: SessionCalls
}

/**
 * A client for a running platform, in a browser or in Node. A page that the platform serves leaves the token out: once
 * somebody signed in there (`client.session`), the browser sends a cookie with every call.
 *
 *     const client = createClient({ address: 'http://localhost:8080', token })
 *     const preview = await client.segments.previewSegment({ where: 'country = "DE"' })
 *     if (preview.ok) console.log(preview.value.count)
 *     else console.error(preview.failure.code, preview.failure.message)
 */
export function createClient(options: ClientOptions): TouchstoneClient {
  const client = connect<Operations, Streams, Downloads>(ROUTES, STREAMS, options)
  return Object.assign(client, {
    tail: (filter: TailFilter = {}, given: WatchOptions = {}) => client.watch('stream.tail', filter, given),
    session: sessionCalls(options.address, options.fetch ?? ((input, init) => globalThis.fetch(input, init))),
  })
}
