import { connect } from './connect.ts'
import type { CallOptions, Client, ClientOptions } from './connect.ts'
import { ROUTES, STREAMS } from './generated.ts'
import type { Operations, Streams } from './generated.ts'
import type { Notice } from './server-events.ts'

export type * from './generated.ts'
export type * from './route-table.ts'
export type { CallOptions, Client, ClientOptions } from './connect.ts'
export type { Notice } from './server-events.ts'
export { connect } from './connect.ts'
export { StreamRefused } from './server-events.ts'
export { ROUTES, STREAMS } from './generated.ts'

export type TailEntry = Streams['stream.tail']['output'] | Notice
export type TailFilter = Streams['stream.tail']['input']

export type TouchstoneClient = Client<Operations, Streams> & {
  /** Facts and membership changes as they are processed. Throws `StreamRefused` when it may not watch. */
  tail(filter?: TailFilter, options?: CallOptions): AsyncGenerator<TailEntry>
}

/**
 * A client for a running platform, in a browser or in Node.
 *
 *     const client = createClient({ address: 'http://localhost:8080', token })
 *     const preview = await client.segments.previewSegment({ where: 'country = "DE"' })
 *     if (preview.ok) console.log(preview.value.count)
 *     else console.error(preview.failure.code, preview.failure.message)
 */
export function createClient(options: ClientOptions): TouchstoneClient {
  const client = connect<Operations, Streams>(ROUTES, STREAMS, options)
  return Object.assign(client, { tail: (filter: TailFilter = {}, given: CallOptions = {}) => client.watch('stream.tail', filter, given) })
}
