// What the operations of watches need; the server plugs it.
import type { Result } from '@touchstone/base'
import type { Watches } from './watch-definitions.ts'

export interface WatchPorts {
  readonly watches: Watches
  /** The name of a source, undefined where there is none. */
  readonly sourceName: (source: string) => Promise<Result<string | undefined>>
}
